"""Notices and problems: a sentence in a coloured panel of its own shape.

What belongs here: panels that say one thing. Both differ by shape, not by colour
alone: a notice carries its amber edge all round, a problem a thick bar at its left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls import paint
from kiosk.ui.controls.paragraph import Paragraph
from kiosk.ui.controls.ring import Ringed
from kiosk.ui.theme import LONGEST_LINE_EM, Style, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent

_PAD_MM = 6.0
_PAD_TOP_MM = 3.0
_BAR_MM = 3.0


class Notice(Ringed, QWidget):
    """A kind word: amber ground.

    Attributes:
        absent: it says nothing, and containers leave it out.
    """

    style_of_text = Style.BODY
    absent = False

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self.theme = theme
        self._text = text
        self._part = (0, -1)
        self._parts: list[tuple[int, int]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Say something else; nothing at all takes no room."""
        self._text = text
        self._part = (0, -1)
        self.absent = not text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The words."""
        return self._text

    def _paragraph(self, width: int) -> Paragraph:
        font = self.theme.font(self.style_of_text)
        room = min(
            width - 2 * self.theme.px(_PAD_MM) - self.theme.px(_BAR_MM),
            LONGEST_LINE_EM * font.pixelSize() + 1,
        )
        return Paragraph(self._text, font, room)

    def divide(self, width: int, height: int) -> int:
        """Into how many parts of at most ``height`` pixels the text falls."""
        paragraph = self._paragraph(width)
        step = paragraph.fitting(height - 2 * self.theme.px(_PAD_TOP_MM))
        count = max(-(-paragraph.lines // step), 1)
        self._parts = [(part * step, (part + 1) * step) for part in range(count)]
        return count

    def show_part(self, part: int) -> None:
        """Show one part of the last division, or the whole text for -1."""
        self._part = (0, -1) if part < 0 else self._parts[part]
        self.update()

    def _draw_text(self, painter: QPainter, left: int) -> None:
        paragraph = self._paragraph(self.width())
        first, last = self._part
        end = paragraph.lines if last < 0 else min(last, paragraph.lines)
        high = (end - first) * paragraph.step
        paragraph.draw(painter, left, (self.height() - high) / 2, first, end)

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The text, or the part of it that is shown, with 3 mm above and below."""
        paragraph = self._paragraph(width)
        first, last = self._part
        end = paragraph.lines if last < 0 else min(last, paragraph.lines)
        high = round((end - first) * paragraph.step)
        return high + 2 * self.theme.px(_PAD_TOP_MM)

    def sizeHint(self) -> QSize:
        """Some 100 mm wide."""
        width = self.theme.px(100)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A few characters."""
        return QSize(self.theme.em * 5, self.theme.em * 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge and words."""
        colours = self.theme.colours
        painter = paint.painter_on(self)
        paint.box(
            painter,
            QRectF(self.rect()),
            fill=colours.notice,
            edge=colours.amber_ring,
            width=self.theme.line / 2,
            radius=self.theme.radius,
        )
        painter.setPen(colour(colours.notice_text))
        self._draw_text(painter, self.theme.px(_PAD_MM))


class Problem(Notice):
    """What to look at again, and what to do: a thick red bar, bold words."""

    style_of_text = Style.STRONG

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, bar and words."""
        colours = self.theme.colours
        painter = paint.painter_on(self)
        area = QRectF(self.rect())
        radius = self.theme.px(4)
        outline = "" if colours.red_tint != colours.paper else colours.red_edge
        paint.box(
            painter,
            area,
            fill=colours.red_tint,
            edge=outline,
            width=self.theme.line,
            radius=radius,
        )
        bar = QRectF(area)
        bar.setWidth(self.theme.px(_BAR_MM))
        painter.fillRect(bar, colour(colours.red_edge))
        painter.setPen(colour(colours.red_text))
        self._draw_text(painter, self.theme.px(_BAR_MM) + self.theme.px(_PAD_MM))
