"""The place where screens stand: bars, the screen, and a sheet over it.

What belongs here: putting one screen in the place of another. When, and which, is the
window's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.ui.screens.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.ui.screens.base import KioskScreen
    from kiosk.ui.screens.stage import Stage

    Make = Callable[[Stage], KioskScreen]


class Place(QWidget):
    """One look: two bars, one screen, perhaps a sheet. Another look is another place.

    Attributes:
        stage: the look.
        frame: the bars; hidden where the screen stands without them.
        screen_now: the screen that stands, also under a sheet.
        sheet: what lies over it, or None.
    """

    def __init__(
        self,
        stage: Stage,
        parent: QWidget,
        pills: Sequence[Callable[[], None]],
        bottom: tuple[Callable[[], None], Callable[[], None]],
    ) -> None:
        """``bottom``: what 'read again' and 'a person' do."""
        super().__init__(parent)
        self.stage = stage
        self.screen_now: KioskScreen | None = None
        self.sheet: KioskScreen | None = None
        self.setGeometry(parent.rect())
        self.frame = Frame(stage, pills, *bottom)
        self.frame.setParent(self)
        self.frame.fit(self.size())

    @property
    def front(self) -> KioskScreen:
        """The sheet, or the screen where none lies over it."""
        front = self.sheet or self.screen_now
        assert front is not None, "nothing stands yet"
        return front

    def put(self, screen: KioskScreen) -> None:
        """Let ``screen`` stand in place of what stood, sheet and all."""
        old, self.screen_now = self.screen_now, screen
        sheet, self.sheet = self.sheet, None
        self._show(screen)
        for gone in (old, sheet):
            if gone is not None:
                drop(gone)

    def cover(self, sheet: KioskScreen) -> None:
        """Lay a sheet over the screen."""
        self.sheet = sheet
        self._show(sheet)
        if self.screen_now is not None:
            self.screen_now.hide()

    def uncover(self) -> None:
        """Take the sheet away; the screen is as it was."""
        sheet, self.sheet = self.sheet, None
        if sheet is not None and self.screen_now is not None:
            self._show(self.screen_now)
            drop(sheet)

    def refresh(self) -> None:
        """The visit changed, and the same screen stands."""
        if self.screen_now is not None:
            self.screen_now.refresh()
        if self.sheet is not None:
            self.sheet.refresh()
        if self.front.framed:
            self.frame.hold(self.front)

    def _show(self, screen: KioskScreen) -> None:
        if screen.framed:
            self.frame.hold(screen)
            self.frame.show()
        else:
            self.frame.hide()
            screen.setParent(self)
            screen.setGeometry(self.rect())
        screen.show()
        self._focus(screen)

    def _focus(self, screen: KioskScreen) -> None:
        if not screen.first_act and screen.focus_first():
            return
        bottom = self.frame.bottom
        button = bottom.repeat
        if screen.first_act != "repeat" and bottom.primary is not None:
            button = bottom.primary
        if screen.framed and button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)


def drop(widget: QWidget) -> None:
    """Take a widget away; it may be the one whose touch is being handled."""
    widget.hide()
    widget.deleteLater()
