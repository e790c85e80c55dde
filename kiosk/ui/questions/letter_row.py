"""The row of first letters below the cards of a finder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from kiosk.i18n.words import Words
    from kiosk.ui.theme import Theme

_KEY_MM = 16.0
_GAP_MM = 3.0


class LetterRow(QWidget):
    """A key for each letter, and 'show all' first; as many rows as they need."""

    def __init__(
        self, theme: Theme, words: Words, on_letter: Callable[[str], None]
    ) -> None:
        """Call ``on_letter`` with the letters so far; "" for all."""
        super().__init__()
        self._theme = theme
        self._words = words
        self._on_letter = on_letter
        self._keys: list[Button] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_letters(self, prefix: str, letters: Sequence[str], chosen: str) -> None:
        """Offer ``letters`` after ``prefix``; ``chosen`` is lit."""
        for key in self._keys:
            key.hide()
            key.deleteLater()
        everything = Button(
            self._theme,
            self._words.say("finder.all"),
            lambda: self._on_letter(""),
            Kind.PILL,
        )
        self._keys = [everything]
        self._keys += [self._key(prefix + letter, chosen) for letter in letters]
        for key in self._keys:
            key.setParent(self)
            key.show()
        self.updateGeometry()
        self._place()

    def _key(self, letters: str, chosen: str) -> Button:
        return Button(
            self._theme,
            letters.capitalize(),
            lambda: self._on_letter(letters),
            Kind.LETTER_ON if letters == chosen else Kind.LETTER,
            name=self._words.say("finder.letter", letter=letters),
        )

    def _height(self) -> int:
        return max(
            (key.sizeHint().height() for key in self._keys),
            default=self._theme.px(_KEY_MM),
        )

    def _places(self, width: int) -> list[tuple[Button, int, int, int]]:
        """Each key with its left, row and width; rows are about equally long."""
        places = self._filled(width)
        rows = _rows(places)
        step = self._theme.px(_KEY_MM + _GAP_MM)
        while rows > 1 and width > step:
            width -= step
            shorter = self._filled(width)
            if _rows(shorter) > rows:
                break
            places = shorter
        return places

    def _filled(self, width: int) -> list[tuple[Button, int, int, int]]:
        """Rows as full as ``width`` allows."""
        gap = self._theme.px(_GAP_MM)
        places, left, row = [], 0, 0
        for key in self._keys:
            wide = max(key.sizeHint().width(), self._theme.px(_KEY_MM))
            if left and left + wide > width:
                left, row = 0, row + 1
            places.append((key, left, row, min(wide, width)))
            left += wide + gap
        return places

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many rows as the keys need."""
        rows = _rows(self._filled(width))
        gap = self._theme.px(_GAP_MM)
        return rows * (self._height() + gap) - gap

    def sizeHint(self) -> QSize:
        """Some 200 mm wide."""
        width = self._theme.px(200)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the keys."""
        self._place()

    def _place(self) -> None:
        high = self._height()
        step = high + self._theme.px(_GAP_MM)
        for key, left, row, wide in self._places(self.width()):
            key.setGeometry(left, row * step, wide, high)


def _rows(places: list[tuple[Button, int, int, int]]) -> int:
    return max((row for _, _, row, _ in places), default=0) + 1
