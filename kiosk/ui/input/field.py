"""The field an answer is written in: large, grouped, wrapped, never cut.

What belongs here: one text and its caret. Editing itself (input methods, supplementary
characters, what a screen reader sees) is Qt's line edit; how it looks is drawn here,
because a line edit scrolls sideways what does not fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from kiosk.i18n.written import grouped
from kiosk.ui.controls import paint
from kiosk.ui.controls.paragraph import Paragraph, one_line_width
from kiosk.ui.controls.ring import Ringed
from kiosk.ui.input.accept import Accept, accepted
from kiosk.ui.theme import Style, Theme, colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import (
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPainter,
        QPaintEvent,
    )

_GROUPING = {Accept.ID: "id", Accept.PHONE: "phone", Accept.ACCOUNT: "account"}
_PAD_MM = 8.0
_LEAST_MM = 26.0
_CARET_MM = 0.9
_LONGEST = 2000
_HIDDEN = "＊"
_LEAST_SHRINK = 0.5
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_CLIPBOARD = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.SelectAll,
)
"""Not offered: the clipboard outlives the visit, and a selection is easily lost."""


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


class Field(Ringed, QLineEdit):
    """One answer being written.

    Enter continues, Up and Down move on, digits and Backspace edit; Esc and the F-keys
    are the window's.

    Attributes:
        on_change: told the text after every change by the person.
        on_enter: told of Enter.
        on_focus: told when the keys come here.
    """

    def __init__(
        self,
        theme: Theme,
        accept: Accept,
        text: str,
        *,
        name: str,
        shape: Shape = Shape(),
    ) -> None:
        """Hold ``text``; ``name`` is what a screen reader calls the field."""
        super().__init__()
        self.theme = theme
        self.accept = accept
        self._preedit = ""
        self._problem = False
        self._hidden = False
        self._shape = shape
        self.on_change: Callable[[str], None] | None = None
        self.on_enter: Callable[[], None] | None = None
        self.on_focus: Callable[[], None] | None = None
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setMaxLength(shape.longest)
        self._set_policy()
        self.setText(text)
        self.textEdited.connect(self._edited)

    def _set_policy(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self.accept is not Accept.TEXT:
            digits = Qt.InputMethodHint.ImhPreferNumbers
            self.setInputMethodHints(digits | Qt.InputMethodHint.ImhNoPredictiveText)

    # --- from outside --------------------------------------------------------------

    def type(self, text: str) -> None:
        """Write at the caret, as a key on the screen does."""
        taken = accepted(text, self.accept)
        if taken:
            self.insert(taken)

    def delete(self) -> None:
        """Delete the character before the caret."""
        if not self._preedit:
            self.backspace()

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

    def _edited(self, _text: str = "") -> None:
        self.updateGeometry()
        self.update()
        if self.on_change is not None:
            self.on_change(self.text())

    # --- keys and input methods ----------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, move on or continue."""
        key = event.key()
        if key in _ENTER:
            if self.on_enter is not None and not event.isAutoRepeat():
                self.on_enter()
        elif key == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif key == Qt.Key.Key_Down:
            self.focusNextChild()
        elif any(event.matches(forbidden) for forbidden in _CLIPBOARD):
            event.accept()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()
        elif self._types(event):
            if not event.isAutoRepeat():
                self.type(event.text())
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _types(event: QKeyEvent) -> bool:
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        text = event.text()
        return bool(text) and text.isprintable() and not event.modifiers() & command

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits, show what it is composing."""
        self._preedit = event.preeditString()
        committed = accepted(event.commitString(), self.accept)
        clean = QInputMethodEvent(self._preedit, event.attributes())
        clean.setCommitString(
            committed, event.replacementStart(), event.replacementLength()
        )
        super().inputMethodEvent(clean)
        event.accept()
        self.updateGeometry()
        self.update()

    def inputMethodQuery(self, query: Qt.InputMethodQuery, *more: object) -> Any:  # noqa: ANN401 (Qt's own)
        """Where the caret stands, for the candidates; the rest is Qt's answer."""
        if query is Qt.InputMethodQuery.ImCursorRectangle:
            return self._caret_box(self._paragraph(self.width()))
        return super().inputMethodQuery(query, *more)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Caret at the end, nothing selected."""
        super().focusInEvent(event)
        self.deselect()
        self.end(False)
        if self.on_focus is not None:
            self.on_focus()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No caret any more."""
        super().focusOutEvent(event)
        self.update()

    # --- touch: puts the caret, selects nothing ------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nothing yet: a touch counts when it ends."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag means nothing."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double touch means nothing."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the caret where the finger was."""
        event.accept()
        if not self.rect().contains(event.position().toPoint()):
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCursorPosition(self._position_at(event.position().toPoint()))
        self.update()

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
