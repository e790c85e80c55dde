"""The rest screen: one sentence, and a touch anywhere begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QLinearGradient, QPainter

from kiosk.speech.prompts import plain
from kiosk.ui.controls import Kind, Text
from kiosk.ui.screens.centred import CentredScreen, Rows
from kiosk.ui.screens.large_button import LargeButton
from kiosk.ui.screens.marks import Badge
from kiosk.ui.theme import Style, colour
from kiosk.ui.theme_colours import NORMAL

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.theme import Theme

_LOGO_MM = 37.0
_TOUCH_MM = (158.0, 36.0)
_OTHER_KEYS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
)


class RestScreen(CentredScreen):
    """Nobody is sitting here: no bars, nothing to choose, any touch or key begins."""

    framed = False
    gap_mm = 11.0

    def rows(self, theme: Theme, *, roomy: bool) -> Rows:
        """Logo, sentence, the call to touch in both languages, the centre."""
        words = self.stage.words
        large = replace(theme, size=min(theme.size + 1, 4))
        ink = self._ink
        touch = LargeButton(
            large,
            words.say("rest.touch"),
            self._begin,
            Kind.AMBER,
            wide_mm=_TOUCH_MM[0],
            high_mm=_TOUCH_MM[1],
        )
        rows: Rows = [
            [Text(large, words.say("rest.title"), Style.HUGE, tone=ink, centred=True)],
            [Text(theme, words.say("rest.subtitle"), tone=ink, centred=True)],
            [touch],
            [Text(theme, self._other_language(), tone=ink, centred=True)],
        ]
        centre = Text(theme, self._centre_line(), Style.FACT, tone=ink, centred=True)
        rows.append([centre])
        if roomy:
            logo = Badge(theme, "leaf", _LOGO_MM, ground=ink, tone=self._logo_tone)
            rows.insert(0, [logo])
        return rows

    def prompt(self) -> Prompt:
        """The rest screen speaks only when somebody comes (``repeat_prompt``)."""
        return ()

    def repeat_prompt(self) -> Prompt:
        """One sentence."""
        return plain([self.stage.words.spoken("rest.spoken")], self.stage.spoken)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A touch anywhere."""
        self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key."""
        if event.key() not in _OTHER_KEYS:
            self._begin()

    def _begin(self) -> None:
        self.stage.visit.touch()

    def _other_language(self) -> str:
        from kiosk.i18n.words import Words

        other = "en" if self.stage.spoken == "zh" else "zh"
        return Words(other).say("rest.touch")

    def _centre_line(self) -> str:
        stage, words = self.stage, self.stage.words
        parts = [stage.centre]
        hours = stage.settings.text("centre.hours")
        if hours:
            parts.append(words.say("rest.hours", hours=hours))
        if stage.phone:
            parts.append(words.say("rest.phone", phone=stage.phone))
        return "\u2003".join(parts)

    @property
    def _plain_ground(self) -> bool:
        return self.stage.theme.colours is not NORMAL

    @property
    def _ink(self) -> str:
        colours = self.stage.theme.colours
        return colours.ink if self._plain_ground else colours.on_evergreen

    @property
    def _logo_tone(self) -> str:
        colours = self.stage.theme.colours
        return colours.paper if self._plain_ground else colours.evergreen

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Evergreen, a little darker towards the lower right."""
        painter = QPainter(self)
        colours = self.stage.theme.colours
        if self._plain_ground:
            painter.fillRect(self.rect(), colour(colours.paper))
            return
        shade = QLinearGradient(QPointF(0, 0), QPointF(self.width(), self.height()))
        shade.setColorAt(0, colour(colours.evergreen))
        shade.setColorAt(1, colour(colours.pressed))
        painter.fillRect(self.rect(), shade)
