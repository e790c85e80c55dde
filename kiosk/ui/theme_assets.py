"""The icons that come with the kiosk: found, loaded once, coloured.

What belongs here: the way from a file under ``assets/icons`` to a pixmap. Sizes are
given by the theme.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kiosk.render.fonts import assets_folder


@cache
def _drawing(name: str) -> str:
    return (assets_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def icon(name: str, pixels: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """The icon ``name`` as a square pixmap, ``pixels`` logical pixels wide.

    Args:
        name: file name without ``.svg`` in ``assets/icons``.
        pixels: edge in device-independent pixels.
        colour: ``#rrggbb``, put in the place of the drawing's ``currentColor``.
        ratio: device pixels per logical pixel.

    Raises:
        FileNotFoundError: no such icon (a bug, not a trouble).
    """
    drawing = _drawing(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    edge = round(pixels * ratio)
    pixmap = QPixmap(edge, edge)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
