"""One paper to bring: its name, what it is needed for, and a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls import Text
from kiosk.ui.theme import Style, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.ui.theme import Theme
    from kiosk.visit.views import Paper

_DOT_MM = 13.0
_GAP_MM = 7.0
_BELOW_MM = 3.0


class PaperRow(QWidget):
    """A dot, a name in bold and its note."""

    def __init__(self, theme: Theme, paper: Paper) -> None:
        super().__init__()
        self._theme = theme
        self._texts = [Text(theme, paper.name, Style.HEADING)]
        if paper.note:
            self._texts.append(Text(theme, paper.note, muted=True))
        for text in self._texts:
            text.setParent(self)
        self.setAccessibleName(paper.name)
        self.setAccessibleDescription(paper.note)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The texts and the line, or the dot where that is higher."""
        room = width - self._indent
        texts = sum(text.heightForWidth(room) for text in self._texts)
        return max(texts, self._theme.px(_DOT_MM)) + self._theme.px(_BELOW_MM)

    def sizeHint(self) -> QSize:
        """Some 150 mm wide."""
        width = self._theme.px(150)
        return QSize(width, self.heightForWidth(width))

    @property
    def _indent(self) -> int:
        return self._theme.px(_DOT_MM + _GAP_MM)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the texts."""
        top = 0
        room = self.width() - self._indent
        for text in self._texts:
            high = text.heightForWidth(room)
            text.setGeometry(self._indent, top, room, high)
            top += high

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dot and the hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        radius = self._theme.px(_DOT_MM) / 2
        middle = QPointF(radius, radius)
        painter.setPen(colour(colours.tint))
        painter.setBrush(colour(colours.tint))
        painter.drawEllipse(middle, radius - 1, radius - 1)
        painter.setBrush(colour(colours.green_text))
        painter.drawEllipse(middle, radius / 5, radius / 5)
        thin = max(1, round(self._theme.line / 2))
        painter.fillRect(
            0, self.height() - thin, self.width(), thin, colour(colours.edge)
        )
