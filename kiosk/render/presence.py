"""Which devices Qt can see: the doctor asks before a citizen has to find out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtPrintSupport import QPrinterInfo

from kiosk.render.windowless import windowless


@dataclass(frozen=True, slots=True)
class Presence:
    """Names of the default devices; "" where there is none."""

    speaker: str
    printer: str


def look() -> Presence:
    """What is there now; makes a windowless application where none runs."""
    with windowless():
        return Presence(
            speaker=QMediaDevices.defaultAudioOutput().description(),
            printer=QPrinterInfo.defaultPrinter().printerName(),
        )
