"""Which item stands on which page, by heights alone.

What belongs here: the arithmetic of the pager, in pixels, without widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WHOLE = -1
"""The part number of an item that is not divided."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A row on a page: which row of the flow, which part of it, how high."""

    row: int
    part: int
    height: int


@dataclass(frozen=True, slots=True)
class Room:
    """The space of one page, in pixels.

    Attributes:
        height: of the whole container.
        gap: between rows.
        more: height of the row with the 'more' button.
    """

    height: int
    gap: int
    more: int


def stacked(heights: Sequence[int], gap: int) -> int:
    """The height of rows with gaps between them."""
    return sum(heights) + gap * max(len(heights) - 1, 0)


def paginate(
    heights: Sequence[int],
    room: Room,
    *,
    sticky: int = 0,
    pinned: int = 0,
    divide: Callable[[int, int], int] | None = None,
) -> list[list[Slot]]:
    """Pages of slots, every row on some page, no row cut.

    Args:
        heights: of the rows, top to bottom.
        room: the space.
        sticky: how many rows at the top repeat on every page; fewer where they
            would take more than a third of it.
        pinned: how many rows at the end stand at the bottom of every page.
        divide: ``divide(row, height)`` says into how many parts of at most that
            height a row can fall; 1 means it cannot and takes what there is.

    Returns:
        At least one page; the only one where everything fits.
    """
    rows = range(len(heights))
    if stacked(heights, room.gap) <= room.height:
        return [[Slot(row, WHOLE, heights[row]) for row in rows]]
    last = len(heights) - pinned
    foot = [Slot(row, WHOLE, heights[row]) for row in rows[last:]]
    space = room.height - room.more - room.gap
    space -= sum(slot.height + room.gap for slot in foot)
    while sticky and _tall(heights[:sticky], room.gap) * 3 > space:
        sticky -= 1
    head = [Slot(row, WHOLE, heights[row]) for row in rows[:sticky]]
    head_height = _tall(heights[:sticky], room.gap)
    body = _flow(heights, rows[sticky:last], space - head_height, room.gap, divide)
    return [head + page + foot for page in body]


def _tall(heights: Sequence[int], gap: int) -> int:
    return sum(height + gap for height in heights)


def _flow(
    heights: Sequence[int],
    rows: range,
    space: int,
    gap: int,
    divide: Callable[[int, int], int] | None,
) -> list[list[Slot]]:
    pages: list[list[Slot]] = [[]]
    used = 0
    for row in rows:
        needed = heights[row] + (gap if pages[-1] else 0)
        if used + needed <= space:
            pages[-1].append(Slot(row, WHOLE, heights[row]))
            used += needed
            continue
        parts = _parts(row, heights[row], space, divide)
        for part in parts:
            if pages[-1]:
                pages.append([])
            pages[-1].append(part)
        used = parts[-1].height
    return pages


def _parts(
    row: int, height: int, space: int, divide: Callable[[int, int], int] | None
) -> list[Slot]:
    if height <= space:
        return [Slot(row, WHOLE, height)]
    count = divide(row, space) if divide else 1
    if count < 2:  # noqa: PLR2004 (one part is no division)
        return [Slot(row, WHOLE, max(space, 1))]
    return [Slot(row, part, space) for part in range(count)]
