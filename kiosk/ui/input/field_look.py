"""How a field looks: its text in groups, wrapped or on one line, and its caret.

What belongs here: measuring and drawing one text. Editing it is the field's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from kiosk.i18n.written import grouped
from kiosk.ui.controls import paint
from kiosk.ui.controls.paragraph import Paragraph, one_line_width
from kiosk.ui.controls.ring import Ringed
from kiosk.ui.input.accept import Accept
from kiosk.ui.theme import Style, Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent

_GROUPING = {
    Accept.ID: "id",
    Accept.PHONE: "phone",
    Accept.ACCOUNT: "account",
    Accept.REFERENCE: "reference",
}
_PAD_MM = 8.0
_LEAST_MM = 26.0
_CARET_MM = 0.9
_LONGEST = 2000
_HIDDEN = "＊"
_LEAST_SHRINK = 0.5


def units(text: str) -> int:
    """How many UTF-16 units Qt counts in ``text``."""
    return len(text.encode("utf-16-le")) // 2


def upto(text: str, position: int) -> str:
    """The part of ``text`` before a UTF-16 position."""
    encoded = text.encode("utf-16-le")[: position * 2]
    return encoded.decode("utf-16-le", errors="ignore")


@dataclass(frozen=True, slots=True)
class Shape:
    """How much a field holds and how it is laid out.

    Attributes:
        lines: there is always room for so many.
        longest: characters at most (UTF-16 units).
        pad_mm: from the edge to the text.
        hidden_words: what stands in the place of the text while it is hidden.
    """

    lines: int = 1
    longest: int = _LONGEST
    pad_mm: float = _PAD_MM
    hidden_words: str = ""


USUAL_SHAPE = Shape()
"""One line, as long as one likes."""


class FieldLook(Ringed, QLineEdit):
    """A line edit that draws itself: a line edit scrolls sideways what does not fit.

    Attributes:
        accept: what is written in it.
    """

    def __init__(self, theme: Theme, accept: Accept, shape: Shape) -> None:
        super().__init__()
        self.theme = theme
        self.accept = accept
        self._shape = shape
        self._preedit = ""
        self._problem = False
        self._hidden = False
        self.setFrame(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_problem(self, problem: bool) -> None:  # noqa: FBT001 (a Qt-like setter)
        """Show that the answer is to be looked at again."""
        self._problem = problem
        self.update()

    def set_hidden(self, hidden: bool) -> None:  # noqa: FBT001 (a Qt-like setter)
        """Show words in the place of the answer."""
        self._hidden = hidden
        self.updateGeometry()
        self.update()

    def shown(self) -> str:
        """The text as it stands on the screen, in groups."""
        return grouped(self.text(), _GROUPING.get(self.accept, ""))

    # --- measuring -----------------------------------------------------------------

    def _pads(self) -> tuple[int, int]:
        return self.theme.px(self._shape.pad_mm), self.theme.px(3)

    def _written(self) -> str:
        """What is drawn: the text in groups, with what is being composed."""
        if self._hidden and self.text():
            return self._shape.hidden_words or _HIDDEN * 6
        if not self._preedit:
            return self.shown()
        before = upto(self.text(), self.cursorPosition())
        return before + self._preedit + self.text()[len(before) :]

    def _paragraph(self, width: int) -> Paragraph:
        side, _ = self._pads()
        room = width - 2 * side - self.theme.px(_CARET_MM)
        if self.accept is not Accept.TEXT:
            return self._on_one_line(room)
        return Paragraph(self._written(), self.theme.font(Style.FIELD), room)

    def _on_one_line(self, room: int) -> Paragraph:
        """As large as one line allows, but never smaller than body text."""
        shrink = 1.0
        font = self.theme.font(Style.CODE)
        while shrink > _LEAST_SHRINK and one_line_width(self._written(), font) > room:
            shrink -= 0.05
            font = self.theme.font(Style.CODE, shrink=shrink)
        return Paragraph(self._written(), font, room)

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """At least 26 mm; more for more lines."""
        _, top = self._pads()
        paragraph = self._paragraph(width)
        needed = (
            max(paragraph.height, round(self._shape.lines * paragraph.step)) + 2 * top
        )
        return max(self.theme.px(_LEAST_MM), needed)

    def sizeHint(self) -> QSize:
        """Some 120 mm wide."""
        width = self.theme.px(120)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A few characters."""
        return QSize(self.theme.em * 4, self.theme.px(_LEAST_MM))

    # --- the caret -----------------------------------------------------------------

    def _caret_at(self) -> int:
        """The caret in what is drawn, in UTF-16 units."""
        before = upto(self.text(), self.cursorPosition())
        if self._preedit:
            return units(before + self._preedit)
        return units(grouped(before, _GROUPING.get(self.accept, "")))

    def _caret_box(self, paragraph: Paragraph) -> QRect:
        side, _ = self._pads()
        left, top = paragraph.place_of(self._caret_at())
        above = (self.height() - paragraph.height) / 2
        margin = paragraph.step * 0.14
        return QRect(
            round(side + left),
            round(above + top + margin),
            self.theme.px(_CARET_MM),
            round(paragraph.step - 2 * margin),
        )

    def _position_at(self, place: QPoint) -> int:
        side, _ = self._pads()
        paragraph = self._paragraph(self.width())
        above = (self.height() - paragraph.height) / 2
        at = paragraph.position_at(place.x() - side, place.y() - above)
        drawn = upto(self._written(), at)
        spaces = drawn.count(" ") if self.accept is not Accept.TEXT else 0
        return min(units(drawn) - spaces, units(self.text()))

    # --- drawing -------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge, text and caret."""
        colours = self.theme.colours
        painter = paint.painter_on(self)
        thick = self.hasFocus() or self._problem
        edge = colours.evergreen if self.hasFocus() else colours.edge
        paint.box(
            painter,
            QRectF(self.rect()),
            fill=colours.card,
            edge=colours.red_edge if self._problem else edge,
            width=self.theme.thick if thick else self.theme.line,
            radius=self.theme.radius,
        )
        painter.setPen(colour(colours.ink))
        self._draw_text(painter)

    def _draw_text(self, painter: QPainter) -> None:
        side, _ = self._pads()
        paragraph = self._paragraph(self.width())
        top = (self.height() - paragraph.height) / 2
        paragraph.draw(painter, side, top)
        if self.hasFocus() and not self._hidden:
            value = self.theme.colours.evergreen
            painter.fillRect(self._caret_box(paragraph), colour(value))
