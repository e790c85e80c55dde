"""Something to agree to or to have read: a single card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from kiosk.ui.controls import OptionCard
from kiosk.ui.questions.base import Key, QuestionKind

if TYPE_CHECKING:
    from kiosk.ui.controls.ring import Ringed

OK = "OK"
"""What a trigger stores once it is touched (XForms in ODK)."""


class Acknowledge(QuestionKind):
    """Touch says 'I have read it'; touching again takes that back."""

    keys = (Key("trigger"), Key("input", "string", "acknowledge"))

    def make(self) -> None:
        """One card with a box."""
        self._said = self.node.value == OK
        self._card = OptionCard(
            self.asking.theme,
            None,
            self.asking.words.say("acknowledge.read"),
            self._touched,
            many=True,
        )
        self._card.on_enter = self._entered
        self._card.set_chosen(self._said)
        self.items = [self._card]

    def _touched(self) -> None:
        self._said = not self._said
        self._card.set_chosen(self._said)
        self.asking.changed(self.value())

    def _entered(self) -> bool:
        if self._said:
            self.asking.go_on()
        return self._said

    def value(self) -> str:
        """``OK``, or nothing."""
        return OK if self._said else ""

    def type(self, text: str) -> bool:
        """1 is the only card."""
        if text == "1":
            self._card.click()
        return text == "1"

    def focus(self) -> bool:
        """The card takes the keys."""
        self._card.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def options(self) -> list[tuple[str, str]]:
        """The card."""
        return [(OK, self._card.text())]

    def target(self, name: str) -> Ringed | None:
        """``option:OK`` is the card."""
        return self._card if name == f"option:{OK}" else super().target(name)
