"""Pages: what does not fit stands behind a large 'more' button, never cut.

What belongs here: the container that lays out controls by their measured heights and
turns its pages. Nothing in the kiosk scrolls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls.column import absent, height_of
from kiosk.ui.controls.more_row import MoreRow
from kiosk.ui.controls.paging import WHOLE, Room, Slot, paginate, stacked
from kiosk.ui.controls.pressable import Pressable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from kiosk.i18n.words import Words
    from kiosk.ui.theme import Theme


@runtime_checkable
class Divisible(Protocol):
    """An item that can be shown in parts."""

    def divide(self, width: int, height: int) -> int:
        """Into how many parts of at most ``height`` pixels it falls."""

    def show_part(self, part: int) -> None:
        """Show one part, or all for -1."""


class Pager(QWidget):
    """Rows of items on as many pages as they need.

    Page Up and Page Down turn, and so does a touch on 'more'; the keys then stand on
    the first control of the new page.

    Attributes:
        on_page: called after a page was turned.
    """

    def __init__(
        self,
        theme: Theme,
        words: Words,
        *,
        columns: int | Callable[[int], int] = 1,
        gap_mm: float = 4,
        grow: float = 1.0,
    ) -> None:
        """Lay out in ``columns``: a number, or a function of the width in pixels.

        Only what can be touched shares a row; texts take the whole width. Where
        there is room to spare, what can be touched grows up to ``grow`` times
        its height.
        """
        super().__init__()
        self._theme = theme
        self._words = words
        self._columns_for = columns
        self._columns = 1
        self._gap = theme.px(gap_mm)
        self._grow = grow
        self._items: list[QWidget] = []
        self._rows: list[list[QWidget]] = []
        self._wanted = self._fixed = (0, 0)
        self._pages: list[list[Slot]] = [[]]
        self._page = 0
        self._more = self._new_more_row()
        self.on_page: Callable[[], None] | None = None
        expand = QSizePolicy.Policy.Expanding
        self.setSizePolicy(expand, expand)

    def _new_more_row(self) -> MoreRow:
        row = MoreRow(self._theme, self._words, self._turn)
        row.setParent(self)
        row.hide()
        return row

    # --- what stands in it ---------------------------------------------------------

    def set_items(
        self, items: Sequence[QWidget], *, sticky: int = 0, pinned: int = 0
    ) -> None:
        """Show other items; those no longer among them are deleted.

        Args:
            items: in reading order.
            sticky: so many at the top repeat on every page, or fewer where they take
                more than a third of it.
            pinned: so many at the end stand at the bottom of every page.
        """
        for old in self._items:
            if old not in items:
                old.hide()
                old.deleteLater()
        self._items = list(items)
        for item in items:
            if item.parentWidget() is not self:
                item.setParent(self)
        self._more.deleteLater()
        self._more = self._new_more_row()
        self._wanted = (sticky, pinned)
        self._page = 0
        self.place()

    def _in_rows(self) -> list[list[QWidget]]:
        """Those that have something to say, in rows; and how many rows are fixed."""
        sticky, pinned = self._wanted
        last = len(self._items) - pinned
        self._fixed = (
            sum(not absent(item) for item in self._items[:sticky]),
            sum(not absent(item) for item in self._items[last:]),
        )
        rows: list[list[QWidget]] = []
        sharing = False
        for at, item in enumerate(self._items):
            if absent(item):
                continue
            shares = sticky <= at < last and isinstance(item, Pressable)
            if shares and sharing and len(rows[-1]) < self._columns:
                rows[-1].append(item)
            else:
                rows.append([item])
            sharing = shares
        return rows

    @property
    def items(self) -> tuple[QWidget, ...]:
        """What stands in it, on all pages."""
        return tuple(self._items)

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._page

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._pages)

    # --- turning -------------------------------------------------------------------

    def show_page(self, page: int) -> None:
        """Show a page, or the nearest there is."""
        wanted = min(max(page, 0), self.pages - 1)
        if wanted != self._page:
            self._page = wanted
            self._show()
            if self.on_page:
                self.on_page()

    def show_item(self, item: QWidget) -> None:
        """Turn to the page an item, or what it stands in, is on."""
        around: QWidget | None = item
        while around is not None and around not in self._items:
            around = around.parentWidget()
        row = next((at for at, row in enumerate(self._rows) if around in row), None)
        pages = [
            number
            for number, slots in enumerate(self._pages)
            if any(slot.row == row for slot in slots)
        ]
        if pages and self._page not in pages:
            self.show_page(pages[0])

    def _turn(self, step: int) -> None:
        self.show_page(self._page + step)
        if self._theme.touches.by_keys and not self._focus_first():
            self._more.focus_button(step)

    def _focus_first(self) -> bool:
        for slot in self._pages[self._page]:
            for item in self._rows[slot.row]:
                if item.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    item.setFocus(Qt.FocusReason.OtherFocusReason)
                    return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Down and Page Up turn; other keys are the parent's."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not 0 <= self._page + step < self.pages:
            event.ignore()
        else:
            self._turn(step)

    # --- measuring and placing -----------------------------------------------------

    def _item_width(self, row: list[QWidget], width: int) -> int:
        if not isinstance(row[0], Pressable):
            return width
        return (width - self._gap * (self._columns - 1)) // self._columns

    def _arrange(self, width: int) -> None:
        """Put the items in rows for a width."""
        wanted = self._columns_for
        self._columns = wanted if isinstance(wanted, int) else wanted(width)
        self._rows = self._in_rows()

    def _heights(self, width: int) -> list[int]:
        self._arrange(width)
        for item in self._items:
            if isinstance(item, Divisible):
                item.show_part(WHOLE)
        return [
            max(height_of(item, self._item_width(row, width)) for item in row)
            for row in self._rows
        ]

    def natural_height(self, width: int) -> int:
        """The height at which everything stands on one page."""
        return stacked(self._heights(width), self._gap)

    def _divide(self, row: int, height: int) -> int:
        items = self._rows[row]
        if len(items) == 1 and isinstance(items[0], Divisible):
            return items[0].divide(self._item_width(items, self.width()), height)
        return 1

    def sizeHint(self) -> QSize:
        """Everything on one page, some 120 mm wide."""
        width = self._theme.px(120)
        return QSize(width, self.natural_height(width))

    def minimumSizeHint(self) -> QSize:
        """Small: what does not fit is paged."""
        return QSize(self._theme.px(30), self._theme.px(30))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay out anew; the first row shown stays in sight."""
        self.place()

    def place(self) -> None:
        """Lay out anew; call it after an item changed its height."""
        slots = self._pages[self._page] if self._page < self.pages else []
        sticky, _ = self._fixed
        first = next((slot.row for slot in slots if slot.row >= sticky), 0)
        room = Room(self.height(), self._gap, self._more.heightForWidth(self.width()))
        self._pages = paginate(
            self._heights(self.width()),
            room,
            sticky=sticky,
            pinned=self._fixed[1],
            divide=self._divide,
        )
        self._page = next(
            (
                number
                for number, page in enumerate(self._pages)
                if any(slot.row == first for slot in page)
            ),
            0,
        )
        self._show()

    def _show(self) -> None:
        page = self._pages[self._page]
        shown = [item for slot in page for item in self._rows[slot.row]]
        for item in self._items:
            item.setVisible(item in shown)
        several = self.pages > 1
        self._more.setVisible(several)
        room = self.height()
        if several:
            high = self._more.heightForWidth(self.width())
            self._more.show_page(self._page, self.pages)
            self._more.setGeometry(0, self.height() - high, self.width(), high)
            room -= high + self._gap
        self._place_rows(page, room)

    def _place_rows(self, page: list[Slot], room: int) -> None:
        heights = self._grown(page, room)
        top = 0
        foot = len(page) - self._fixed[1] if self.pages > 1 else len(page)
        for at, (slot, height) in enumerate(zip(page, heights, strict=True)):
            if at == foot:
                top = room - stacked(heights[at:], self._gap)
            self._place_row(self._rows[slot.row], slot.part, top, height)
            top += height + self._gap

    def _place_row(self, row: list[QWidget], part: int, top: int, height: int) -> None:
        width = self._item_width(row, self.width())
        left = 0
        for item in row:
            if isinstance(item, Divisible):
                item.show_part(part)
            item.setGeometry(left, top, width, height)
            left += width + self._gap

    def _grown(self, page: list[Slot], room: int) -> list[int]:
        """Heights with the room to spare shared among what can use it."""
        heights = [slot.height for slot in page]
        spare = room - stacked(heights, self._gap)
        growing = [
            at
            for at, slot in enumerate(page)
            if self._stretch(self._rows[slot.row][0]) > 1
        ]
        if spare <= 0 or not growing:
            return heights
        share = spare // len(growing)
        for at in growing:
            most = self._stretch(self._rows[page[at].row][0]) - 1
            heights[at] += min(share, round(heights[at] * most))
        return heights

    def _stretch(self, item: QWidget) -> float:
        """How many times its height an item may take."""
        if isinstance(item, Pressable):
            return self._grow
        return float(getattr(item, "stretch", 1.0))
