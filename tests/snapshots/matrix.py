"""In which languages, sizes, contrasts and shapes every screen is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from kiosk.i18n.words import PSEUDO


@dataclass(frozen=True, slots=True)
class Shape:
    """A panel: pixels and their pitch."""

    width: int
    height: int
    mm_per_pixel: float

    def __str__(self) -> str:
        """1920x1080."""
        return f"{self.width}x{self.height}"


SHAPES = (
    Shape(1920, 1080, 0.248),  # 21.5 inch
    Shape(1080, 1920, 0.248),  # the same, upright
    Shape(1280, 1024, 0.294),  # 19 inch
    Shape(1366, 768, 0.2528),  # 15.6 inch
)
LANGUAGES = ("zh", "en", PSEUDO)
SIZES = (1, 2, 3, 4)
CONTRASTS = ("normal", "high", "dark")


@dataclass(frozen=True, slots=True)
class Look:
    """One way a screen can look."""

    language: str
    size: int
    contrast: str
    shape: Shape

    def __str__(self) -> str:
        """zh-2-normal-1920x1080."""
        return f"{self.language}-{self.size}-{self.contrast}-{self.shape}"


WHOLE = tuple(
    Look(language, size, contrast, shape)
    for shape, language, size, contrast in product(SHAPES, LANGUAGES, SIZES, CONTRASTS)
)
"""Every combination."""
NAMED = tuple(
    look
    for look in WHOLE
    if look.contrast == "normal"
    and (look.language, look.size) in {("zh", 2), ("zh", 4), ("en", 4), (PSEUDO, 3)}
)
"""The subset looked at on every change: contrast moves nothing."""
