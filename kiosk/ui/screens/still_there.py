"""Are you still there? Without the frame, so that there is one thing to do."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from kiosk.speech.prompts import plain
from kiosk.ui.controls import Kind, Progress, Text
from kiosk.ui.screens.centred import CentredScreen, Rows
from kiosk.ui.screens.large_button import LargeButton
from kiosk.ui.theme import Style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.theme import Theme

_BAR_MM = 223.0


class StillThereScreen(CentredScreen):
    """A very large 'I am here', keep it, a person; and the time left."""

    framed = False

    def rows(self, theme: Theme, *, roomy: bool) -> Rows:  # noqa: ARG002 (nothing to leave out)
        """Title, comfort, the three ways on, and the time left."""
        words, visit = self.stage.words, self.stage.visit
        large = replace(theme, size=min(theme.size + 1, 4))
        title = Text(large, words.say("still.title"), Style.TITLE, centred=True)
        body = Text(theme, words.say("still.body"), muted=True, centred=True)
        self._here = LargeButton(
            large,
            words.say("still.here"),
            visit.here,
            Kind.PRIMARY,
            wide_mm=_BAR_MM,
            high_mm=46,
        )
        keep = LargeButton(
            theme,
            words.say("still.keep" if visit.answered() else "leave.now"),
            partial(visit.leave_now, keep=True),
            Kind.PLAIN,
            wide_mm=105,
            high_mm=26,
        )
        person = LargeButton(
            theme,
            words.say("button.help"),
            visit.call_help,
            Kind.AMBER,
            icon="person",
            wide_mm=105,
            high_mm=26,
        )
        left, of = self._left(), self.stage.settings.number("idle.answer_seconds")
        self._bar = Progress(theme, "", left, of, amber=True)
        self._bar.setFixedWidth(min(theme.px(_BAR_MM), self._room))
        self._words = Text(theme, self._time(left), muted=True, centred=True)
        self.targets = {"sentence:0": title, "sentence:1": body}
        return [
            [title],
            [body],
            [self._here],
            [keep, person],
            [self._bar],
            [self._words],
        ]

    def refresh(self) -> None:
        """A second has gone by."""
        left = self._left()
        self._bar.set(left, self.stage.settings.number("idle.answer_seconds"))
        self._words.setText(self._time(left))

    def focus_first(self) -> bool:
        """Enter goes on."""
        self._here.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def prompt(self) -> Prompt:
        """The question and what to do."""
        words = self.stage.words
        keys = ("still.title", "still.body")
        return plain([words.spoken(key) for key in keys], self.stage.spoken)

    def back(self) -> None:
        """Any sign of life will do."""
        self.stage.visit.here()

    def controls(self) -> list[QWidget]:
        """'I am here' first."""
        return sorted(super().controls(), key=lambda each: each is not self._here)

    def _left(self) -> int:
        return self.stage.visit.idle_left() or 0

    def _time(self, left: int) -> str:
        answered = self.stage.visit.answered()
        key = "still.left" if answered else "still.nothing_left"
        return self.stage.words.say(key, count=left)
