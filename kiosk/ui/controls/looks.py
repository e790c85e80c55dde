"""What kinds of buttons there are, and how each looks in a contrast.

What belongs here: the table of looks. Drawing them is the button's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from kiosk.ui.theme import Style

if TYPE_CHECKING:
    from kiosk.ui.theme import Colours


class Kind(Enum):
    """What a button is for; its look follows."""

    PRIMARY = auto()
    OUTLINE = auto()
    PLAIN = auto()
    AMBER = auto()
    LEAVE = auto()
    PILL = auto()
    PILL_ON = auto()
    KEY = auto()
    KEY_ON = auto()
    LETTER = auto()
    LETTER_ON = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and measures of one kind of button.

    Attributes:
        fill: its ground.
        edge: its edge, "" for none.
        text: its words and icon.
        pressed: its ground under a finger.
        style: of its words.
        height_mm: the least height of the target.
        pad_mm: from the edge to the words.
        pill: whether its ends are round.
    """

    fill: str
    edge: str
    text: str
    pressed: str
    style: Style
    height_mm: float
    pad_mm: float
    pill: bool = False


@lru_cache(maxsize=64)
def look_of(c: Colours, kind: Kind) -> Look:
    """How a kind looks in a contrast."""
    usual, small, key = Style.BUTTON, Style.FACT, Style.KEY
    green = (c.evergreen, "", c.on_evergreen, c.pressed)
    outline = (c.card, c.green_text, c.green_text, c.tint)
    plain = (c.card, c.edge, c.ink, c.tint)
    amber = (c.amber, c.amber_edge, c.amber_text, c.amber)
    red = (c.card, c.red_edge, c.red, c.red_tint)
    looks = {
        Kind.PRIMARY: Look(*green, usual, 20, 10),
        Kind.OUTLINE: Look(*outline, usual, 20, 8),
        Kind.PLAIN: Look(*plain, usual, 20, 8),
        Kind.AMBER: Look(*amber, usual, 20, 8),
        Kind.LEAVE: Look(*red, small, 16, 6, pill=True),
        Kind.PILL: Look(*plain, small, 16, 6, pill=True),
        Kind.PILL_ON: Look(*green, small, 16, 6, pill=True),
        Kind.KEY: Look(*plain, key, 12.7, 1.5),
        Kind.KEY_ON: Look(*green, key, 12.7, 1.5),
        Kind.LETTER: Look(*plain, usual, 16, 3),
        Kind.LETTER_ON: Look(*green, usual, 16, 3),
    }
    return looks[kind]
