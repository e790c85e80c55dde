"""The font that comes with the kiosk: the same on the screen and on paper.

What belongs here: the way from ``assets/fonts`` to a family Qt can use. A bare machine
has no Chinese font of its own, and a receipt of empty boxes is no receipt.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

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
