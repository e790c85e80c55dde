"""Qt for commands without a window: what draws or asks devices needs an application."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def windowless() -> Iterator[None]:
    """An application for as long as this lasts; the one that runs, where one does."""
    if QGuiApplication.instance() is not None:
        yield
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(["kiosk"])
    try:
        yield
    finally:
        application.shutdown()
