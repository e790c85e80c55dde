"""Pieces onto a PDF file or a printer: cut to length on a roll, in pages on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from kiosk.errors import Expected
from kiosk.render.fonts import font_family
from kiosk.render.paper import Paper, Piece, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QPagedPaintDevice

RESOLUTION = 300
"""Dots per inch of a PDF; a roll printer has 203."""


def write_pdf(pieces: Sequence[Piece], paper: Paper, out: Path, title: str) -> None:
    """Lay the pieces out and write them to ``out`` as a PDF with this title.

    Raises:
        Expected: ``file-not-written`` when the file cannot be opened for writing.
    """
    file = QFile(str(out))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise Expected("file-not-written", str(out), why=file.errorString())
    writer = QPdfWriter(file)
    writer.setResolution(RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("")
    paint(writer, pieces, paper)
    file.close()


def paint(device: QPagedPaintDevice, pieces: Sequence[Piece], paper: Paper) -> None:
    """Paint on a paged device, with the page set to the paper's size.

    Raises:
        Expected: ``page-not-begun`` when the device refuses (a printer gone away).
    """
    sheet = Sheet(device, font_family(), _width(paper))
    pages = list(_pages(sheet, pieces, paper))
    _set_size(device, paper, max(sum(map(sheet.height, page)) for page in pages))
    painter = QPainter()
    if not painter.begin(device):
        raise Expected("page-not-begun")
    try:
        for number, page in enumerate(pages):
            if number:
                device.newPage()
            _paint_page(painter, sheet, page, paper)
    finally:
        painter.end()


def _width(paper: Paper) -> float:
    return paper.width - 2 * paper.margin


def _set_size(device: QPagedPaintDevice, paper: Paper, content: float) -> None:
    height = paper.height or content + 2 * paper.margin
    size = QPageSize(
        QSizeF(paper.width, height),
        QPageSize.Unit.Millimeter,
        paper.value,
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    device.setPageSize(size)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))


def _pages(
    sheet: Sheet, pieces: Iterable[Piece], paper: Paper
) -> Iterable[list[Piece]]:
    """Break before the piece that would cross the lower margin."""
    room = paper.height and paper.height - 2 * paper.margin
    page: list[Piece] = []
    used = 0.0
    for piece in pieces:
        height = sheet.height(piece)
        if room and page and used + height > room:
            yield page
            page, used = [], 0.0
        page.append(piece)
        used += height
    yield page


def _paint_page(
    painter: QPainter, sheet: Sheet, page: Iterable[Piece], paper: Paper
) -> None:
    top = paper.margin
    for piece in page:
        sheet.draw(painter, piece, paper.margin, top)
        top += sheet.height(piece)
