"""How far along: words and a bar, or a bar alone.

What belongs here: the progress of a visit and the time left to answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls import paint
from kiosk.ui.controls.paragraph import Paragraph, one_line_width
from kiosk.ui.theme import Style, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_BAR_MM = 4.0
_LONGEST_BAR_MM = 130.0
_LEAST_BAR_MM = 30.0


class Progress(QWidget):
    """'Step 3 of 9' and a bar a third full; the words are never left out."""

    def __init__(
        self, theme: Theme, text: str, done: int, of: int, *, amber: bool = False
    ) -> None:
        """Fill ``done`` of ``of`` parts; ``amber`` for time running out."""
        super().__init__()
        self._theme = theme
        self._amber = amber
        self._font = theme.font(Style.FACT)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set(done, of, text)

    def set(self, done: int, of: int, text: str | None = None) -> None:
        """Show other progress, with other words unless ``text`` is None."""
        self._share = min(max(done / of, 0.0), 1.0) if of > 0 else 1.0
        if text is not None:
            self._text = text
            self.setAccessibleName(text)
        self.update()

    def text(self) -> str:
        """The words."""
        return self._text

    def _words_width(self) -> int:
        return one_line_width(self._text, self._font) if self._text else 0

    def _bar_left(self, width: int) -> int:
        """Where the bar begins; beyond the width where it has no room."""
        words = self._words_width()
        left = words + self._theme.px(4) if words else 0
        room = width - left
        return left if room >= self._theme.px(_LEAST_BAR_MM) else width

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """A line of text, or the bar alone."""
        if not self._text:
            return self._theme.px(_BAR_MM)
        return Paragraph(self._text, self._font, width).height

    def sizeHint(self) -> QSize:
        """Words and a bar of 130 mm."""
        width = self._words_width() + self._theme.px(4 + _LONGEST_BAR_MM)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Words alone."""
        least = max(self._words_width() // 2, self._theme.px(20))
        return QSize(least, self.heightForWidth(self.sizeHint().width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, then the bar where there is room."""
        colours = self._theme.colours
        painter = paint.painter_on(self)
        if self._text:
            painter.setPen(colour(colours.muted))
            Paragraph(self._text, self._font, self.width()).draw(painter, 0, 0)
        left = self._bar_left(self.width())
        width = self.width() - left
        if self._text:
            width = min(width, self._theme.px(_LONGEST_BAR_MM))
        if width <= 0:
            return
        high = self._theme.px(_BAR_MM)
        top = (self.height() - high) / 2
        full = QRectF(left, top, width, high)
        fill = colours.amber_ring if self._amber else colours.evergreen
        self._bar(full, colours.track, 1.0)
        self._bar(full, fill, self._share)

    def _bar(self, area: QRectF, fill: str, share: float) -> None:
        if share <= 0:
            return
        painter = paint.painter_on(self)
        part = QRectF(area)
        part.setWidth(max(area.width() * share, area.height()))
        paint.box(painter, part, fill=fill, edge="", width=0, radius=area.height() / 2)
