"""Cards one touches to begin something: a service with its line and its facts.

What belongs here: a single card of the services screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from kiosk.ui.controls import paint
from kiosk.ui.controls.paragraph import Paragraph
from kiosk.ui.controls.pressable import Pressable
from kiosk.ui.theme import Style, Theme, colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

_PAD_MM = 8.0
_PAD_TOP_MM = 6.0
_BEFORE_FACTS_MM = 3.0
_LEAST_MM = 26.0
_LEAST_SHRINK = 0.6


class Card(Pressable):
    """A title, a line below it, and facts; any of the last two may be ""."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        line: str,
        facts: str,
        on_press: Callable[[], None],
    ) -> None:
        super().__init__(theme, title, on_press)
        self._line = line
        self._facts = facts
        self.setAccessibleDescription("\n".join(part for part in (line, facts) if part))

    def _parts(self, width: int, shrink: float) -> list[tuple[Paragraph, str, int]]:
        """Each text, its colour and the space above it, in pixels."""
        room = width - 2 * self.theme.px(_PAD_MM)
        colours = self.theme.colours
        texts = (
            (self.text(), Style.CARD_TITLE, colours.ink, 0.0),
            (self._line, Style.BODY, colours.muted, 0.0),
            (self._facts, Style.FACT, colours.green_text, _BEFORE_FACTS_MM),
        )
        return [
            (
                Paragraph(text, self.theme.font(style, shrink=shrink), room),
                value,
                self.theme.px(above),
            )
            for text, style, value, above in texts
            if text
        ]

    @staticmethod
    def _height_of(parts: list[tuple[Paragraph, str, int]]) -> int:
        return sum(paragraph.height + above for paragraph, _, above in parts)

    def heightForWidth(self, width: int) -> int:
        """The texts with 6 mm above and below."""
        inside = self._height_of(self._parts(width, 1.0))
        return max(inside + 2 * self.theme.px(_PAD_TOP_MM), self.theme.px(_LEAST_MM))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge and texts, in the middle of the height."""
        colours = self.theme.colours
        painter = paint.painter_on(self)
        paint.box(
            painter,
            QRectF(self.rect()),
            fill=colours.tint if self.isDown() else colours.card,
            edge=colours.edge,
            width=self.theme.line,
            radius=self.theme.radius,
        )
        shrink = 1.0
        parts = self._parts(self.width(), shrink)
        while self._height_of(parts) > self.height() and shrink > _LEAST_SHRINK:
            shrink -= 0.05
            parts = self._parts(self.width(), shrink)
        top = (self.height() - self._height_of(parts)) / 2
        for paragraph, value, above in parts:
            painter.setPen(colour(value))
            paragraph.draw(painter, self.theme.px(_PAD_MM), top + above)
            top += above + paragraph.height
