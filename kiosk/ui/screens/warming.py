"""Loading what the next screens need while the rest screen stands.

Screens are imported when first shown, so that the start stays short; this fetches them
one by one while nobody touches anything, so that no question waits for an import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from kiosk.ui.screens import REGISTRY

if TYPE_CHECKING:
    from collections.abc import Iterator

PAUSE_MS: Final = 40
"""Between two modules: a touch in the meantime is served first."""


class Warming(QObject):
    """Imports the remaining screens and question kinds, once."""

    def __init__(self, parent: QObject) -> None:
        """Nothing is loaded before ``go_on``."""
        super().__init__(parent)
        self._left: Iterator[str] = iter(_modules())
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self._next)

    def go_on(self, *, resting: bool) -> None:
        """Load one module after the other while nobody is being served."""
        if resting:
            self._timer.start()
        else:
            self._timer.stop()

    def _next(self) -> None:
        name = next(self._left, None)
        if name is None:
            self._timer.stop()
        else:
            import_module(name)


def _modules() -> list[str]:
    screens = [f"kiosk.ui.screens.{module}" for module, _ in REGISTRY.values()]
    return [*screens, "kiosk.ui.questions.registry", "kiosk.ui.questions"]
