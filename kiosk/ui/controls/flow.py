"""Items in rows: measured for a width, in columns where they can share a row.

What belongs here: what a pager lays out, before it is paged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeGuard

from kiosk.ui.controls.column import absent, height_of
from kiosk.ui.controls.paging import WHOLE, Rows
from kiosk.ui.controls.pressable import Pressable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtWidgets import QWidget


class Divisible(Protocol):
    """An item that can be shown in parts."""

    def divide(self, width: int, height: int) -> int:
        """Into how many parts of at most ``height`` pixels it falls."""

    def show_part(self, part: int) -> None:
        """Show one part, or all for -1."""


def divisible(item: object) -> TypeGuard[Divisible]:
    """Told by one name: ``isinstance`` of a protocol costs more than the measuring."""
    return hasattr(item, "show_part")


class Flow:
    """Items in reading order. Only what can be touched shares a row.

    Attributes:
        items: all of them.
        rows: those that have something to say, by row, as last arranged.
    """

    def __init__(self, columns: int | Callable[[int], int], gap: int) -> None:
        """Share rows among ``columns``: a number, or a function of the width."""
        self._columns_for = columns
        self._columns = 1
        self._gap = gap
        self.items: list[QWidget] = []
        self.rows: list[list[QWidget]] = []
        self._sticky = self._pinned = 0
        self._glued: Collection[QWidget] = ()
        self._lead = False
        self._width = 0

    def set_items(
        self,
        items: Sequence[QWidget],
        sticky: int,
        pinned: int,
        glued: Collection[QWidget],
        *,
        lead: bool,
    ) -> None:
        """Hold other items; see ``Pager.set_items``."""
        self.items = list(items)
        self._sticky, self._pinned, self._glued = sticky, pinned, glued
        self._lead = lead
        self.rows = []

    def arrange(self, width: int) -> Rows:
        """Put the items in rows for a width, and measure them."""
        wanted = self._columns_for
        self._columns = wanted if isinstance(wanted, int) else wanted(width)
        self._width = width
        self.rows = self._in_rows()
        last = len(self.items) - self._pinned
        return Rows(
            heights=[self._row_height(row) for row in self.rows],
            sticky=sum(not absent(item) for item in self.items[: self._sticky]),
            pinned=sum(not absent(item) for item in self.items[last:]),
            glued={at for at, row in enumerate(self.rows) if row[0] in self._glued},
            lead=self._lead,
            divide=self._divide,
        )

    def _in_rows(self) -> list[list[QWidget]]:
        last = len(self.items) - self._pinned
        rows: list[list[QWidget]] = []
        sharing = False
        for at, item in enumerate(self.items):
            if absent(item):
                continue
            shares = self._sticky <= at < last and isinstance(item, Pressable)
            if shares and sharing and len(rows[-1]) < self._columns:
                rows[-1].append(item)
            else:
                rows.append([item])
            sharing = shares
        return rows

    def _row_height(self, row: Sequence[QWidget]) -> int:
        for item in row:
            if divisible(item):
                item.show_part(WHOLE)
        return max(height_of(item, self.width_of(item)) for item in row)

    def width_of(self, item: QWidget) -> int:
        """The width an item gets: all of it, or its column."""
        if not isinstance(item, Pressable):
            return self._width
        return (self._width - self._gap * (self._columns - 1)) // self._columns

    def row_of(self, item: QWidget) -> int | None:
        """The row an item, or what it stands in, is in; None if in none."""
        around: QWidget | None = item
        while around is not None and around not in self.items:
            around = around.parentWidget()
        return next((at for at, row in enumerate(self.rows) if around in row), None)

    def _divide(self, row: int, height: int) -> int:
        items = self.rows[row]
        width = self.width_of(items[0])
        item = items[0]
        if len(items) == 1 and divisible(item):
            return item.divide(width, height)
        return 1
