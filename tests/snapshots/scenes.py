"""The scenes of the pictures: every screen, with what makes it hard to lay out.

What belongs here: how to put a screen before the window. Which languages, sizes and
shapes it is looked at in is ``matrix``'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kiosk.i18n.words import Words
from kiosk.ui.tasks import Tasks
from kiosk.ui.window import KioskWindow
from kiosk.visit.machine import State
from tests.support.clock import FakeClock
from tests.support.scripted_form import QUESTIONS
from tests.support.visit_double import ScriptedVisit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.snapshots.matrix import Look

AT = {question.name: place for place, question in enumerate(QUESTIONS)}
ANSWERS = {
    "/data/who": "relative",
    "/data/name": "王秀英",
    "/data/id_number": "320211194103120021",
    "/data/people": "汉族",
    "/data/health": "eyes legs",
    "/data/declaration": "OK",
}


class NoPrinter:
    """A machine without a printer."""

    def available(self) -> bool:
        return False


class OnePrinter(NoPrinter):
    """A machine with a printer that only counts."""

    def __init__(self) -> None:
        self.printed: list[object] = []

    def available(self) -> bool:
        return True

    def print_receipt(self, receipt, words) -> None:
        self.printed.append((receipt, words.language))


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen: the state, what was entered, and what happens once it stands."""

    name: str
    state: State
    at: int = 0
    beneath: State | None = None
    answers: dict[str, str] = field(default_factory=dict)
    then: Callable[[KioskWindow, ScriptedVisit], None] | None = None
    printer: bool = False


def continue_wrongly(window: KioskWindow, visit: ScriptedVisit) -> None:
    """Continue with an answer that cannot stay."""
    visit.wrong["/data/id_number"] = "x"
    visit.next()


def open_why(window: KioskWindow, visit: ScriptedVisit) -> None:
    """Ask why the question is asked."""
    window.place.screen_now._open_why()


def open_sound(window: KioskWindow, visit: ScriptedVisit) -> None:
    """Touch the sound pill."""
    window._open_sound()


def read_third(window: KioskWindow, visit: ScriptedVisit) -> None:
    """The voice has come to the third option."""
    window._highlight("option:worker")


def _question(name: str, **more: object) -> Scene:
    return Scene(f"question_{name}", State.QUESTION, AT[name], **more)


SCENES = (
    Scene("rest", State.REST),
    Scene("services", State.SERVICES),
    Scene("before", State.BEFORE),
    _question("who", answers={"/data/who": "relative"}, then=read_third),
    _question("name", answers={"/data/name": "王秀"}),
    _question(
        "id_number",
        answers={"/data/id_number": "32021119410312002"},
        then=continue_wrongly,
    ),
    _question("people"),
    _question("health", answers={"/data/health": "eyes"}),
    _question("declaration"),
    Scene("why", State.QUESTION, then=open_why),
    Scene("sound", State.QUESTION, then=open_sound),
    Scene("check", State.CHECK, answers=ANSWERS),
    Scene("receipt", State.RECEIPT),
    Scene("receipt_printed", State.RECEIPT, printer=True),
    Scene("kept", State.KEPT),
    Scene("help", State.HELP, beneath=State.QUESTION),
    Scene("leave", State.LEAVE, beneath=State.QUESTION, answers=ANSWERS),
    Scene("leave_empty", State.LEAVE, beneath=State.QUESTION),
    Scene("still_there", State.STILL_THERE, beneath=State.QUESTION, answers=ANSWERS),
    Scene("out_of_service", State.OUT_OF_SERVICE),
)


class Stood:
    """A window that shows a scene; close it when done."""

    def __init__(self, app: QApplication, scene: Scene, look: Look) -> None:
        self.visit = ScriptedVisit()
        self.visit.answers.update(scene.answers)
        sitting = self.visit.sitting
        sitting.language = look.language
        sitting.size, sitting.contrast = look.size, look.contrast
        self.visit.stand(scene.state, scene.at, beneath=scene.beneath)
        self.tasks = Tasks()
        self.clock = FakeClock()
        self.window = KioskWindow(
            self.visit,
            self.visit.settings,
            tasks=self.tasks,
            clock=self.clock,
            printing=OnePrinter() if scene.printer else NoPrinter(),
            words=Words,
            mm_per_pixel=look.shape.mm_per_pixel,
        )
        self.window.resize(look.shape.width, look.shape.height)
        self.window.show()
        app.processEvents()
        if scene.state is State.RECEIPT:
            self._await_printer(app)
        if scene.then is not None:
            scene.then(self.window, self.visit)
            app.processEvents()

    def _await_printer(self, app: QApplication) -> None:
        while self.window.has_printer is None:
            app.processEvents()

    def pages(self) -> Iterator[int]:
        """Every page of what stands, one after the other."""
        from kiosk.ui.controls import Pager

        shown = [p for p in self.window.findChildren(Pager) if p.isVisible()]
        longest = max(shown, key=lambda pager: pager.pages, default=None)
        yield 0
        for page in range(1, longest.pages if longest else 1):
            longest.show_page(page)
            yield page

    def close(self) -> None:
        """Away with it."""
        self.tasks.close()
        self.window.close()
        self.window.deleteLater()
        # Outside a running loop Qt keeps what is to be deleted: 16 GB in an hour.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


__all__ = ["SCENES", "NoPrinter", "OnePrinter", "Scene", "Stood"]
