"""The frame around the screens of a visit: top bar, body, bottom bar.

What belongs here: where the three stand. What is in them is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kiosk.ui.screens.bottom_bar import BottomBar
from kiosk.ui.screens.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QSize

    from kiosk.ui.screens.base import KioskScreen
    from kiosk.ui.screens.stage import Stage


class Frame(QWidget):
    """Two bars, and the screen between them.

    Attributes:
        top: where one is, and the pills.
        bottom: the acts.
    """

    def __init__(
        self,
        stage: Stage,
        pills: Sequence[Callable[[], None]],
        read_again: Callable[[], None],
        call_help: Callable[[], None],
    ) -> None:
        super().__init__()
        self._stage = stage
        self.top = TopBar(stage.theme, stage.words, pills)
        self.bottom = BottomBar(
            stage.theme, stage.words, read_again, call_help, low=stage.low
        )
        self.top.setParent(self)
        self.bottom.setParent(self)

    def fit(self, size: QSize) -> None:
        """Take this size."""
        self.resize(size)
        self.top.fit(size.width(), two_rows=self._stage.portrait)

    def hold(self, screen: KioskScreen) -> None:
        """Stand around ``screen``."""
        self.top.set_title(screen.title())
        self.top.set_sound(on=self._stage.visit.sitting.voice)
        screen.setParent(self)
        self.acts_changed(screen)

    def acts_changed(self, screen: KioskScreen) -> None:
        """The screen's acts are others, and with them perhaps the bar's height."""
        acts, portrait = screen.acts(), self._stage.portrait
        self.bottom.fit(acts, self.width(), two_rows=portrait)
        below = self.height() - self.bottom.height()
        self.bottom.move(0, below)
        top = self.top.height()
        screen.setGeometry(0, top, self.width(), below - top)
        screen.lower()
