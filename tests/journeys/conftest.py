"""Windows without a screen, before a scripted or the real visit."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from kiosk.ui.tasks import Tasks
from kiosk.ui.window import KioskWindow
from tests.snapshots.scenes import NoPrinter
from tests.support.clock import FakeClock
from tests.support.pages import Person
from tests.support.visit_double import ScriptedVisit


class RecordedVoice:
    """A synthesiser that notes what it was asked for, and never answers."""

    def __init__(self):
        self.asked = []
        self.cancelled = 0
        self.wiped = 0

    def request(self, text, language, rate, done, *, private=False):  # noqa: ARG002 (the port's)
        self.asked.append((text, language, rate, private))
        return len(self.asked)

    def cancel(self, ticket):  # noqa: ARG002 (the port's)
        self.cancelled += 1

    def wipe(self):
        self.wiped += 1


@pytest.fixture
def voice():
    return RecordedVoice()


@pytest.fixture
def scripted():
    return ScriptedVisit()


@pytest.fixture
def stand(qapp, qtbot, scripted, voice):
    """A function: put the scripted visit somewhere, get the person before it."""
    made = []

    def standing(state, at=0, *, size=(1280, 1024), beneath=None, printing=None):
        clock, tasks = FakeClock(), Tasks()
        scripted.stand(state, at, beneath=beneath)
        window = KioskWindow(
            scripted,
            scripted.settings,
            tasks=tasks,
            synthesiser=voice,
            clock=clock,
            printing=printing or NoPrinter(),
            mm_per_pixel=0.294,
        )
        made.append((window, tasks))
        window.resize(*size)
        window.show()
        person = Person(window, clock)
        person.settle()
        return person

    yield standing
    for window, tasks in made:
        tasks.close()
        window.close()
        window.deleteLater()
    qapp.processEvents()
