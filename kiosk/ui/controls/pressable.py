"""What one touches: acts on release, once, by finger or by key alike.

What belongs here: the behaviour shared by buttons, cards and options. A drag, a long
press and a double touch mean nothing: a press is over when the finger leaves, and the
second of two is ignored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from kiosk.ui.controls.ring import Ringed
from kiosk.ui.theme_touch import AGAIN_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from kiosk.ui.theme import Theme

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Pressable(Ringed, QAbstractButton):
    """A control with one act.

    Up and Down move on to the neighbouring control, Enter and Space act; every other
    key goes to the parent (digits choose options there, Esc and F-keys are the
    window's).

    Attributes:
        on_press: the act.
        on_enter: asked first when Enter is pressed; True where it has dealt with it.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        on_press: Callable[[], None],
        *,
        again: float = AGAIN_SECONDS,
    ) -> None:
        """Call ``on_press`` for a touch, unless ``again`` seconds after the last."""
        super().__init__()
        self.theme = theme
        self.on_press = on_press
        self.on_enter: Callable[[], bool] | None = None
        self._again = again
        self._last = float("-inf")
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._touched)

    def _settled(self) -> bool:
        """Whether the last touch is long enough ago; this one then counts."""
        now = self.theme.touches.now()
        if now - self._last < self._again:
            return False
        self._last = now
        return True

    def _touched(self) -> None:
        if self._settled():
            self.on_press()

    def _entered(self) -> None:
        if self._settled() and not (self.on_enter is not None and self.on_enter()):
            self.on_press()

    def hitButton(self, place: QPoint) -> bool:
        """The whole control is the target."""
        return self.rect().contains(place)

    def nextCheckState(self) -> None:
        """A touch never checks by itself: what it means is the owner's to say."""

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, _width: int) -> int:
        """The control's own height for a width, in pixels."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """Some 60 mm wide and as high as that needs."""
        width = self.theme.px(60)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """At least a target, 20 mm square."""
        return QSize(self.theme.px(20), self.theme.px(20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on, act, or leave the key to the parent."""
        if event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() in _ENTER:
            if not event.isAutoRepeat():
                self._entered()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring for keys."""
        super().focusInEvent(event)
        self.refresh_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.refresh_ring()
