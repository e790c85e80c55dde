"""Which devices Qt can see: the doctor asks before a citizen has to find out."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtPrintSupport import QPrinterInfo


@dataclass(frozen=True, slots=True)
class Presence:
    """Names of the default devices; "" where there is none."""

    speaker: str
    printer: str


def look() -> Presence:
    """What is there now; makes a windowless application where none runs."""
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert application is not None, "Qt asks devices through an application"
    return Presence(
        speaker=QMediaDevices.defaultAudioOutput().description(),
        printer=QPrinterInfo.defaultPrinter().printerName(),
    )
