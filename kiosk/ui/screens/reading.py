"""Reading a screen aloud: when the voice speaks, and what stands still meanwhile.

What belongs here: between the window, which says what to read, and the voice, which
reads it. Idle time stands still while the voice speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kiosk.ui.voice import Speaks, Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.tasks import Tasks
    from kiosk.visit.visit import Visit


class Voicing(Speaks, Protocol):
    """A synthesiser that can forget what it was told."""

    def wipe(self) -> None:
        """Let go of every clip that holds an answer."""


class Reading:
    """One voice for one window; silent where there is no synthesiser."""

    def __init__(
        self,
        visit: Visit,
        synthesiser: Voicing | None,
        tasks: Tasks,
        highlight: Callable[[str | None], None],
        parent: QObject,
    ) -> None:
        """``highlight`` is told the target of what is heard, None for nothing."""
        self._visit = visit
        self._highlight = highlight
        self._synthesiser = synthesiser
        self._voice: Voice | None = None
        if synthesiser is not None:
            self._voice = Voice(
                synthesiser,
                post=tasks.post,
                started=highlight,
                finished=self._finished,
                parent=parent,
            )

    @property
    def speaking(self) -> bool:
        """Whether something is being read."""
        return self._voice is not None and self._voice.speaking

    def say(self, prompt: Prompt) -> None:
        """Read it, unless the person does not want screens read."""
        if self._visit.sitting.voice:
            self.say_anyway(prompt)
        else:
            self.stop()

    def say_anyway(self, prompt: Prompt) -> None:
        """Read it: the person asked for exactly this."""
        self.stop()
        if self._voice is None or not prompt:
            return
        self._voice.set_rate(self._visit.sitting.rate)
        self._voice.set_volume(self._visit.sitting.volume)
        self._voice.say(prompt)
        if self._voice.speaking:
            self._visit.speaking(True)

    def stop(self) -> None:
        """Be silent at once."""
        if self._voice is not None:
            self._voice.stop()

    def wipe(self) -> None:
        """The visit is over: nothing of it is kept to be heard again."""
        self.stop()
        if self._synthesiser is not None:
            self._synthesiser.wipe()

    def close(self) -> None:
        """Be silent for good."""
        if self._voice is not None:
            self._voice.close()

    def _finished(self) -> None:
        self._visit.speaking(False)
        self._highlight(None)
