"""Dates: year, month and day written with digits, read back in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from kiosk.i18n.written import stored_day
from kiosk.ui.controls import Hint
from kiosk.ui.input import KeyboardKind
from kiosk.ui.questions.base import Key, QuestionKind
from kiosk.ui.questions.date_row import PARTS, DateRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.ui.controls.ring import Ringed
    from kiosk.ui.input import Field

_STORED = re.compile(r"(\d*)(?:-(\d*))?(?:-(\d*))?")
_PARTS_OF = {"year": 1, "month-year": 2}
"""How many parts an appearance asks for; three where it says nothing."""
_WHOLE_LENGTHS = tuple(digits for _, digits in PARTS)


def split(value: str) -> list[str]:
    """Year, month and day of a stored value, without leading zeros; "" if missing."""
    found = _STORED.match(value[:10])
    parts = found.groups("") if found else ("", "", "")
    return [parts[0], *(part.lstrip("0") for part in parts[1:])]


def join(texts: list[str]) -> str:
    """What is stored: an ISO date once every part is there.

    A date of which parts are missing is kept as far as it goes, so that nothing typed
    is lost and the engine can say that it is not a date yet.
    """
    if not any(texts):
        return ""
    padded = [
        text.zfill(digits) if text else ""
        for text, digits in zip(texts, _WHOLE_LENGTHS, strict=False)
    ]
    if all(texts):
        padded += ["01"] * (len(PARTS) - len(padded))
    return "-".join(padded).rstrip("-")


class DateKind(QuestionKind):
    """Three fields; the writing goes on from one to the next by itself."""

    keys = (Key("input", "date"),)
    keyboard = KeyboardKind.DIGITS

    def make(self) -> None:
        """The fields, and the date in words below them."""
        asking, node = self.asking, self.node
        tokens = node.appearance.split()
        count = next((_PARTS_OF[token] for token in tokens if token in _PARTS_OF), 3)
        self._row = DateRow(
            asking.theme, asking.words, split(node.value)[:count], asking.go_on
        )
        self._row.on_change = self._edited
        for field in self._row.fields:
            field.setReadOnly(node.readonly)
        self._echo = Hint(asking.theme, self._reads())
        self.pinned = [self._row, self._echo]

    def _reads(self) -> str:
        words = self.asking.words
        value = self.value()
        written = stored_day(value, words)
        if len(self._row.fields) < len(PARTS) or written == value:
            return " "
        return words.say("date.reads", date=written)

    def _edited(self) -> None:
        self._echo.setText(self._reads())
        self.asking.changed(self.value())

    def value(self) -> str:
        """See ``join``."""
        return join(self._row.texts)

    @property
    def field(self) -> Field:
        """The part being written, or the first."""
        fields = self._row.fields
        return next((field for field in fields if field.hasFocus()), fields[0])

    def set_problem(self, text: str | None) -> None:
        """All parts are to be looked at again."""
        super().set_problem(text)
        for field in self._row.fields:
            field.set_problem(bool(text))

    def set_hidden(self, hidden: bool) -> None:  # noqa: FBT001 (a Qt-like setter)
        """Hide every part, and the date in words."""
        for field in self._row.fields:
            field.set_hidden(hidden)
        self._echo.setText(" " if hidden else self._reads())

    def on_focus(self, tell: Callable[[], None]) -> None:
        """All three fields tell."""
        for field in self._row.fields:
            field.on_focus = tell

    def type(self, text: str) -> bool:
        """Digits go into the first part that is empty, or the last."""
        if not text.isdecimal():
            return False
        fields = self._row.fields
        field = next((one for one in fields if not one.text()), fields[-1])
        self.asking.show_item(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.type(text)
        return True

    def focus(self) -> bool:
        """The first part that is empty takes the keys, or the year."""
        fields = self._row.fields
        field = next((one for one in fields if not one.text()), fields[0])
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def answer_shown(self) -> str:
        """The date in words, as far as it is one."""
        return stored_day(self.value(), self.asking.words)

    def target(self, name: str) -> Ringed | None:
        """The year stands for the whole."""
        return self._row.fields[0] if name == "answer" else super().target(name)
