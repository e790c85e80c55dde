"""The theme: how large, in which colours, in which letters; in millimetres.

What belongs here: the numbers of the look, turned into pixels of one window. A theme
is frozen; when the person chooses another size or contrast, the window builds a new
one and its screens anew. Colours stand in ``theme_colours``, fonts and icons come
from ``theme_assets``, and how touches are judged in ``theme_touch``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QPixmap

from kiosk.render.fonts import assets_folder, font_family
from kiosk.ui.theme_assets import icon
from kiosk.ui.theme_colours import CONTRASTS, Colours, colour
from kiosk.ui.theme_touch import Touches, TouchFilter

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QScreen

    from kiosk.clock import Clock

__all__ = [
    "CONTRASTS",
    "Colours",
    "Style",
    "Theme",
    "TouchFilter",
    "Touches",
    "assets_folder",
    "colour",
    "mm_per_pixel_of",
]

EMS_MM = {1: 6.0, 2: 8.0, 3: 10.0, 4: 12.5}
"""Body em in millimetres by text size."""
USUAL_MM_PER_PIXEL = 0.248
"""A 21.5-inch panel at 1920×1080."""
_BELIEVABLE_MM_PER_PIXEL = (0.05, 0.8)
_LEAST_LONG_MM = 290.0
_LEAST_SHORT_MM = 180.0
LINE_HEIGHT = 1.5
"""Lines of running text, in em."""
LONGEST_LINE_EM = 40
"""No line of running text is wider: 40 Chinese characters."""


class Style(Enum):
    """A kind of text: its size in body ems and whether it is bold."""

    HUGE = (2.4, True)
    TITLE = (1.7, True)
    CODE = (2.0, True)
    FIELD = (1.6, True)
    KEY = (1.5, True)
    OPTION = (1.25, True)
    CARD_TITLE = (1.35, True)
    HEADING = (1.1, True)
    BUTTON = (1.12, True)
    STRONG = (1.0, True)
    BODY = (1.0, False)
    FACT = (0.9, True)

    @property
    def scale(self) -> float:
        """Its size in body ems."""
        return self.value[0]

    @property
    def bold(self) -> bool:
        """Whether it is bold."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of one window at one moment.

    Attributes:
        colours: the tokens of the contrast.
        size: text size, 1 to 4.
        pixels_per_mm: logical pixels in a millimetre.
        family: the font's family.
        touches: how touches are judged, shared by everything in the window.
    """

    colours: Colours
    size: int
    pixels_per_mm: float
    family: str
    touches: Touches

    @classmethod
    def build(
        cls,
        *,
        contrast: str,
        size: int,
        mm_per_pixel: float,
        window: QSize,
        touches: Touches | None = None,
        clock: Clock | None = None,
    ) -> Theme:
        """The theme for a window of ``window`` logical pixels.

        Millimetres are physical first. Only a window smaller than the least usable
        one (290 mm by 180 mm, either way round) shrinks everything together.

        Args:
            contrast: ``normal``, ``high`` or ``dark``.
            size: text size, 1 to 4.
            mm_per_pixel: of the screen; see ``mm_per_pixel_of``.
            window: the window's size.
            touches: the one to share; made anew from ``clock`` if None.
            clock: needed where ``touches`` is None.

        Raises:
            KeyError: no such contrast or size.
            ValueError: neither touches nor clock.
        """
        if touches is None:
            if clock is None:
                raise ValueError("a theme needs touches or a clock")
            touches = Touches(clock)
        if size not in EMS_MM:
            raise KeyError(size)
        long = max(window.width(), window.height()) * mm_per_pixel
        short = min(window.width(), window.height()) * mm_per_pixel
        shrink = min(1.0, long / _LEAST_LONG_MM, short / _LEAST_SHORT_MM)
        return cls(
            CONTRASTS[contrast],
            size,
            max(shrink, 0.2) / mm_per_pixel,
            font_family(),
            touches,
        )

    def px(self, mm: float) -> int:
        """Millimetres as whole logical pixels; never 0 for something."""
        return max(round(mm * self.pixels_per_mm), 1) if mm > 0 else 0

    @property
    def em_mm(self) -> float:
        """The body em in millimetres."""
        return EMS_MM[self.size]

    @property
    def em(self) -> int:
        """The body em in logical pixels."""
        return self.px(self.em_mm)

    @property
    def gap(self) -> int:
        """The usual gap between controls, 4 mm."""
        return self.px(4)

    @property
    def margin(self) -> int:
        """The margin of a screen, 14 mm."""
        return self.px(14)

    @property
    def radius(self) -> int:
        """The corner radius of cards, 6 mm."""
        return self.px(6)

    @property
    def line(self) -> float:
        """The width of an edge, 0.75 mm."""
        return max(0.75 * self.pixels_per_mm, 1.0)

    @property
    def thick(self) -> float:
        """The width of the edge of what is chosen, 1.5 mm."""
        return max(1.5 * self.pixels_per_mm, 2.0)

    def font(self, style: Style = Style.BODY, *, shrink: float = 1.0) -> QFont:
        """The font of a style, ``shrink`` times its size."""
        pixels = max(self.px(self.em_mm * style.scale * shrink), 1)
        return QFont(_font(self.family, pixels, style.bold))

    def icon(self, name: str, mm: float, value: str, ratio: float = 1.0) -> QPixmap:
        """The icon ``name``, ``mm`` wide, in the colour ``value`` (``#rrggbb``)."""
        return icon(name, self.px(mm), value, ratio)


@lru_cache(maxsize=128)
def _font(family: str, pixels: int, bold: bool) -> QFont:  # noqa: FBT001 (a cache's key)
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def mm_per_pixel_of(screen: QScreen | None) -> float:
    """What the screen says of itself, or the usual panel's where that is nonsense."""
    if screen is None or screen.geometry().width() == 0:
        return USUAL_MM_PER_PIXEL
    measured = screen.physicalSize().width() / screen.geometry().width()
    least, most = _BELIEVABLE_MM_PER_PIXEL
    return measured if least <= measured <= most else USUAL_MM_PER_PIXEL
