"""Texts: names, streets, what is on somebody's mind."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kiosk.ui.input import Accept, Field, KeyboardKind, Shape
from kiosk.ui.questions.base import Key, QuestionKind


class Written(QuestionKind):
    """A question answered by writing in one field; base of the kinds that are."""

    keyboard = KeyboardKind.TEXT
    accept = Accept.TEXT
    lines = 1

    def make(self) -> None:
        """A field that stands on every page, beside its keyboard."""
        asking, node = self.asking, self.node
        shape = Shape(lines=self.lines, hidden_words=asking.words.say("check.hidden"))
        self._field = Field(
            asking.theme,
            self.accept,
            self.as_written(node.value),
            name=node.label or asking.words.say("keypad.field"),
            shape=shape,
        )
        self._field.on_change = self._edited
        self._field.on_enter = asking.go_on
        self._field.setReadOnly(node.readonly)
        self.pinned = [self._field]

    def as_written(self, value: str) -> str:
        """How a stored value stands in the field."""
        return value

    def as_stored(self, text: str) -> str:
        """How a written text is stored."""
        return text

    def edited(self) -> None:
        """Called when the text has changed, before anyone is told."""

    def _edited(self, text: str) -> None:
        self.edited()
        self.asking.changed(self.as_stored(text))
        self.asking.relayout()

    def value(self) -> str:
        """What stands in the field."""
        return self.as_stored(self._field.text())

    @property
    def field(self) -> Field:
        """The only one."""
        return self._field

    def type(self, text: str) -> bool:
        """Characters go into the field from wherever the keys are."""
        self.asking.show_item(self._field)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.type(text)
        return True

    def focus(self) -> bool:
        """The field takes the keys."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def answer_shown(self) -> str:
        """The text in its groups."""
        return self._field.shown()


class ShortText(Written):
    """One line, or more where one does not hold it."""

    keys = (Key("input"), Key("input", "string"))


class LongText(Written):
    """Room for several lines from the start."""

    keys = (Key("input", sign="multiline"),)
    lines = 3
