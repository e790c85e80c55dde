"""Option cards: one choice of a question, with its number, its words and its state.

What belongs here: a single card. Which are chosen together is the question's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from kiosk.ui.controls import paint
from kiosk.ui.controls.paragraph import Paragraph, even, one_line_width
from kiosk.ui.controls.pressable import Pressable
from kiosk.ui.theme import Style, Theme, colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter, QPaintEvent

_LEAST_MM = 26.0
_PAD_MM = 9.0
_LEAST_SHRINK = 0.6


class OptionCard(Pressable):
    """A choice. Chosen: a filled check and a thick edge; read aloud: ring and speaker.

    With ``many`` the check is square and the empty place a box, so that 'one of these'
    and 'as many as you like' look different.
    """

    def __init__(
        self,
        theme: Theme,
        number: int | None,
        label: str,
        on_press: Callable[[], None],
        *,
        many: bool = False,
        least_mm: float = _LEAST_MM,
    ) -> None:
        """Show ``label`` after its number (None for none)."""
        super().__init__(theme, label, on_press)
        self._number = number
        self._many = many
        self._least_mm = least_mm
        self._words_width = -1
        self._broken: dict[tuple[int, float], Paragraph] = {}
        self.setCheckable(True)

    @property
    def chosen(self) -> bool:
        """Whether it is chosen."""
        return self.isChecked()

    def set_chosen(self, chosen: bool) -> None:  # noqa: FBT001 (a Qt-like setter)
        """Show it chosen or not."""
        self.setChecked(chosen)
        self.update()

    @property
    def _badge(self) -> int:
        scale = max(self.theme.em_mm * 1.75, 14.0)
        return self.theme.px(min(scale, 20.0))

    @property
    def _speaker(self) -> int:
        return self.theme.px(min(self.theme.em_mm * 1.1, 11.0))

    def _left(self) -> int:
        return self.theme.px(_PAD_MM) + self._badge + self.theme.px(6)

    def _paragraph(self, width: int, shrink: float = 1.0) -> Paragraph:
        if (width, shrink) not in self._broken:
            right = self.theme.px(_PAD_MM) + self._speaker
            room = width - self._left() - right
            font = self.theme.font(Style.OPTION, shrink=shrink)
            self._broken[width, shrink] = even(self.text(), font, room)
        return self._broken[width, shrink]

    def one_line_width(self) -> int:
        """The width at which the label stands on one line."""
        if self._words_width < 0:
            font = self.theme.font(Style.OPTION)
            self._words_width = one_line_width(self.text(), font)
        right = self.theme.px(_PAD_MM) + self._speaker
        return self._words_width + self._left() + right + self.theme.px(2)

    def heightForWidth(self, width: int) -> int:
        """At least 26 mm; more for more lines."""
        needed = self._paragraph(width).height + 2 * self.theme.px(3)
        return max(self.theme.px(self._least_mm), needed)

    def _fitted(self) -> Paragraph:
        shrink = 1.0
        paragraph = self._paragraph(self.width())
        while paragraph.height > self.height() and shrink > _LEAST_SHRINK:
            shrink = round(shrink - 0.05, 2)
            paragraph = self._paragraph(self.width(), shrink)
        return paragraph

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge, mark, words and speaker."""
        colours = self.theme.colours
        painter = paint.painter_on(self)
        lit = self.chosen or self.isDown()
        paint.box(
            painter,
            QRectF(self.rect()),
            fill=colours.tint if lit else colours.card,
            edge=colours.evergreen if self.chosen else colours.edge,
            width=self.theme.thick if self.chosen else self.theme.line,
            radius=self.theme.radius,
        )
        self._paint_mark(painter)
        painter.setPen(colour(colours.ink))
        paragraph = self._fitted()
        top = (self.height() - paragraph.height) / 2
        paragraph.draw(painter, self._left(), top)
        if self.reading:
            self._paint_speaker(painter)

    def _paint_mark(self, painter: QPainter) -> None:
        edge = self._badge
        top = (self.height() - edge) / 2
        area = QRectF(self.theme.px(_PAD_MM), top, edge, edge)
        if self.chosen:
            paint.check(painter, self.theme, area, square=self._many)
        elif self._many:
            paint.empty_box(painter, self.theme, area)
            if self._number is not None:
                paint.number(painter, self.theme, area, str(self._number))
        else:
            number = "" if self._number is None else str(self._number)
            paint.badge(painter, self.theme, area, number)

    def _paint_speaker(self, painter: QPainter) -> None:
        edge = self._speaker
        left = self.width() - edge - self.theme.px(_PAD_MM - 1)
        area = QRectF(left, (self.height() - edge) / 2, edge, edge)
        value = self.theme.colours.amber_ring
        paint.icon(painter, self.theme, "speaker", area, value)
