"""The row below a page: back a page, which page this is, a page further.

What belongs here: the pager's own two buttons and its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from kiosk.ui.controls.button import Button
from kiosk.ui.controls.looks import Kind
from kiosk.ui.controls.paragraph import one_line_width
from kiosk.ui.controls.text import Text
from kiosk.ui.theme import Style, Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from kiosk.i18n.words import Words


class MoreRow(QWidget):
    """'More' at the right, 'back' at the left, 'page 1 of 3' between or above.

    Attributes:
        more: the button one page further; hidden on the last page.
        earlier: the button one page back; hidden on the first.
    """

    def __init__(self, theme: Theme, words: Words, turn: Callable[[int], None]) -> None:
        """Call ``turn(+1)`` or ``turn(-1)`` for a touch."""
        super().__init__()
        self._theme = theme
        self._words = words
        self.earlier = Button(
            theme,
            words.say("pager.earlier"),
            lambda: turn(-1),
            Kind.PLAIN,
            icon="up",
        )
        self._page = Text(theme, "", Style.FACT, muted=True, centred=True)
        self.more = Button(
            theme, words.say("pager.more"), lambda: turn(1), Kind.OUTLINE, icon="down"
        )
        for child in (self.earlier, self._page, self.more):
            child.setParent(self)
        self._liked = max(one.sizeHint().width() for one in (self.more, self.earlier))
        sample = words.say("pager.page", page=88, pages=88)
        self._page_width = one_line_width(sample, theme.font(Style.FACT))

    def show_page(self, page: int, pages: int) -> None:
        """Say that this is ``page`` (from 0) of ``pages``."""
        text = self._words.say("pager.page", page=page + 1, pages=pages)
        self._page.setText(text)
        self.more.setVisible(page + 1 < pages)
        self.more.setAccessibleDescription(text)
        self.earlier.setVisible(page > 0)
        self.earlier.setAccessibleDescription(text)

    def _gap(self) -> int:
        return self._theme.px(4)

    def _in_one_line(self, width: int) -> bool:
        return 2 * self._liked + self._page_width + 2 * self._gap() <= width

    def _button_width(self, width: int) -> int:
        if self._in_one_line(width):
            return self._liked
        return (width - self._gap()) // 2

    def _buttons_height(self, width: int) -> int:
        each = self._button_width(width)
        return max(button.heightForWidth(each) for button in (self.more, self.earlier))

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The buttons, and the words above them where they don't fit between."""
        height = self._buttons_height(width)
        if not self._in_one_line(width):
            height += self._page.heightForWidth(width)
        return height

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        width = 2 * self._liked + self._page_width + 2 * self._gap()
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place the three."""
        width = self.width()
        high = self._buttons_height(width)
        each = self._button_width(width)
        top = self.height() - high
        self.earlier.setGeometry(0, top, each, high)
        self.more.setGeometry(width - each, top, each, high)
        line = self._page.heightForWidth(max(width - 2 * each, 1))
        if self._in_one_line(width):
            left = each + self._gap()
            middle = top + (high - line) // 2
            self._page.setGeometry(left, middle, width - 2 * left, line)
        else:
            self._page.setGeometry(0, 0, width, top)

    def focus_button(self, step: int) -> None:
        """Give the keys to the button that goes on in the same direction."""
        button = self.more if step > 0 else self.earlier
        other = self.earlier if step > 0 else self.more
        chosen = button if not button.isHidden() else other
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
