"""Python's cyclic garbage, collected on the GUI thread only.

What belongs here: when cycles are looked for. Python collects on whichever thread
happens to allocate next: a Qt object met in such a cycle would be destroyed by the
database's or the voice's thread, which Qt does not survive ("Timers cannot be stopped
from another thread"), and a collection could fall between a touch and its screen.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_MS: Final = 500
_MANY: Final = 5000
"""So many new objects are worth a look: some milliseconds, between two screens."""
_TOO_MANY: Final = 100_000
"""Rather a pause than memory without end, on a thread that never rests."""


class Collecting(QObject):
    """Takes the collector over until ``close``: the young often, all of it at rest."""

    def __init__(
        self, resting: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        """``resting``: whether nobody is being served."""
        super().__init__(parent)
        self._resting = resting
        self._rested = False
        gc.collect()
        gc.freeze()  # what the start made stays; a collection need not look at it
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def close(self) -> None:
        """Give the collector back."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _look(self) -> None:
        young = gc.get_count()[0]
        if not self._resting():
            self._rested = False
            if young > _MANY:
                gc.collect(2 if young > _TOO_MANY else 1)
        elif not self._rested:
            self._rested = True
            gc.collect()  # the last person's answers go with their widgets
