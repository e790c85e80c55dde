"""Reading a screen aloud: when the voice speaks, and what stands still meanwhile.

What belongs here: between the window, which says what to read, and the voice, which
reads it. Idle time stands still while the voice speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QTimer

from kiosk.ui.voice import Speaks, Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.tasks import Tasks
    from kiosk.visit.visit import Visit


SOON_MS: Final = 40
"""A screen is painted first, then read: both share two small processors."""


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
        self._next: Prompt = ()
        self._soon = QTimer(parent, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._begin)
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

    @property
    def waiting(self) -> bool:
        """Whether something will be read in a moment."""
        return self._soon.isActive()

    def warm(self) -> None:
        """Get the sound ready while nobody waits for it."""
        if self._voice is not None:
            self._voice.warm()

    def say(self, prompt: Prompt) -> None:
        """Read it, unless the person does not want screens read."""
        if self._visit.sitting.voice:
            self.say_anyway(prompt)
        else:
            self.stop()

    def say_anyway(self, prompt: Prompt) -> None:
        """Read it: the person asked for exactly this."""
        self.stop()
        if self._voice is not None and prompt:
            self._next = prompt
            self._soon.start()

    def stop(self) -> None:
        """Be silent at once."""
        self._soon.stop()
        if self._voice is not None:
            self._voice.stop()

    def _begin(self) -> None:
        assert self._voice is not None, "a silent window reads nothing"
        self._voice.set_rate(self._visit.sitting.rate)
        self._voice.set_volume(self._visit.sitting.volume)
        self._voice.say(self._next)
        if self._voice.speaking:
            self._visit.speaking(True)

    def wipe(self) -> None:
        """The visit is over: nothing of it is kept to be heard again."""
        self.stop()
        self._next = ()
        if self._synthesiser is not None:
            self._synthesiser.wipe()

    def close(self) -> None:
        """Be silent for good."""
        self._soon.stop()
        if self._voice is not None:
            self._voice.close()

    def _finished(self) -> None:
        self._visit.speaking(False)
        self._highlight(None)
