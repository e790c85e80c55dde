"""The field an answer is written in: by keys, by input methods and by touch.

What belongs here: what changes one text and moves its caret. Editing itself (input
methods, supplementary characters, what a screen reader sees) is Qt's line edit.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence

from kiosk.ui.input.accept import Accept, accepted
from kiosk.ui.input.field_look import USUAL_SHAPE, FieldLook, Shape, upto

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from kiosk.ui.theme import Theme

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


class Field(FieldLook):
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
        shape: Shape = USUAL_SHAPE,
    ) -> None:
        """Hold ``text``; ``name`` is what a screen reader calls the field."""
        super().__init__(theme, accept, shape)
        self.on_change: Callable[[str], None] | None = None
        self.on_enter: Callable[[], None] | None = None
        self.on_focus: Callable[[], None] | None = None
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setMaxLength(shape.longest)
        if accept is not Accept.TEXT:
            digits = Qt.InputMethodHint.ImhPreferNumbers
            self.setInputMethodHints(digits | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setText(text)
        self.textEdited.connect(self._edited)

    # --- from outside --------------------------------------------------------------

    def type(self, text: str) -> None:
        """Write at the caret, as a key on the screen does."""
        taken = accepted(text, self.accept)
        if taken:
            self.insert(taken)

    def delete(self) -> None:
        """Delete the character before the caret, with the marks that belong to it."""
        marks = True
        while marks and not self._preedit:
            before = upto(self.text(), self.cursorPosition())
            marks = bool(before) and unicodedata.category(before[-1]) == "Mn"
            self.backspace()

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
        elif key == Qt.Key.Key_Backspace and not event.modifiers():
            self.delete()
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
