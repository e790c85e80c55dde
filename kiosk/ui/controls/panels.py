"""Panels that inform: the side card, the reference number, the QR.

What belongs here: surfaces with texts on them, nothing to choose from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls import paint
from kiosk.ui.controls.column import Column, height_of
from kiosk.ui.controls.pager import Pager
from kiosk.ui.controls.paragraph import one_line_width
from kiosk.ui.controls.text import Heading, Hint, Text
from kiosk.ui.theme import Style, Theme, colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.i18n.words import Words

_PAD_MM = 9.0
_PAD_TOP_MM = 6.0


class Panel(QWidget):
    """A surface with an edge, around one inner widget."""

    def __init__(self, theme: Theme, inner: QWidget, *, green: bool = False) -> None:
        """Stand around ``inner``; ``green`` gives an evergreen edge."""
        super().__init__()
        self._theme = theme
        self._inner = inner
        self._green = green
        inner.setParent(self)
        inner.show()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    def _pads(self) -> tuple[int, int]:
        return self._theme.px(_PAD_MM), self._theme.px(_PAD_TOP_MM)

    def hasHeightForWidth(self) -> bool:
        """As its inner widget."""
        return self._inner.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """The inner height with the padding."""
        side, top = self._pads()
        return height_of(self._inner, width - 2 * side) + 2 * top

    def sizeHint(self) -> QSize:
        """The inner hint with the padding."""
        side, top = self._pads()
        hint = self._inner.sizeHint()
        return QSize(hint.width() + 2 * side, hint.height() + 2 * top)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Give the inner widget what the padding leaves."""
        side, top = self._pads()
        self._inner.setGeometry(self.rect().adjusted(side, top, -side, -top))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and edge."""
        colours = self._theme.colours
        paint.box(
            paint.painter_on(self),
            QRectF(self.rect()),
            fill=colours.card,
            edge=colours.green_text if self._green else colours.edge,
            width=self._theme.line if self._green else self._theme.line * 0.7,
            radius=self._theme.radius,
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what it says, and perhaps something to touch."""

    heading: str
    paragraphs: tuple[str, ...]
    widget: QWidget | None = None


class SideCard(Panel):
    """Why, who sees it, what to bring: sections that page where they do not fit."""

    def __init__(self, theme: Theme, words: Words, sections: Sequence[Section]) -> None:
        items: list[QWidget] = []
        for section in sections:
            if section.heading:
                items.append(Heading(theme, section.heading))
            items += [Text(theme, text) for text in section.paragraphs]
            if section.widget is not None:
                items.append(section.widget)
        self._pager = Pager(theme, words, gap_mm=3)
        super().__init__(theme, self._pager)
        self._pager.set_items(items)

    def natural_height(self, width: int) -> int:
        """The height at which all of it shows at once."""
        side, top = self._pads()
        return self._pager.natural_height(width - 2 * side) + 2 * top


class ReceiptNumber(Panel):
    """The reference number, large, with a heading above and a line below."""

    def __init__(self, theme: Theme, heading: str, number: str, line: str) -> None:
        self._number = Number(theme, number)
        items = [Hint(theme, heading), self._number]
        if line:
            items.append(Hint(theme, line))
        column = Column(theme, items, gap_mm=1)
        super().__init__(theme, column, green=True)
        self.setAccessibleName(f"{heading} {number}")
        self.setAccessibleDescription(line)


class Number(Text):
    """A reference number on one line, as large as the width allows."""

    def __init__(self, theme: Theme, number: str) -> None:
        super().__init__(theme, number, Style.HUGE)

    def _shrink_to(self, width: int) -> None:
        whole = self.theme.font(Style.HUGE)
        needed = one_line_width(self.text(), whole)
        shrink = min(1.0, width / needed) if needed else 1.0
        font = self.theme.font(Style.HUGE, shrink=shrink)
        while one_line_width(self.text(), font) > width and font.pixelSize() > 1:
            font.setPixelSize(font.pixelSize() - 1)
        if font.pixelSize() != self._font.pixelSize():
            self._font = font
            self._broken.clear()

    def heightForWidth(self, width: int) -> int:
        """One line."""
        self._shrink_to(width)
        return super().heightForWidth(width)


class QrCode(QWidget):
    """A QR matrix as squares of whole pixels, black on white in every contrast."""

    _QUIET = 4
    _SIZE_MM = 70.0

    def __init__(self, theme: Theme, matrix: Sequence[Sequence[bool]]) -> None:
        """Draw ``matrix`` (rows of dark/light, without the quiet zone)."""
        super().__init__()
        self._theme = theme
        self._matrix = matrix

    def hasHeightForWidth(self) -> bool:
        """Always: a square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """A square of at most 70 mm."""
        return min(width, self._theme.px(self._SIZE_MM))

    def sizeHint(self) -> QSize:
        """70 mm."""
        edge = self._theme.px(self._SIZE_MM)
        return QSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the dark squares, with a quiet zone of four around."""
        painter = paint.painter_on(self)
        count = len(self._matrix) + 2 * self._QUIET
        square = max(min(self.width(), self.height()) // count, 1)
        left = (self.width() - square * count) // 2
        top = (self.height() - square * count) // 2
        painter.fillRect(left, top, square * count, square * count, colour("#ffffff"))
        for y, row in enumerate(self._matrix, self._QUIET):
            for x, dark in enumerate(row, self._QUIET):
                if dark:
                    place = (left + x * square, top + y * square, square, square)
                    painter.fillRect(*place, colour("#000000"))


class QrPanel(Panel):
    """A QR with lines below it."""

    def __init__(
        self,
        theme: Theme,
        matrix: Sequence[Sequence[bool]],
        lines: Sequence[str],
    ) -> None:
        code = QrCode(theme, matrix)
        texts = [Text(theme, line, centred=True) for line in lines]
        super().__init__(theme, Column(theme, [code, *texts], gap_mm=3))
        self.setAccessibleName(" ".join(lines))
