"""A main part and a side card: beside it, below it, or behind a button.

What belongs here: where the two stand in a body of a given shape.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kiosk.ui.screens.stage import Stage
    from kiosk.ui.theme import Theme

    Height = Callable[[int], int]
    """The height something needs for a width, in pixels."""

_GAP_MM = 12.0
_SIDE_EM = 14.5
_SIDE_LEAST, _SIDE_MOST = 0.24, 0.31
"""Of the width of the body."""
_LEAST_MAIN_EM = 19.0
_LARGEST = 4
_MUCH_LESS = 0.85
"""Of the height needed beside the card: worth putting the card behind a button."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the main part stands, and the side card; None where it has no room."""

    main: QRect
    side: QRect | None


def body_of(stage: Stage, widget: QWidget) -> QRect:
    """What the margins leave of a screen."""
    theme = stage.theme
    above = theme.px(5 if stage.low else 9)
    return widget.rect().adjusted(theme.margin, above, -theme.margin, -above)


def head_theme(stage: Stage) -> Theme:
    """The theme of what stands above a question: small in a low window."""
    theme = stage.theme
    return replace(theme, size=min(theme.size, 2)) if stage.low else theme


def arrange(
    stage: Stage, body: QRect, side_height: Height | None, main_height: Height
) -> Places:
    """Side by side in landscape, below in portrait, alone at the largest size.

    Args:
        stage: for the text size and the shape of the window.
        body: what there is room for, in pixels.
        side_height: what the side card needs; None for no card at all.
        main_height: what the main part needs.
    """
    if side_height is None or stage.theme.size == _LARGEST:
        return Places(body, None)
    if stage.portrait:
        return _below(stage, body, side_height, main_height)
    if _cramps(stage, body, main_height):
        return Places(body, None)
    return _beside(stage, body, side_height)


def _side_width(stage: Stage, body: QRect) -> int:
    liked = round(stage.theme.em * _SIDE_EM)
    least, most = round(body.width() * _SIDE_LEAST), round(body.width() * _SIDE_MOST)
    return min(max(liked, least), most)


def _cramps(stage: Stage, body: QRect, main_height: Height) -> bool:
    """Whether the main part needs further pages only because of the card beside it."""
    beside = body.width() - _side_width(stage, body) - stage.theme.px(_GAP_MM)
    needed = main_height(beside)
    return needed > body.height() and main_height(body.width()) < needed * _MUCH_LESS


def _beside(stage: Stage, body: QRect, side_height: Height) -> Places:
    theme = stage.theme
    wide = _side_width(stage, body)
    if side_height(wide) > body.height():
        wide = round(body.width() * _SIDE_MOST)
    main = body.width() - wide - theme.px(_GAP_MM)
    if main < theme.em * _LEAST_MAIN_EM or side_height(wide) > body.height():
        return Places(body, None)
    return Places(
        QRect(body.left(), body.top(), main, body.height()),
        QRect(body.right() + 1 - wide, body.top(), wide, body.height()),
    )


def _below(
    stage: Stage, body: QRect, side_height: Height, main_height: Height
) -> Places:
    gap = stage.theme.px(_GAP_MM)
    needed = main_height(body.width())
    high = side_height(body.width())
    if needed + gap + high > body.height():
        return Places(body, None)
    top = body.top() + needed + gap
    return Places(
        QRect(body.left(), body.top(), body.width(), needed),
        QRect(body.left(), top, body.width(), high),
    )
