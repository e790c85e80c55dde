"""Stacks controls by their measured height.

What belongs here: layout without pages. Qt's box layouts guess at heights that depend
on widths; this one asks each control.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from kiosk.ui.theme import Theme


def absent(widget: QWidget) -> bool:
    """Whether a widget has nothing to say at present and takes no room."""
    return bool(getattr(widget, "absent", False))


def height_of(widget: QWidget, width: int) -> int:
    """The height a widget needs at a width, in pixels."""
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    return max(widget.sizeHint().height(), widget.minimumHeight())


class Column(QWidget):
    """Items one below the other, each as wide as the column."""

    def __init__(
        self, theme: Theme, items: Sequence[QWidget] = (), *, gap_mm: float = 4
    ) -> None:
        """Stack ``items`` with ``gap_mm`` between them."""
        super().__init__()
        self._gap = theme.px(gap_mm)
        self._items: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for item in items:
            self.add(item)

    def add(self, item: QWidget) -> None:
        """Put one more at the bottom."""
        item.setParent(self)
        item.show()
        self._items.append(item)
        self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [item for item in self._items if not absent(item)]

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All items and the gaps between them."""
        items = self._shown()
        gaps = self._gap * max(len(items) - 1, 0)
        return sum(height_of(item, width) for item in items) + gaps

    def sizeHint(self) -> QSize:
        """As wide as the widest item would like to be."""
        widths = [item.sizeHint().width() for item in self._shown()]
        width = max(widths, default=0)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest least width."""
        widths = [item.minimumSizeHint().width() for item in self._shown()]
        return QSize(max(widths, default=0), 0)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the items."""
        self.place()

    def place(self) -> None:
        """Place the items; call it after one changed its height."""
        top = 0
        for item in self._items:
            item.setVisible(not absent(item))
        for item in self._shown():
            height = height_of(item, self.width())
            item.setGeometry(0, top, self.width(), height)
            top += height + self._gap
