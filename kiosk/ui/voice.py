"""The voice: plays a screen's prompt and says which part of it is heard.

What belongs here: the order of utterances. Making sound from text is ``speech``'s, the
sound device is the player's, what to highlight is the screen's.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from kiosk.speech.clips import Clip, Trouble
from kiosk.ui.player import Player, read_sound

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.speech.clips import Word
    from kiosk.speech.prompts import Prompt
    from kiosk.speech.worker import Ticket
    from kiosk.ui.player import Sound

    Heard = tuple[Clip, Sound]

_log = logging.getLogger(__name__)

TICK_MS = 30
"""How often it is asked where the listener is: the highlight is within 100 ms."""


class Speaks(Protocol):
    """What the voice needs of ``speech.driver.Synthesiser``."""

    def request(
        self,
        text: str,
        language: str,
        rate: int,
        done: Callable[[Clip | Trouble], None],
        *,
        private: bool = False,
    ) -> Ticket:
        """Make a clip; ``done`` is called on another thread. The newest wins."""

    def cancel(self, ticket: Ticket) -> None:
        """Forget a request."""


class Voice(QObject):
    """Reads one prompt at a time; a newer one takes the place of an older.

    The clip after the one heard is asked for while it plays, so that there is no pause
    between them.

    Attributes:
        word: told ``(target, word)`` as each word is reached; None for no one.
    """

    def __init__(
        self,
        synthesiser: Speaks,
        *,
        post: Callable[[Callable[[], None]], None],
        started: Callable[[str | None], None],
        finished: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """Ask ``synthesiser`` for clips and tell what is heard.

        Args:
            synthesiser: makes the clips.
            post: brings a callable to the GUI thread (``Tasks.post``).
            started: told the target of an utterance as it begins.
            finished: told when the prompt is over or was stopped.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._synthesiser = synthesiser
        self._post = post
        self._started = started
        self._finished = finished
        self.word: Callable[[str | None, Word], None] | None = None
        self._player = Player(self)
        self._closed = False
        self._rate = 4
        self._prompt: Prompt = ()
        self._clips: dict[int, Heard | None] = {}
        self._turn = 0
        self._at = -1
        self._ticket: Ticket | None = None
        self._last_word: Word | None = None
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)

    # --- from outside --------------------------------------------------------------

    @property
    def speaking(self) -> bool:
        """Whether a prompt is being read."""
        return self._at >= 0

    def set_rate(self, step: int) -> None:
        """Speed of the next utterances, 1 to 7."""
        self._rate = step

    def set_volume(self, step: int) -> None:
        """Loudness from now on, 1 to 6."""
        self._player.set_volume(step)

    def warm(self) -> None:
        """Get ready to be heard without delay."""
        self._player.warm()

    def say(self, prompt: Prompt) -> None:
        """Read ``prompt`` in place of whatever is being read."""
        self.stop()
        if not prompt or self._closed:
            return
        self._prompt = prompt
        self._at = 0
        self._ask(0)

    def stop(self) -> None:
        """Be silent at once."""
        if not self.speaking:
            return
        self._halt()
        self._finished()

    def close(self) -> None:
        """Be silent for good."""
        self._halt()
        self._player.close()
        self._closed = True

    # --- clips ---------------------------------------------------------------------

    def _ask(self, number: int) -> None:
        turn = self._turn
        utterance = self._prompt[number]

        def done(clip: Clip | Trouble) -> None:
            heard = _heard(clip)  # the file is read here, off the GUI thread
            self._post(lambda: self._arrived(turn, number, heard))

        self._ticket = self._synthesiser.request(
            utterance.text,
            utterance.language,
            self._rate,
            done,
            private=utterance.private,
        )

    def _arrived(self, turn: int, number: int, heard: Heard | None) -> None:
        if turn != self._turn:
            return
        self._ticket = None
        self._clips[number] = heard
        if number == self._at:
            self._play()

    # --- playing -------------------------------------------------------------------

    def _play(self) -> None:
        """Play the clip of the utterance that is due, and ask for the one after."""
        number = self._at
        heard = self._clips.pop(number)
        if number + 1 < len(self._prompt):
            self._ask(number + 1)
        if heard is None:
            self._advance()
            return
        self._current, sound = heard
        self._last_word = None
        self._player.play(sound)
        self._timer.start()
        self._started(self._prompt[number].target)

    def _advance(self) -> None:
        self._timer.stop()
        self._at += 1
        if self._at >= len(self._prompt):
            self._halt()
            self._finished()
        elif self._at in self._clips:
            self._play()

    def _halt(self) -> None:
        self._turn += 1
        self._timer.stop()
        if self._ticket is not None:
            self._synthesiser.cancel(self._ticket)
            self._ticket = None
        self._player.stop()
        self._at = -1
        self._prompt = ()
        self._clips.clear()

    def _tick(self) -> None:
        if self._player.over:
            self._advance()
        elif self.word is not None:
            self._tell_word(self._player.position_ms)

    def _tell_word(self, position: int) -> None:
        words = [word for word in self._current.words if word.at_ms <= position]
        if words and words[-1] != self._last_word and self.word is not None:
            self._last_word = words[-1]
            self.word(self._prompt[self._at].target, words[-1])


def _heard(clip: Clip | Trouble) -> Heard | None:
    """The clip with its samples; None where there is nothing to be heard."""
    if isinstance(clip, Trouble):
        _log.warning("not spoken: %s", clip.code)
        return None
    sound = read_sound(clip.path)
    return None if sound is None else (clip, sound)
