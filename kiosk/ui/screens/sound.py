"""The sound sheet: read aloud or not, slower or faster, quieter or louder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.speech.prompts import plain
from kiosk.ui.controls import Button, Kind, Pager, Text, Title
from kiosk.ui.screens.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.screens.stage import Stage


class SoundSheet(Sheet):
    """Every touch is heard at once: the sheet reads itself with the new setting."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._pager.hide()
        self._pager.deleteLater()
        self._pager = Pager(stage.theme, stage.words, columns=2, gap_mm=6, grow=1.4)
        self._pager.setParent(self)
        words = stage.words
        title = Title(stage.theme, words.say("bar.sound.title"))
        self._state = Text(stage.theme, self._now(), muted=True)
        self._on = self._button(
            "bar.sound.on", partial(self._voice, on=True), "speaker"
        )
        self._off = self._button(
            "bar.sound.off", partial(self._voice, on=False), "speaker-off"
        )
        self._mark()
        sitting = stage.visit.sitting
        items: list[QWidget] = [
            title,
            self._state,
            self._on,
            self._off,
            self._button("bar.sound.slower", partial(self._set, sitting.faster, -1)),
            self._button("bar.sound.faster", partial(self._set, sitting.faster, 1)),
            self._button("bar.sound.quieter", partial(self._set, sitting.louder, -1)),
            self._button("bar.sound.louder", partial(self._set, sitting.louder, 1)),
        ]
        self._pager.set_items(items, sticky=2)

    def prompt(self) -> Prompt:
        """The setting as it is now."""
        return plain([self._now()], self.stage.spoken)

    def refresh(self) -> None:
        """The setting is another."""
        self._state.setText(self._now())
        self._mark()

    def _button(self, key: str, act: Callable[[], None], icon: str = "") -> Button:
        return Button(
            self.stage.theme, self.stage.words.say(key), act, Kind.PLAIN, icon=icon
        )

    def _mark(self) -> None:
        on = self.stage.visit.sitting.voice
        self._on.set_kind(Kind.PRIMARY if on else Kind.PLAIN)
        self._off.set_kind(Kind.PLAIN if on else Kind.PRIMARY)

    def _now(self) -> str:
        words, sitting = self.stage.words, self.stage.visit.sitting
        rate = words.say("bar.sound.rate", step=sitting.rate)
        volume = words.say("bar.sound.volume", step=sitting.volume)
        end = "。" if self.stage.spoken == "zh" else ". "
        return f"{rate}{end}{volume}{end.strip()}"

    def _voice(self, *, on: bool) -> None:
        self.stage.visit.set_voice(on)
        self._changed()

    def _set(self, change: Callable[[int], None], step: int) -> None:
        change(step)
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self.stage.window.read_again()
