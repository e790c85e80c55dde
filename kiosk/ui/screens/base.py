"""What a screen is: a body between the bars, its words, and what is read of it.

What belongs here: the contract every screen keeps, and the keys they all share. To add
a screen: a subclass in a module of its own, and its line in the registry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kiosk.ui.screens.stage import Acts
from kiosk.visit.machine import State

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.screens.stage import Stage


SERVICE_CHOSEN: Final = frozenset(
    {State.BEFORE, State.QUESTION, State.CHECK, State.RECEIPT}
)
"""Where the visit has a service; also under a screen that lies over it."""


class Readable(Protocol):
    """A control that can show that it is being read aloud."""

    def set_reading(self, reading: bool) -> None:  # noqa: FBT001 (the controls' own)
        """Show or take away the ring."""


class KioskScreen(QWidget):
    """One screen of the visit.

    Attributes:
        framed: whether the bars stand around it.
        first_act: the button of the bottom bar where keys begin (``primary`` or
            ``repeat``); "" for the screen's own first control.
        stage: what it was given.
        targets: the controls by what an utterance calls them.
    """

    framed: ClassVar[bool] = True
    first_act: ClassVar[str] = ""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self.targets: dict[str, Readable] = {}
        self._reading: Readable | None = None

    def title(self) -> str:
        """What the top bar calls this place: the service, once one is chosen."""
        visit = self.stage.visit
        chosen = visit.beneath in SERVICE_CHOSEN
        return visit.service().title if chosen else self.stage.centre

    def acts(self) -> Acts:
        """The bottom bar."""
        return Acts()

    def prompt(self) -> Prompt:
        """What is read when the screen appears."""
        return ()

    def repeat_prompt(self) -> Prompt:
        """What is read when the person asks for it."""
        return self.prompt()

    def refresh(self) -> None:
        """The visit changed while this screen stands."""

    def back(self) -> None:
        """The Esc key."""
        self.stage.visit.back()

    def focus_first(self) -> bool:
        """Put the keys where a person begins; False where nothing here takes them."""
        controls = self.controls()
        if controls:
            controls[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(controls)

    def controls(self) -> list[QWidget]:
        """What the arrow keys walk through, from top to bottom."""
        found = [
            each
            for each in self.findChildren(QAbstractButton)
            if each.isVisibleTo(self) and each.isEnabled()
        ]
        return sorted(found, key=self._reading_order)

    def numbered(self) -> list[QAbstractButton]:
        """What the digits choose, in order; the same wherever a page stands."""
        return []

    def highlight(self, target: str | None) -> None:
        """Ring what is being read, and nothing else."""
        control = self.targets.get(target) if target else None
        if control is self._reading:
            return
        if self._reading is not None:
            self._reading.set_reading(False)
        self._reading = control
        if control is not None:
            self.reveal(control)
            control.set_reading(True)

    def reveal(self, control: Readable) -> None:
        """Bring a control on a further page to the front."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk, Enter acts, digits choose."""
        if not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        key = event.key()
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._walk(1 if key == Qt.Key.Key_Down else -1)
            return True
        number = event.text()
        if number.isascii() and number.isdigit():
            return self._choose(int(number))
        return False

    def _walk(self, step: int) -> None:
        controls = self.controls()
        if not controls:
            return
        focused = QApplication.focusWidget()
        at = controls.index(focused) if focused in controls else -(step > 0)
        controls[(at + step) % len(controls)].setFocus(
            Qt.FocusReason.TabFocusReason
            if step > 0
            else Qt.FocusReason.BacktabFocusReason
        )

    def _choose(self, number: int) -> bool:
        numbered = self.numbered()
        if not 1 <= number <= len(numbered):
            return False
        numbered[number - 1].click()
        return True

    def _reading_order(self, control: QWidget) -> tuple[int, int]:
        corner = control.mapTo(self, control.rect().topLeft())
        return (corner.y(), corner.x())
