"""Large marks that say what kind of moment this is: a leaf, a person, a check.

What belongs here: an icon on a ground of its own. Words stand beside it always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kiosk.ui.theme import Theme

_ICON = 0.56
"""The icon's share of the mark."""
_CORNER = 0.24


class Badge(QWidget):
    """A square with round corners, or a disc, and an icon on it."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        mm: float,
        *,
        ground: str,
        tone: str,
        disc: bool = False,
    ) -> None:
        """``mm`` across; ``ground`` and ``tone`` are ``#rrggbb``."""
        super().__init__()
        self._ground = ground
        self._disc = disc
        self._icon = theme.icon(icon, mm * _ICON, tone, self.devicePixelRatioF())
        edge = theme.px(mm)
        self.setFixedSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, then the icon in its middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(self._ground))
        painter.setBrush(colour(self._ground))
        radius = self.width() * (0.5 if self._disc else _CORNER)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius
        )
        size = self._icon.deviceIndependentSize()
        left = (self.width() - size.width()) / 2
        top = (self.height() - size.height()) / 2
        painter.drawPixmap(round(left), round(top), self._icon)
