"""This machine is resting; the counter helps just as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.speech.prompts import plain
from kiosk.ui.controls import Text
from kiosk.ui.screens.centred import CentredScreen, Rows
from kiosk.ui.screens.marks import Badge
from kiosk.ui.theme import Style

if TYPE_CHECKING:
    from kiosk.speech.prompts import Prompt
    from kiosk.ui.theme import Theme

_MARK_MM = 37.0


class OutOfServiceScreen(CentredScreen):
    """No bars, nothing to touch: where to go instead."""

    framed = False

    def rows(self, theme: Theme, *, roomy: bool) -> Rows:
        """What is the matter, and where to go."""
        words, colours = self.stage.words, theme.colours
        title = Text(theme, words.say("out.title"), Style.HUGE, centred=True)
        body = Text(theme, words.say("out.body"), Style.HEADING, centred=True)
        rows: Rows = [[title], [body]]
        if self.stage.phone:
            phone = words.say("out.phone", phone=self.stage.phone)
            rows.append([Text(theme, phone, centred=True)])
        if roomy:
            mark = Badge(
                theme,
                "leaf",
                _MARK_MM,
                ground=colours.evergreen,
                tone=colours.on_evergreen,
            )
            rows.insert(0, [mark])
        return rows

    def prompt(self) -> Prompt:
        """The same words."""
        words = self.stage.words
        return plain(
            [words.spoken("out.title"), words.spoken("out.body")], self.stage.spoken
        )
