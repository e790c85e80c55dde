"""Fonts and icons that come with the kiosk: found, loaded once, coloured.

What belongs here: the way from a file under ``assets`` to a font family or a pixmap.
Sizes are given by the theme.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FALLBACK_FAMILY = "Noto Sans CJK SC"
"""Used where the bundled font is not there (a checkout whose font is not built)."""


@cache
def assets_folder() -> Path:
    """``kiosk/_assets`` of an installed wheel, else ``assets`` of a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_assets"
    return installed if installed.is_dir() else package.parent / "assets"


@cache
def font_family() -> str:
    """The family of the bundled font, loaded into the application at first use."""
    families: list[str] = []
    for path in sorted((assets_folder() / "fonts").glob("*.otf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            families += QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else FALLBACK_FAMILY


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
