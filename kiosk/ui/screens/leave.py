"""Leave now? Asked only where something would be lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.speech.prompts import plain
from kiosk.ui.controls import Kind, Text
from kiosk.ui.screens.centred import CentredScreen, Rows
from kiosk.ui.screens.large_button import LargeButton
from kiosk.ui.screens.stage import Act, Acts
from kiosk.ui.theme import Style

if TYPE_CHECKING:
    from kiosk.speech.prompts import Prompt
    from kiosk.ui.theme import Theme


class LeaveScreen(CentredScreen):
    """Stay (the primary act), keep it and leave, or leave with nothing kept."""

    first_act = "primary"

    def acts(self) -> Acts:
        """Staying is what the large green button does."""
        stay = self.stage.words.say("leave.stay")
        return Acts(primary=Act(stay, self.stage.visit.stay))

    def rows(self, theme: Theme, *, roomy: bool) -> Rows:  # noqa: ARG002 (nothing to leave out)
        """The question, what would happen, and the ways to leave."""
        words, leave = self.stage.words, self.stage.visit.leave_now
        title = Text(theme, words.say("leave.title"), Style.TITLE, centred=True)
        body = Text(theme, words.say(self._body), muted=True, centred=True)
        key = "leave.discard" if self._something else "leave.now"
        kept, gone = (
            LargeButton(
                theme,
                words.say(word),
                partial(leave, keep=keep),
                kind,
                wide_mm=105,
                high_mm=26,
            )
            for word, keep, kind in (
                ("leave.keep", True, Kind.OUTLINE),
                (key, False, Kind.PLAIN),
            )
        )
        self.targets = {"sentence:0": title, "sentence:1": body}
        if not self._something:
            kept.deleteLater()
            return [[title], [body], [gone]]
        return [[title], [body], [kept, gone]]

    def prompt(self) -> Prompt:
        """The question and every way on."""
        words = self.stage.words
        ways = ["leave.stay", "leave.keep", "leave.discard"]
        if not self._something:
            ways = ["leave.stay", "leave.now"]
        keys = ["leave.title", self._body, *ways]
        return plain([words.spoken(key) for key in keys], self.stage.spoken)

    @property
    def _something(self) -> bool:
        return self.stage.visit.answered()

    @property
    def _body(self) -> str:
        return "leave.body" if self._something else "leave.nothing"
