"""A disk that takes its time: the window never waits for it, and says what it does."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer

from kiosk.app import open_house
from kiosk.publishing import shipped
from kiosk.ui.tasks import Tasks
from kiosk.ui.window import KioskWindow
from kiosk.visit.machine import State
from tests.snapshots.scenes import NoPrinter

GAP_MS = 50
"""The longest the window may not look at its events (NUMBERS.md)."""
TRIES = 3
"""The machine may be busy: the least counts, and beside what a fast disk gives."""


class Pulse:
    """How long the GUI thread was away from its loop at most."""

    def __init__(self):
        self.longest = 0
        self._since = QElapsedTimer()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)

    def begin(self):
        self.longest = 0
        self._since.start()
        self._timer.start()

    def _beat(self):
        self.longest = max(self.longest, self._since.restart())


@pytest.fixture
def house(tmp_path):
    with open_house(tmp_path / "data") as opened:
        shipped.publish_shipped(opened.database, opened.clock)
        opened.library.refresh()
        yield opened


@pytest.fixture
def slow(house, monkeypatch):
    """A function: every commit from now on takes so many seconds longer."""
    write = house.database.write

    def slower(seconds):
        def late(work):
            def worked(db):
                done = work(db)
                time.sleep(seconds)  # before the COMMIT, on the database's thread
                return done

            return write(worked)

        monkeypatch.setattr(house.database, "write", late)

    return slower


@pytest.fixture
def window(qapp, qtbot, house):
    tasks = Tasks()
    shown = KioskWindow(
        house.visit(tasks.post), house.settings, tasks=tasks, printing=NoPrinter()
    )
    shown.resize(1280, 1024)
    shown.show()
    shown.visit.touch()
    shown.visit.choose("senior-allowance")
    shown.visit.begin(for_self=True)
    qtbot.waitUntil(lambda: not shown.visit.saving, timeout=10_000)
    yield shown
    qtbot.waitUntil(lambda: not shown.visit.saving, timeout=10_000)
    tasks.close()
    shown.close()
    shown.deleteLater()


def to_and_fro(window, qtbot, pulse):
    """One screen on and one back, each kept; the longest gap in milliseconds."""
    pulse.begin()
    for act in (window.visit.next, window.visit.back):
        act()
        qtbot.waitUntil(lambda: not window.visit.saving, timeout=10_000)
    qtbot.wait(20)
    return pulse.longest


@pytest.mark.parametrize("milliseconds", [20, 200])
def test_the_window_never_waits_for_the_disk(window, slow, qtbot, milliseconds):
    question = window.visit.question()
    assert window.visit.state is State.QUESTION
    window.visit.answer(question.nodes[0].ref, "王秀英")
    to_and_fro(window, qtbot, Pulse())  # what is made only once is made
    usual = min(to_and_fro(window, qtbot, Pulse()) for _ in range(TRIES))
    slow(milliseconds / 1000)

    gaps = [to_and_fro(window, qtbot, Pulse()) for _ in range(TRIES)]

    assert min(gaps) <= max(GAP_MS, 2 * usual), gaps


def test_after_a_moment_the_button_says_it_is_being_kept(window, slow, qtbot):
    window.visit.answer(window.visit.question().nodes[0].ref, "王秀英")
    slow(0.6)
    primary = window.place.frame.bottom.primary
    usual = primary.text()
    began = time.monotonic()
    window.visit.next()

    assert primary.text() == usual, "a usual disk is not worth a word"
    qtbot.waitUntil(lambda: primary.text() == "正在存好…", timeout=2000)

    assert 0.14 <= time.monotonic() - began <= 0.4
    assert not primary.isEnabled()
    qtbot.waitUntil(lambda: not window.visit.saving, timeout=3000)
    assert window.place.frame.bottom.primary.text() == usual
