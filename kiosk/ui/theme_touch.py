"""How a touch is judged: a trembling hand touches twice, a screen changes under it.

What belongs here: the times of NUMBERS (a second touch of the same control, the pause
after a screen change) and the filter that keeps them. Which control was touched and
what it means stays with the control.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from kiosk.clock import Clock

AGAIN_SECONDS = 0.5
"""The same control again within this time is a tremor, not a wish."""
KEY_AGAIN_SECONDS = 0.15
"""The same for a key of the on-screen keyboard: 11 is a number."""
DEAD_SECONDS = 0.3
"""After a screen change nothing is taken: the touch was meant for the last screen."""

_POINTING = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
    }
)
_ACTING_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class Touches:
    """The time of the last touches and of the last screen change.

    Attributes:
        by_keys: the person uses keys at present, so the focus ring shows.
    """

    def __init__(self, clock: Clock) -> None:
        """Read ``clock.monotonic()`` only."""
        self._clock = clock
        self._changed = float("-inf")
        self.by_keys = False

    def now(self) -> float:
        """Monotonic seconds."""
        return self._clock.monotonic()

    def screen_changed(self) -> None:
        """A new screen stands: begin the dead time."""
        self._changed = self.now()

    def dead(self) -> bool:
        """Whether touches are for the last screen still."""
        return self.now() - self._changed < DEAD_SECONDS


class TouchFilter(QObject):
    """Drops touches in the dead time; notes whether keys or fingers are in use.

    The window installs it on the application, once. Typed characters pass even in
    the dead time: only touches and the keys that act (Enter, Space) are dropped.
    """

    def __init__(self, touches: Touches, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._touches = touches

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """True (dropped) for what the dead time does not let through."""
        if event.type() in _POINTING:
            self._touches.by_keys = False
            return self._touches.dead()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._touches.by_keys = True
            return event.key() in _ACTING_KEYS and self._touches.dead()
        return False
