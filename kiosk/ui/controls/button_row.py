"""Buttons side by side, on as many rows as they need.

What belongs here: the layout of a few buttons that belong together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from kiosk.ui.controls.button import Button
    from kiosk.ui.theme import Theme


class ButtonRow(QWidget):
    """Buttons of equal width; fewer to a row where their words need it."""

    def __init__(self, theme: Theme, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._gap = theme.px(4)
        self._buttons = list(buttons)
        for button in buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _in_a_row(self, width: int) -> int:
        count = len(self._buttons)
        least = max(button.minimumSizeHint().width() for button in self._buttons)
        return max(min((width + self._gap) // (least + self._gap), count), 1)

    def _each(self, width: int) -> int:
        columns = self._in_a_row(width)
        return (width - self._gap * (columns - 1)) // columns

    def _row_height(self, width: int) -> int:
        each = self._each(width)
        return max(button.heightForWidth(each) for button in self._buttons)

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All rows and the gaps between them."""
        rows = -(-len(self._buttons) // self._in_a_row(width))
        return rows * (self._row_height(width) + self._gap) - self._gap

    def sizeHint(self) -> QSize:
        """All in one row."""
        widest = max(button.sizeHint().width() for button in self._buttons)
        width = len(self._buttons) * (widest + self._gap) - self._gap
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the buttons."""
        width = self.width()
        columns, each, high = (
            self._in_a_row(width),
            self._each(width),
            self._row_height(width),
        )
        for at, button in enumerate(self._buttons):
            row, column = divmod(at, columns)
            left = column * (each + self._gap)
            button.setGeometry(left, row * (high + self._gap), each, high)
