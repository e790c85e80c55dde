"""Year, month and day side by side, each a field with its word above it.

What belongs here: the three fields and how the writing moves from one to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls import Text
from kiosk.ui.input import Accept, Field, Shape
from kiosk.ui.theme import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from kiosk.i18n.words import Words
    from kiosk.ui.theme import Theme

PARTS = (("date.year", 4), ("date.month", 2), ("date.day", 2))
"""The word above each field, and how many digits it holds."""
_SHARES = (1.5, 1.0, 1.0)
_LAST_FIRST_DIGIT = {1: 1, 2: 3}
"""A month that begins with 2, a day that begins with 4, has no second digit."""
_LIKED_MM = 190.0


class DateRow(QWidget):
    """The fields of a date, or of a year and month, or of a year.

    Attributes:
        on_change: told after every change by the person.
    """

    def __init__(
        self,
        theme: Theme,
        words: Words,
        texts: Sequence[str],
        on_enter: Callable[[], None],
    ) -> None:
        """Hold ``texts``: one to three of year, month and day."""
        super().__init__()
        self._theme = theme
        self.on_change: Callable[[], None] | None = None
        self._on_enter = on_enter
        self._labels: list[Text] = []
        self.fields: list[Field] = []
        for (word, digits), text in zip(PARTS, texts, strict=False):
            self._labels.append(Text(theme, words.say(word), Style.STRONG))
            self.fields.append(self._field(words, word, digits, text))
        for child in (*self._labels, *self.fields):
            child.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _field(self, words: Words, word: str, digits: int, text: str) -> Field:
        at = len(self.fields)
        shape = Shape(longest=digits, pad_mm=5, hidden_words=words.say("date.hidden"))
        field = Field(
            self._theme, Accept.DIGITS, text, name=words.say(word), shape=shape
        )
        field.on_change = lambda _text: self._edited(at)
        field.on_enter = lambda: self._entered(at)
        return field

    @property
    def texts(self) -> list[str]:
        """What stands in each field."""
        return [field.text() for field in self.fields]

    def _edited(self, at: int) -> None:
        if self.on_change is not None:
            self.on_change()
        field = self.fields[at]
        text = field.text()
        full = len(text) == field.maxLength()
        alone = len(text) == 1 and int(text) > _LAST_FIRST_DIGIT.get(at, 9)
        if (full or alone) and at + 1 < len(self.fields) and field.hasFocus():
            self.fields[at + 1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _entered(self, at: int) -> None:
        if at + 1 < len(self.fields) and not self.fields[at + 1].text():
            self.fields[at + 1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._on_enter()

    def _gap(self) -> int:
        return self._theme.px(4)

    def _widths(self, width: int) -> list[int]:
        shares = _SHARES[: len(self.fields)]
        liked = self._theme.px(_LIKED_MM * sum(shares) / sum(_SHARES))
        room = min(width, liked) - self._gap() * (len(shares) - 1)
        return [int(room * share / sum(shares)) for share in shares]

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Words above fields."""
        pairs = zip(self._labels, self.fields, self._widths(width), strict=True)
        return max(
            label.heightForWidth(wide) + field.heightForWidth(wide)
            for label, field, wide in pairs
        )

    def sizeHint(self) -> QSize:
        """Some 190 mm wide."""
        width = self._theme.px(_LIKED_MM)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place words and fields."""
        left = 0
        widths = self._widths(self.width())
        for label, field, wide in zip(self._labels, self.fields, widths, strict=True):
            above = label.heightForWidth(wide)
            label.setGeometry(left, 0, wide, above)
            field.setGeometry(left, above, wide, self.height() - above)
            left += wide + self._gap()
