"""It is kept: the number to go on with another day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.speech.prompts import plain
from kiosk.ui.controls import ReceiptNumber, Text
from kiosk.ui.screens.centred import CentredScreen, Rows
from kiosk.ui.screens.stage import Act, Acts
from kiosk.ui.theme import Style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.theme import Theme

_NUMBER_MM = 200.0


class KeptScreen(CentredScreen):
    """The slip's number, large, and what to do with it."""

    first_act = "repeat"

    def acts(self) -> Acts:
        """Only the way out."""
        text = self.stage.words.say("kept.finish")
        return Acts(primary=Act(text, self.stage.visit.finish))

    def rows(self, theme: Theme, *, roomy: bool) -> Rows:  # noqa: ARG002 (nothing to leave out)
        """What happened, the number, and how to go on."""
        words = self.stage.words
        title = Text(theme, words.say("kept.title"), Style.TITLE, centred=True)
        number = ReceiptNumber(
            theme, words.say("kept.number"), self.stage.visit.slip, ""
        )
        body = Text(theme, words.say("kept.body"), centred=True)
        self.targets = {"sentence:0": title, "sentence:2": body}
        return [[title], [number], [body]]

    def width_of(self, item: QWidget) -> int:
        """The number's panel is not wider than it needs to be."""
        if isinstance(item, ReceiptNumber):
            return min(self.stage.theme.px(_NUMBER_MM), self._room)
        return super().width_of(item)

    def prompt(self) -> Prompt:
        """The number in groups, and how to go on."""
        words, slip = self.stage.words, self.stage.visit.slip
        return plain(
            [
                words.spoken("kept.title"),
                words.spoken("kept.number_said", slip=slip),
                words.spoken("kept.body"),
            ],
            self.stage.spoken,
        )
