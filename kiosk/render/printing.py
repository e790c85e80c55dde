"""The printers this machine has, and printing on the default one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import Expected
from kiosk.render.page import paint
from kiosk.render.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinterInfo

    from kiosk.render.paper import Piece

_ROLL_WIDTH_MM = 100.0
"""A printer whose own paper is narrower than this prints on a roll."""


def printers() -> tuple[str, ...]:
    """The names of the printers set up on this machine, the default one first."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = list(QPrinterInfo.availablePrinterNames())
    default = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(names, key=lambda name: name != default))


def print_pieces(pieces: Sequence[Piece], title: str, paper: Paper | None) -> None:
    """Print on the default printer, or the first; on its own paper where None.

    Raises:
        Expected: ``no-printer`` when none is set up, ``printer-not-ready`` when it
            does not take the job.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    names = printers()
    if not names:
        raise Expected("no-printer")
    info = QPrinterInfo.printerInfo(names[0])
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    try:
        paint(printer, pieces, paper or paper_of(info))
    except Expected as trouble:
        raise Expected("printer-not-ready", names[0]) from trouble


def paper_of(info: QPrinterInfo) -> Paper:
    """What a printer is loaded with, by the width of its default page."""
    from PySide6.QtGui import QPageSize

    width = info.defaultPageSize().size(QPageSize.Unit.Millimeter).width()
    return Paper.ROLL_80 if 0 < width < _ROLL_WIDTH_MM else Paper.A4
