"""What Qt has to say, in the kiosk's log instead of the terminal.

What belongs here: Qt's kinds of message as logging's levels. Nothing is dropped; what
is only of interest while developing Qt itself is at ``debug``, which no log keeps.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QMessageLogContext

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@contextmanager
def logged_qt_messages() -> Iterator[None]:
    """Within this, Qt's messages go to the loggers ``qt`` and ``qt.<category>``."""

    def log(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        category = context.category or "default"
        name = "qt" if category == "default" else f"qt.{category.removeprefix('qt.')}"
        logging.getLogger(name).log(_LEVELS[kind], "%s", message)

    before = qInstallMessageHandler(log)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
