"""A person has been called: sit and wait, or go on alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.speech.prompts import plain
from kiosk.ui.controls import Text
from kiosk.ui.screens.centred import CentredScreen, Rows
from kiosk.ui.screens.large_button import LargeButton
from kiosk.ui.screens.marks import Badge
from kiosk.ui.screens.stage import Acts
from kiosk.ui.theme import Style

if TYPE_CHECKING:
    from kiosk.speech.prompts import Prompt
    from kiosk.ui.theme import Theme

_MARK_MM = 47.0


class HelpScreen(CentredScreen):
    """The clock stands still, and everything entered is kept."""

    first_act = "repeat"

    def acts(self) -> Acts:
        """Only repeat: a person is already called."""
        return Acts(help=False)

    def rows(self, theme: Theme, *, roomy: bool) -> Rows:
        """The mark, what happens, and the way back to doing it oneself."""
        words, colours = self.stage.words, theme.colours
        title = Text(theme, words.say("help.called"), Style.TITLE, centred=True)
        body = Text(theme, words.say("help.wait"), muted=True, centred=True)
        alone = LargeButton(
            theme,
            words.say("help.over"),
            self.stage.visit.help_over,
            wide_mm=129,
            high_mm=26,
        )
        rows: Rows = [[title], [body]]
        if self.stage.phone:
            phone = words.say("help.phone", phone=self.stage.phone)
            rows.append([Text(theme, phone, muted=True, centred=True)])
        rows.append([alone])
        if roomy:
            mark = Badge(
                theme,
                "person",
                _MARK_MM,
                ground=colours.amber_edge,
                tone=colours.amber_text
                if colours.amber == colours.amber_edge
                else colours.paper,
                disc=True,
            )
            rows.insert(0, [mark])
        self.targets = {"sentence:0": title, "sentence:1": body}
        return rows

    def prompt(self) -> Prompt:
        """That somebody comes, and that there is no hurry."""
        words = self.stage.words
        keys = ("help.called", "help.wait", "help.over")
        return plain([words.spoken(key) for key in keys], self.stage.spoken)

    def back(self) -> None:
        """Go on alone."""
        self.stage.visit.help_over()
