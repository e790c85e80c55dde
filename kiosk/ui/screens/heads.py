"""The head of a screen: its title and the quieter line that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.controls import Column, Hint, Title

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kiosk.ui.screens.base import Readable
    from kiosk.ui.screens.stage import Stage

_USUAL = 2
_LARGEST = 4


def head(
    stage: Stage, title: str, hint: str, targets: dict[str, Readable]
) -> list[QWidget]:
    """Title and hint as items of a pager; notes both in ``targets``.

    Close together as one item. At the largest size two, so that the hint can stand on
    another page; in a low window it is left out there, to show what can be touched.
    """
    heading = Title(stage.theme, title)
    targets["title"] = heading
    if stage.theme.size == _LARGEST and stage.low:
        return [heading]
    line = Hint(stage.theme, hint)
    targets["hint"] = line
    if stage.theme.size == _LARGEST or (stage.low and stage.theme.size > _USUAL):
        return [heading, line]
    return [Column(stage.theme, [heading, line], gap_mm=0)]
