"""Is everything on a screen whole, large enough, and apart from everything else?

What belongs here: measuring what stands in a window, in millimetres, against the
numbers the kiosk is held to. It says what is wrong; a test decides what to do with it.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kiosk.ui.controls import Kind, Notice, Progress
from kiosk.ui.controls.button import Button

if TYPE_CHECKING:
    from kiosk.ui.theme import Theme

PRIMARY_MM = 20.0
TARGET_MM = 16.0
KEY_MM = 12.7
GAP_MM = 3.0
ROUNDING = 1.5
"""Pixels lost where millimetres become whole pixels, on either side of a gap."""


def troubles(window: QWidget, theme: Theme) -> list[str]:
    """What a person could not read or touch, as sentences; [] where all is well."""
    buttons = _shown(window, QAbstractButton)
    texts = [
        each
        for kind in (QLabel, Notice, Progress)
        for each in _shown(window, kind)
        if _says(each)
    ]
    return [
        *(found for each in buttons for found in _target(each, theme)),
        *(found for each in (*buttons, *texts) for found in _whole(each, window)),
        *_gaps(buttons, window, theme),
        *_overlaps(buttons, texts, window),
    ]


def _shown(window: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [each for each in window.findChildren(kind) if each.isVisibleTo(window)]


def _says(widget: QWidget) -> bool:
    text = getattr(widget, "text", None)
    return bool(text()) if callable(text) else True


def name_of(widget: QWidget) -> str:
    """How a widget is called in a sentence about it."""
    words = widget.accessibleName() or str(getattr(widget, "text", lambda: "")())
    return f"{type(widget).__name__} «{words[:24]}»"


def place_of(widget: QWidget, window: QWidget) -> QRect:
    """Where a widget stands in the window, in pixels."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _least_mm(button: QAbstractButton) -> float:
    kind = button.kind if isinstance(button, Button) else None
    if kind in {Kind.KEY, Kind.KEY_ON}:
        return KEY_MM
    return PRIMARY_MM if kind is Kind.PRIMARY else TARGET_MM


def _target(button: QWidget, theme: Theme) -> list[str]:
    assert isinstance(button, QAbstractButton)
    found = []
    least = _least_mm(button) * theme.pixels_per_mm - ROUNDING
    if button.height() < least:
        found.append(f"{name_of(button)} is {_mm(button.height(), theme)} high")
    if button.width() < least:
        found.append(f"{name_of(button)} is {_mm(button.width(), theme)} wide")
    if not button.accessibleName():
        found.append(f"a {type(button).__name__} has no accessible name")
    return found


def _mm(pixels: int, theme: Theme) -> str:
    return f"{pixels / theme.pixels_per_mm:.1f} mm"


def _whole(widget: QWidget, window: QWidget) -> list[str]:
    found = []
    needed = _needed(widget)
    if needed > widget.height() + ROUNDING:
        found.append(f"{name_of(widget)} needs {needed} px, has {widget.height()}")
    outer: QWidget | None = widget.parentWidget()
    place = place_of(widget, window)
    while outer is not None:
        if not place_of(outer, window).contains(place):
            found.append(f"{name_of(widget)} is cut by {type(outer).__name__}")
            break
        outer = outer.parentWidget() if outer is not window else None
    return found


def _needed(widget: QWidget) -> int:
    """The height its words need; a key's words shrink with the key."""
    if isinstance(widget, Button) and widget.kind in {Kind.KEY, Kind.KEY_ON}:
        return round(widget._fitted().height) if widget.text() else 0
    return widget.heightForWidth(widget.width())


def _gaps(buttons: list[QWidget], window: QWidget, theme: Theme) -> list[str]:
    least = GAP_MM * theme.pixels_per_mm - ROUNDING
    found = []
    for one, other in combinations(buttons, 2):
        gap = _between(place_of(one, window), place_of(other, window))
        if gap < least:
            names = f"{name_of(one)} and {name_of(other)}"
            found.append(f"{names} are {_mm(gap, theme)} apart")
    return found


def _between(one: QRect, other: QRect) -> int:
    """Pixels between two rectangles; negative where they overlap."""
    aside = max(other.left() - one.right(), one.left() - other.right()) - 1
    below = max(other.top() - one.bottom(), one.top() - other.bottom()) - 1
    return max(aside, below)


def _overlaps(
    buttons: list[QWidget], texts: list[QWidget], window: QWidget
) -> list[str]:
    found = []
    pairs = [*combinations(texts, 2), *((t, b) for t in texts for b in buttons)]
    for one, other in pairs:
        if one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        if place_of(one, window).intersects(place_of(other, window)):
            found.append(f"{name_of(one)} lies over {name_of(other)}")
    return found
