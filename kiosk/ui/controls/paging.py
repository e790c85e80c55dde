"""Which row stands on which page, by heights alone.

What belongs here: the arithmetic of the pager, in pixels, without widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

WHOLE = -1
"""The part number of a row that is not divided."""


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


@dataclass(frozen=True, slots=True)
class Rows:
    """What is to be paged.

    Attributes:
        heights: of the rows, top to bottom, in pixels.
        sticky: how many rows at the top repeat on every page; fewer where they would
            take more than a third of it.
        pinned: how many rows at the end stand at the bottom of every page; none where
            they would leave less than a quarter of it, or too little for another row.
        lead: where the pinned rows give way, they stand right after the sticky ones
            rather than at the end.
        glued: rows that stay with the row after them, where a page holds both.
        divide: ``divide(row, height)`` says into how many parts of at most that height
            a row can fall; 1 means it cannot and takes what there is.
    """

    heights: Sequence[int]
    sticky: int = 0
    pinned: int = 0
    glued: Collection[int] = ()
    lead: bool = False
    divide: Callable[[int, int], int] = lambda _row, _height: 1


@dataclass(frozen=True, slots=True)
class Pages:
    """Slots by page, and how many at the end of each stand at its bottom."""

    slots: list[list[Slot]]
    foot: int


def stacked(heights: Sequence[int], gap: int) -> int:
    """The height of rows with gaps between them."""
    return sum(heights) + gap * max(len(heights) - 1, 0)


def paginate(rows: Rows, room: Room) -> Pages:
    """Every row on some page and no row cut; one page where everything fits."""
    heights = rows.heights
    everything = [Slot(row, WHOLE, high) for row, high in enumerate(heights)]
    if stacked(heights, room.gap) <= room.height:
        return Pages([everything], 0)
    last = len(heights) - rows.pinned
    space = room.height - room.more - room.gap
    foot_height = _tall(heights[last:], room.gap)
    foot = everything[last:]
    order = list(range(last))
    if _crowds(rows, last, space, room):
        foot_rows = range(last, len(heights))
        at = rows.sticky if rows.lead else last
        order[at:at] = foot_rows
        foot, foot_height = [], 0
    space -= foot_height
    sticky = min(rows.sticky, last)
    while sticky and _tall(heights[:sticky], room.gap) * 3 > space:
        sticky -= 1
    space -= _tall(heights[:sticky], room.gap)
    body = _Flow(rows, space, room.gap).fill(order[sticky:])
    return Pages([everything[:sticky] + page + foot for page in body], len(foot))


def _crowds(rows: Rows, last: int, space: int, room: Room) -> bool:
    """Whether the pinned rows leave too little for the others."""
    left = space - _tall(rows.heights[last:], room.gap)
    if last == len(rows.heights) or left < room.height // 4:
        return True
    tall = [row for row in range(last) if rows.heights[row] > left]
    indivisible = any(
        rows.heights[row] <= space and rows.divide(row, left) == 1 for row in tall
    )
    return indivisible or (bool(tall) and left < room.height // 3)


def _tall(heights: Sequence[int], gap: int) -> int:
    return sum(height + gap for height in heights)


class _Flow:
    """Fills pages of one space, from the top."""

    def __init__(self, rows: Rows, space: int, gap: int) -> None:
        self._rows = rows
        self._space = max(space, 1)
        self._gap = gap
        self._pages: list[list[Slot]] = [[]]
        self._used = 0

    def fill(self, order: Sequence[int]) -> list[list[Slot]]:
        """Pages of the rows of ``order``."""
        at = 0
        while at < len(order):
            run = self._run(order[at:])
            self._put(run)
            at += len(run)
        return self._pages

    def _run(self, order: Sequence[int]) -> list[int]:
        """A row with those glued after it, or fewer where they are too high."""
        end = 1
        while order[end - 1] in self._rows.glued and end < len(order):
            end += 1
        run = list(order[:end])
        while len(run) > 1 and self._height(run) > self._space:
            run.pop()
        return run

    def _height(self, run: Sequence[int]) -> int:
        return stacked([self._rows.heights[row] for row in run], self._gap)

    def _put(self, run: Sequence[int]) -> None:
        height = self._height(run)
        above = self._gap if self._pages[-1] else 0
        if self._used + above + height > self._space and self._pages[-1]:
            self._pages.append([])
            self._used = above = 0
        if height > self._space:
            self._put_parts(run[0])
            return
        slots = [Slot(row, WHOLE, self._rows.heights[row]) for row in run]
        self._pages[-1] += slots
        self._used += above + height

    def _put_parts(self, row: int) -> None:
        """A row higher than a page: a page for each of its parts."""
        count = self._rows.divide(row, self._space)
        parts = range(count) if count > 1 else [WHOLE]
        for part in parts:
            if self._pages[-1]:
                self._pages.append([])
            self._pages[-1].append(Slot(row, part, self._space))
        self._used = self._space
