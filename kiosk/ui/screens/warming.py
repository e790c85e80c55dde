"""Loading what the next screens need while the rest screen stands.

Screens are imported when first shown, so that the start stays short; this fetches them
one by one while nobody touches anything, so that no question waits for an import.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from kiosk.ui.screens import REGISTRY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAUSE_MS: Final = 40
"""Between two modules: a touch in the meantime is served first."""


class Warming(QObject):
    """Imports the remaining screens and question kinds, then warms the rest, once."""

    def __init__(self, parent: QObject, *others: Callable[[], None]) -> None:
        """Nothing is loaded before ``go_on``; ``others`` come after the modules."""
        super().__init__(parent)
        modules = (partial(import_module, name) for name in _modules())
        self._left: Iterator[Callable[[], object]] = chain(modules, others)
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self._next)

    def go_on(self, *, resting: bool) -> None:
        """Load one module after the other while nobody is being served."""
        if resting:
            self._timer.start()
        else:
            self._timer.stop()

    def _next(self) -> None:
        load = next(self._left, None)
        if load is None:
            self._timer.stop()
        else:
            load()


def _modules() -> list[str]:
    screens = [f"kiosk.ui.screens.{module}" for module, _ in REGISTRY.values()]
    return ["kiosk.xforms", *screens, "kiosk.ui.questions.registry"]
