"""The rows of the check page: what was asked, what was answered, a button to change.

What belongs here: one row, for a pager to stack. What an answer looks like as text is
decided where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls import paint
from kiosk.ui.controls.button import Button
from kiosk.ui.controls.looks import Kind
from kiosk.ui.controls.notice import Problem
from kiosk.ui.controls.ring import Ringed
from kiosk.ui.controls.text import Text
from kiosk.ui.theme import Style, Theme, colour

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.i18n.words import Words

_PAD_MM = 8.0
_PAD_TOP_MM = 2.5
_SIDE_BY_SIDE_EM = 17


@dataclass(frozen=True, slots=True)
class Row:
    """One answer to check.

    Attributes:
        key: what to change, given back to the caller.
        label: what was asked.
        value: the answer as shown.
        problem: a sentence about it, or None.
        can_change: whether there is a button to change it.
    """

    key: str
    label: str
    value: str
    problem: str | None = None
    can_change: bool = True


class CheckLine(Ringed, QWidget):
    """A row: label and answer side by side, or one above the other where narrow."""

    def __init__(
        self, theme: Theme, words: Words, row: Row, on_change: Callable[[str], None]
    ) -> None:
        """Call ``on_change(row.key)`` for a touch on the button."""
        super().__init__()
        self.theme = theme
        self.row = row
        self._label = Text(theme, row.label, muted=True)
        self._value = Text(theme, row.value, Style.STRONG)
        self._problem = Problem(theme, row.problem) if row.problem else None
        self.change: Button | None = None
        if row.can_change:
            self.change = Button(
                theme,
                words.say("check_line.change"),
                lambda: on_change(row.key),
                Kind.OUTLINE,
                icon="pencil",
                name=words.say("check_line.change_name", label=row.label),
            )
        for child in (self._label, self._value, self._problem, self.change):
            if child is not None:
                child.setParent(self)
        self.setAccessibleName(row.label)
        self.setAccessibleDescription(row.value)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Widths of label, answer and button, in pixels; label = answer if stacked."""
        pad, gap = self.theme.px(_PAD_MM), self.theme.px(4)
        button = self.change.sizeHint().width() if self.change else 0
        texts = width - 2 * pad - button - (gap if button else 0)
        if texts < _SIDE_BY_SIDE_EM * self.theme.em:
            return texts, texts, button
        label = round((texts - gap) * 0.36)
        return label, texts - gap - label, button

    def _stacked(self, width: int) -> bool:
        label, value, _ = self._columns(width)
        return label == value

    def _texts_height(self, width: int) -> int:
        label, value, _ = self._columns(width)
        heights = self._label.heightForWidth(label), self._value.heightForWidth(value)
        return sum(heights) if self._stacked(width) else max(heights)

    def _problem_height(self, width: int) -> int:
        if self._problem is None:
            return 0
        inner = width - 2 * self.theme.px(_PAD_MM)
        return self._problem.heightForWidth(inner) + self.theme.px(3)

    def _line_height(self, width: int) -> int:
        button = 0
        if self.change:
            button = self.change.heightForWidth(self._columns(width)[2])
        return max(self._texts_height(width), button)

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The higher of texts and button, with 2.5 mm above and below."""
        pad = 2 * self.theme.px(_PAD_TOP_MM)
        return self._line_height(width) + self._problem_height(width) + pad

    def sizeHint(self) -> QSize:
        """Some 150 mm wide."""
        width = self.theme.px(150)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place problem, texts and button."""
        width = self.width()
        pad, top = self.theme.px(_PAD_MM), self.theme.px(_PAD_TOP_MM)
        if self._problem is not None:
            high = self._problem_height(width) - self.theme.px(3)
            self._problem.setGeometry(pad, top, width - 2 * pad, high)
            top += high + self.theme.px(3)
        line = self._line_height(width)
        self._place_texts(top, line)
        if self.change is not None:
            button = self._columns(width)[2]
            high = self.change.heightForWidth(button)
            middle = top + (line - high) // 2
            self.change.setGeometry(width - pad - button, middle, button, high)

    def _place_texts(self, top: int, line: int) -> None:
        label, value, _ = self._columns(self.width())
        pad = self.theme.px(_PAD_MM)
        high = self._label.heightForWidth(label)
        if self._stacked(self.width()):
            top += (line - self._texts_height(self.width())) // 2
            self._label.setGeometry(pad, top, label, high)
            answer = self._value.heightForWidth(value)
            self._value.setGeometry(pad, top + high, value, answer)
            return
        self._label.setGeometry(pad, top + (line - high) // 2, label, high)
        high = self._value.heightForWidth(value)
        left = pad + label + self.theme.px(4)
        self._value.setGeometry(left, top + (line - high) // 2, value, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row's own card."""
        colours = self.theme.colours
        painter = paint.painter_on(self)
        paint.box(
            painter,
            QRectF(self.rect()),
            fill=colours.card,
            edge=colours.edge if colours.card == colours.paper else colours.hairline,
            width=self.theme.line / 2,
            radius=self.theme.px(3),
        )
        painter.setPen(colour(colours.ink))


def check_rows(
    theme: Theme,
    words: Words,
    rows: Sequence[Row],
    on_change: Callable[[str], None],
) -> list[CheckLine]:
    """The rows as items for a ``Pager`` (a gap of 2 mm suits them)."""
    return [CheckLine(theme, words, row, on_change) for row in rows]
