"""Pages: what does not fit stands behind a large 'more' button, never cut.

What belongs here: the container that lays out controls by their measured heights and
turns its pages. Nothing in the kiosk scrolls.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls.flow import Flow, divisible
from kiosk.ui.controls.more_row import MoreRow
from kiosk.ui.controls.paging import Pages, Room, Slot, paginate, stacked
from kiosk.ui.controls.pressable import Pressable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from kiosk.i18n.words import Words
    from kiosk.ui.theme import Theme


_BELIEVABLE_MM = 50.0
_MORE_SHARE = 0.22
"""Of the page's height: what the row with 'more' may take in large text."""


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
        self._gap = theme.px(gap_mm)
        self._grow = grow
        self._flow = Flow(columns, self._gap)
        self._paged = Pages([[]], 0)
        self._page = 0
        self._more_size = theme.size
        self._more_fits = QSize()
        self._more: MoreRow | None = None
        self.on_page: Callable[[], None] | None = None
        expand = QSizePolicy.Policy.Expanding
        self.setSizePolicy(expand, expand)

    def _new_more_row(self) -> MoreRow:
        """After all items, so that the keys come to it last."""
        theme = replace(self._theme, size=self._more_size)
        row = MoreRow(theme, self._words, self._turn)
        row.setParent(self)
        row.hide()
        return row

    def _drop_more_row(self) -> None:
        if self._more is not None:
            self._more.hide()
            self._more.deleteLater()
            self._more = None

    def _more_row(self) -> MoreRow:
        """Made when it is first needed: most screens have a single page."""
        if self._more is None:
            self._more = self._new_more_row()
        return self._more

    def _more_height(self) -> int:
        """Of the row below; its text gives way before a page is all buttons."""
        if self.size() != self._more_fits:
            self._more_fits = self.size()
            if self._more_size != self._theme.size:
                self._more_size = self._theme.size
                self._drop_more_row()
        high = self._more_row().heightForWidth(self.width())
        if self.height() < self._theme.px(_BELIEVABLE_MM):
            return high  # not laid out yet
        while high > self.height() * _MORE_SHARE and self._more_size > 1:
            self._more_size -= 1
            self._drop_more_row()
            high = self._more_row().heightForWidth(self.width())
        return high

    # --- what stands in it ---------------------------------------------------------

    def set_items(
        self,
        items: Sequence[QWidget],
        *,
        sticky: int = 0,
        pinned: int = 0,
        glued: Collection[QWidget] = (),
        pinned_lead: bool = False,
    ) -> None:
        """Show other items; those no longer among them are deleted.

        Args:
            items: in reading order.
            sticky: so many at the top repeat on every page, or fewer where they take
                more than a third of it.
            pinned: so many at the end stand at the bottom of every page, or flow like
                the others where they leave too little of it.
            glued: items that stay on the page of the item after them.
            pinned_lead: where the pinned ones flow, they stand before the others.
        """
        for old in self._flow.items:
            if old not in items:
                old.hide()
                old.deleteLater()
        for item in items:
            if item.parentWidget() is not self:
                item.setParent(self)
        self._more_size = self._theme.size
        self._drop_more_row()
        self._flow.set_items(items, sticky, pinned, glued, lead=pinned_lead)
        self._page = 0
        self.place()

    @property
    def items(self) -> tuple[QWidget, ...]:
        """What stands in it, on all pages."""
        return tuple(self._flow.items)

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._page

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._paged.slots)

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
        pages = self._pages_of(self._flow.row_of(item))
        if pages and self._page not in pages:
            self.show_page(pages[0])

    def _pages_of(self, row: int | None) -> list[int]:
        return [
            number
            for number, slots in enumerate(self._paged.slots)
            if any(slot.row == row for slot in slots)
        ]

    def _turn(self, step: int) -> None:
        self.show_page(self._page + step)
        if self._theme.touches.by_keys and not self._focus_first():
            self._more_row().focus_button(step)

    def _focus_first(self) -> bool:
        for slot in self._paged.slots[self._page]:
            for item in self._flow.rows[slot.row]:
                if item.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    item.setFocus(Qt.FocusReason.OtherFocusReason)
                    return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Down and Page Up turn; other keys are the parent's."""
        steps = {int(Qt.Key.Key_PageDown): 1, int(Qt.Key.Key_PageUp): -1}
        step = steps.get(event.key())
        if step is None or not 0 <= self._page + step < self.pages:
            event.ignore()
        else:
            self._turn(step)

    # --- measuring and placing -----------------------------------------------------

    def natural_height(self, width: int) -> int:
        """The height at which everything stands on one page."""
        height = stacked(self._flow.arrange(width).heights, self._gap)
        if width != self.width():
            self.place()
        return height

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
        """Lay out anew; call it after an item changed its height.

        Until the pager has been given a size there is nothing to lay out in.
        """
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            return
        rows = self._flow.arrange(self.width())
        shown = self._paged.slots[self._page] if self._page < self.pages else []
        first = next((slot.row for slot in shown if slot.row >= rows.sticky), 0)
        fits = stacked(rows.heights, self._gap) <= self.height()
        more = 0 if fits else self._more_height()
        self._paged = paginate(rows, Room(self.height(), self._gap, more))
        self._page = next(iter(self._pages_of(first)), 0)
        self._show()

    def _show(self) -> None:
        page = self._paged.slots[self._page]
        shown = [item for slot in page for item in self._flow.rows[slot.row]]
        for item in self._flow.items:
            if item not in shown:
                item.hide()
        room = self.height()
        if self.pages > 1:
            room -= self._show_more_row() + self._gap
        elif self._more is not None:
            self._more.hide()
        self._place_rows(page, room)
        # Shown last: Qt measures what is shown without a place, for nothing.
        for item in shown:
            item.show()

    def _show_more_row(self) -> int:
        """At the bottom; says how high it is."""
        row = self._more_row()
        high = row.heightForWidth(self.width())
        row.show_page(self._page, self.pages)
        row.setGeometry(0, self.height() - high, self.width(), high)
        row.show()
        return high

    def _place_rows(self, page: list[Slot], room: int) -> None:
        heights = self._grown(page, room)
        foot = len(page) - self._paged.foot
        top = 0
        for at, (slot, height) in enumerate(zip(page, heights, strict=True)):
            if self._paged.foot and at == foot:
                top = room - stacked(heights[at:], self._gap)
            self._place_row(slot, top, height)
            top += height + self._gap

    def _place_row(self, slot: Slot, top: int, height: int) -> None:
        left = 0
        for item in self._flow.rows[slot.row]:
            if divisible(item):
                item.show_part(slot.part)
            width = self._flow.width_of(item)
            item.setGeometry(left, top, width, height)
            left += width + self._gap

    def _grown(self, page: list[Slot], room: int) -> list[int]:
        """Heights with the room to spare shared among what can use it."""
        heights = [slot.height for slot in page]
        spare = room - stacked(heights, self._gap)
        stretches = [self._stretch(self._flow.rows[slot.row][0]) for slot in page]
        growing = [at for at, stretch in enumerate(stretches) if stretch > 1]
        if spare <= 0 or not growing:
            return heights
        most = {at: round(heights[at] * (stretches[at] - 1)) for at in growing}
        growing.sort(key=most.__getitem__)
        for done, at in enumerate(growing):
            more = min(spare // (len(growing) - done), most[at])
            heights[at] += more
            spare -= more
        return heights

    def _stretch(self, item: QWidget) -> float:
        """How many times its height an item may take."""
        if isinstance(item, Pressable):
            return self._grow
        return float(getattr(item, "stretch", 1.0))
