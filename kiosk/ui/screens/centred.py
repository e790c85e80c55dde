"""Screens that say one thing in the middle: rest, leave?, help, still there?, kept.

What belongs here: how a few rows stand in the middle, as large as there is room for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from kiosk.ui.controls import Text, height_of
from kiosk.ui.controls.pressable import Pressable
from kiosk.ui.screens.base import KioskScreen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from kiosk.ui.screens.stage import Stage
    from kiosk.ui.theme import Theme

Rows = list[list["QWidget"]]
_SIDE = 0.88
"""The share of the width the rows may take."""


class CentredScreen(KioskScreen):
    """A few rows in the middle of the screen.

    ``rows`` is asked with ever smaller themes, and at last without what is only
    pleasant (``roomy`` False), until everything stands.
    """

    gap_mm = 8.0

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._rows: Rows = []

    def rows(self, theme: Theme, *, roomy: bool) -> Rows:
        """The rows, made anew for this theme."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the largest text that fits, and place the rows."""
        super().resizeEvent(event)
        for theme, roomy in self._tries():
            self._put_away()
            self._rows = self.rows(theme, roomy=roomy)
            for row in self._rows:
                for item in row:
                    item.setParent(self)
                    item.show()
            if self._height() <= self.height() - 2 * self.stage.theme.px(6):
                break
        self._lay()

    def _tries(self) -> Iterator[tuple[Theme, bool]]:
        theme = self.stage.theme
        for size in range(min(theme.size + 1, 4), theme.size - 1, -1):
            yield replace(theme, size=size), True
        for size in range(theme.size, 0, -1):
            yield replace(theme, size=size), False

    def _put_away(self) -> None:
        for row in self._rows:
            for item in row:
                item.hide()
                item.deleteLater()
        self._rows = []

    @property
    def _room(self) -> int:
        return min(
            round(self.width() * _SIDE), self.width() - 2 * self.stage.theme.margin
        )

    @property
    def _gap(self) -> int:
        return self.stage.theme.px(self.gap_mm)

    def _widths(self, row: Sequence[QWidget]) -> list[int]:
        """Controls as their words need, texts as wide as there is room."""
        return [
            min(item.sizeHint().width(), self._room)
            if isinstance(item, Pressable) or len(row) > 1
            else self.width_of(item)
            for item in row
        ]

    def width_of(self, item: QWidget) -> int:
        """How wide an item that stands alone in its row is."""
        if item.minimumWidth() == item.maximumWidth():
            return item.minimumWidth()
        return _even(item, self._room) if isinstance(item, Text) else self._room

    def _lines(self) -> list[list[tuple[QWidget, int]]]:
        """The rows with widths; a row too wide for the screen is stacked."""
        lines: list[list[tuple[QWidget, int]]] = []
        for row in self._rows:
            widths = self._widths(row)
            pairs = list(zip(row, widths, strict=True))
            if sum(widths) + self._gap * (len(row) - 1) <= self._room:
                lines.append(pairs)
            else:
                lines += [[pair] for pair in pairs]
        return lines

    def _height(self) -> int:
        lines = self._lines()
        return sum(map(_line_height, lines)) + self._gap * (len(lines) - 1)

    def _lay(self) -> None:
        top = max(0, (self.height() - self._height()) // 2)
        for line in self._lines():
            high = _line_height(line)
            wide = sum(width for _, width in line) + self._gap * (len(line) - 1)
            left = (self.width() - wide) // 2
            for item, width in line:
                item.setGeometry(QRect(left, top, width, high))
                left += width + self._gap
            top += high + self._gap


def _even(text: Text, room: int) -> int:
    """The width at which its lines are about equally long, and no more than in all."""
    lines = text.paragraph(room).lines
    if lines == 1:
        return room
    low, high = room // lines, room
    while high - low > text.theme.em // 2:
        middle = (low + high) // 2
        if text.paragraph(middle).lines > lines:
            low = middle
        else:
            high = middle
    return high


def _line_height(line: Sequence[tuple[QWidget, int]]) -> int:
    return max(height_of(item, width) for item, width in line)
