"""The colours of the three contrasts, as tokens: one name, one use.

What belongs here: colours, nothing that measures or paints. Text on its ground keeps
10:1 in ``normal`` and 15:1 in ``high`` and ``dark``; edges of controls and rings 3:1.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Colours:
    """One contrast. Every value is a ``#rrggbb`` string; ``colour()`` makes a QColor.

    Attributes:
        ink: text.
        muted: hints.
        paper: the ground of a screen.
        bar: the ground of the top and bottom bars.
        card: the ground of cards, fields and buttons.
        edge: the edge of a control.
        hairline: a mere divider.
        track: the empty part of a progress bar.
        evergreen: the primary button's ground, the thick edge of what is chosen.
        on_evergreen: text and icons on it.
        pressed: the primary button while a finger is on it.
        green_text: evergreen as text: headings of bars, facts, outline buttons.
        tint: the ground of what is chosen, and of any other button under a finger.
        amber: the ground of 'a person' and other kind calls for attention.
        amber_text: text on it.
        amber_edge: its edge, where the ground alone would not show.
        amber_ring: the ring and speaker of what is being read.
        notice: the ground of a notice.
        notice_text: text on it.
        red: text and icon of 'leave'.
        red_edge: the edge of a field or pill that asks to be looked at again.
        red_tint: the ground of a problem.
        red_text: text on it.
    """

    ink: str
    muted: str
    paper: str
    bar: str
    card: str
    edge: str
    hairline: str
    track: str
    evergreen: str
    on_evergreen: str
    pressed: str
    green_text: str
    tint: str
    amber: str
    amber_text: str
    amber_edge: str
    amber_ring: str
    notice: str
    notice_text: str
    red: str
    red_edge: str
    red_tint: str
    red_text: str


NORMAL = Colours(
    ink="#12211b",
    muted="#2f3e37",
    paper="#fbf8f1",
    bar="#ffffff",
    card="#ffffff",
    edge="#7f8c85",
    hairline="#c9d3cc",
    track="#dde6e0",
    evergreen="#094a37",
    on_evergreen="#ffffff",
    pressed="#063c2c",
    green_text="#063c2c",
    tint="#e3f0ea",
    amber="#ffc247",
    amber_text="#2b1c00",
    amber_edge="#ffc247",
    amber_ring="#a86a00",
    notice="#fff1d6",
    notice_text="#4a3000",
    red="#84070d",
    red_edge="#84070d",
    red_tint="#fdeceb",
    red_text="#6b0006",
)

HIGH = Colours(
    ink="#ffffff",
    muted="#f2f2f2",
    paper="#000000",
    bar="#000000",
    card="#000000",
    edge="#ffffff",
    hairline="#ffffff",
    track="#454545",
    evergreen="#ffe14d",
    on_evergreen="#000000",
    pressed="#fff0a0",
    green_text="#ffe14d",
    tint="#2b2600",
    amber="#000000",
    amber_text="#ffe14d",
    amber_edge="#ffe14d",
    amber_ring="#ffe14d",
    notice="#000000",
    notice_text="#ffe14d",
    red="#ffd2d2",
    red_edge="#ff9d9d",
    red_tint="#000000",
    red_text="#ffd2d2",
)

DARK = Colours(
    ink="#f4f1e8",
    muted="#f4f1e8",
    paper="#101a16",
    bar="#0c1411",
    card="#0c1411",
    edge="#8fa399",
    hairline="#33443c",
    track="#33443c",
    evergreen="#c8f8e3",
    on_evergreen="#00140c",
    pressed="#e4fff3",
    green_text="#c8f8e3",
    tint="#0c1c16",
    amber="#ffd98a",
    amber_text="#000000",
    amber_edge="#ffd98a",
    amber_ring="#ffc247",
    notice="#201700",
    notice_text="#fff3da",
    red="#ffe0dd",
    red_edge="#ff9d9d",
    red_tint="#1d0c0b",
    red_text="#ffe4e1",
)

CONTRASTS = {"normal": NORMAL, "high": HIGH, "dark": DARK}
"""The three contrasts by the name the sitting uses."""


def colour(value: str) -> QColor:
    """A token's value as Qt wants it."""
    return QColor(value)
