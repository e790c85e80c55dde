"""Rows of controls that take the largest text they have room for.

What belongs here: how the two bars find their text size and place a row. What stands
in them is ``top_bar`` and ``bottom_bar``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.theme import Theme, colour

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPaintEvent


def sizes(theme: Theme) -> Iterator[Theme]:
    """The theme, and then with ever smaller text: bars give way before content."""
    for size in range(theme.size, 0, -1):
        yield replace(theme, size=size)


class Bar(QWidget):
    """A band across the window with a hairline towards the body.

    Attributes:
        theme: the window's.
    """

    def __init__(self, theme: Theme, *, line_below: bool) -> None:
        super().__init__()
        self.theme = theme
        self._line_below = line_below
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground and the hairline."""
        painter = QPainter(self)
        colours = self.theme.colours
        painter.fillRect(self.rect(), colour(colours.bar))
        thin = max(1, round(self.theme.line / 2))
        top = self.height() - thin if self._line_below else 0
        painter.fillRect(QRect(0, top, self.width(), thin), colour(colours.hairline))

    def adopt(self, widgets: Sequence[QWidget]) -> None:
        """Make the widgets stand in the bar, in the order the Tab key takes."""
        for widget in widgets:
            widget.setParent(self)
            widget.show()


def drop(widgets: Sequence[QWidget]) -> None:
    """Take widgets away; one of them may be the sender of the touch."""
    for widget in widgets:
        widget.hide()
        widget.deleteLater()


def hinted(widgets: Sequence[QWidget], gap: int) -> int:
    """How wide a row of widgets is when every one has its words on one line."""
    return sum(each.sizeHint().width() for each in widgets) + gap * (len(widgets) - 1)


def wrapped(widgets: Sequence[QWidget], gap: int) -> int:
    """How wide a row is when every one breaks its words in two lines."""
    least = sum(each.minimumSizeHint().width() for each in widgets)
    return least + gap * (len(widgets) - 1)


def shares(widgets: Sequence[QWidget], room: int, gap: int) -> list[int]:
    """Widths for a row in ``room``: as hinted, or less where that is too much.

    What is missing is taken from each in proportion to what it can give.
    """
    hints = [each.sizeHint().width() for each in widgets]
    missing = sum(hints) + gap * (len(widgets) - 1) - room
    least = [each.minimumSizeHint().width() for each in widgets]
    give = [hint - small for hint, small in zip(hints, least, strict=True)]
    if missing <= 0 or not sum(give):
        return hints
    part = min(1.0, missing / sum(give))
    return [hint - round(part * can) for hint, can in zip(hints, give, strict=True)]


def row_height(widgets: Sequence[QWidget], widths: Sequence[int]) -> int:
    """The height of the highest."""
    pairs = zip(widgets, widths, strict=True)
    return max((each.heightForWidth(width) for each, width in pairs), default=0)


def lay_row(
    widgets: Sequence[QWidget], widths: Sequence[int], area: QRect, gap: int
) -> None:
    """Place a row from the left of ``area`` on, in its full height."""
    left = area.left()
    for widget, width in zip(widgets, widths, strict=True):
        widget.setGeometry(left, area.top(), width, area.height())
        left += width + gap
