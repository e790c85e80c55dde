"""The keys that mean the same on every screen, and the sign of life in any touch.

What belongs here: the one filter that sees every touch and key of a window first. What
a key does on one screen only is that screen's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import TouchFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.ui.theme import Touches

_SIGNS_OF_LIFE: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}
)
_SEEN: Final = _SIGNS_OF_LIFE | {
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
}


class InputFilter(TouchFilter):
    """Sees touches and keys before any widget does."""

    def __init__(
        self,
        touches: Touches,
        window: QWidget,
        alive: Callable[[], None],
        keys: Mapping[Qt.Key, Callable[[], bool]],
    ) -> None:
        """Call ``alive`` for every touch or key; act on ``keys``.

        A key's act returns whether it meant anything; only then the key is taken.
        """
        super().__init__(touches, window)
        self._window = window
        self._alive = alive
        self._keys = keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True for what nobody else shall see."""
        kind = event.type()
        if kind not in _SEEN or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._window:
            return False
        if kind in _SIGNS_OF_LIFE:
            self._alive()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            act = self._keys.get(Qt.Key(event.key()))
            if act is not None and not event.isAutoRepeat() and act():
                return True
        return super().eventFilter(watched, event)
