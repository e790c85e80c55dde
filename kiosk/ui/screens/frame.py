"""The frame around the screens of a visit: top bar, body, bottom bar.

What belongs here: where the three stand. What is in them is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kiosk.i18n.problems import sentence
from kiosk.ui.controls import Problem
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

    What could not be kept is said below the top bar, on whichever screen stands.
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
        self._trouble = Problem(stage.theme, "")
        for part in (self.top, self.bottom, self._trouble):
            part.setParent(self)

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
        top = self._lay_trouble()
        screen.setGeometry(0, top, self.width(), below - top)
        screen.lower()

    def _lay_trouble(self) -> int:
        """Say what is the matter, if anything is; where the screen begins."""
        trouble, top = self._stage.visit.trouble, self.top.height()
        self._trouble.setVisible(trouble is not None)
        if trouble is None:
            return top
        theme = self._stage.theme
        self._trouble.set_text(sentence(trouble, self._stage.words.language))
        width = self.width() - 2 * theme.margin
        high = self._trouble.heightForWidth(width)
        gap = theme.px(3)
        self._trouble.setGeometry(theme.margin, top + gap, width, high)
        return top + high + gap
