"""The voice: plays a screen's prompt and says which part of it is heard.

What belongs here: the order of utterances and the player. Making sound from text is
``speech``'s; what to highlight is the screen's. Without a sound device, or without
Qt's multimedia, everything goes on in silence.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, QUrl

from kiosk.speech.clips import Clip, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

    from kiosk.speech.clips import Word
    from kiosk.speech.prompts import Prompt
    from kiosk.speech.worker import Ticket

_log = logging.getLogger(__name__)

VOLUMES = {1: 0.06, 2: 0.13, 3: 0.25, 4: 0.42, 5: 0.68, 6: 1.0}
"""Loudness of each step on the player's linear scale: about 6 dB a step."""
TICK_MS = 30
_GRACE_TICKS = 100
"""A clip that is not over 3 s after its end never will be: go on without it."""


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
        self._player: QMediaPlayer | None = None
        self._output: QAudioOutput | None = None
        self._silent = False
        self._rate, self._volume = 4, 4
        self._prompt: Prompt = ()
        self._clips: dict[int, Clip | Trouble] = {}
        self._turn = 0
        self._at = -1
        self._ticket: Ticket | None = None
        self._ticks = 0
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
        self._volume = step
        if self._output is not None:
            self._output.setVolume(VOLUMES[step])

    def say(self, prompt: Prompt) -> None:
        """Read ``prompt`` in place of whatever is being read."""
        self.stop()
        if not prompt or not self._ready():
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
        self._player = None
        self._output = None
        self._silent = True

    # --- clips ---------------------------------------------------------------------

    def _ask(self, number: int) -> None:
        turn = self._turn
        utterance = self._prompt[number]

        def done(clip: Clip | Trouble) -> None:
            self._post(lambda: self._arrived(turn, number, clip))

        self._ticket = self._synthesiser.request(
            utterance.text,
            utterance.language,
            self._rate,
            done,
            private=utterance.private,
        )

    def _arrived(self, turn: int, number: int, clip: Clip | Trouble) -> None:
        if turn != self._turn:
            return
        self._ticket = None
        self._clips[number] = clip
        if isinstance(clip, Trouble):
            _log.warning("not spoken: %s", clip.code)
        if number == self._at:
            self._play()

    # --- playing -------------------------------------------------------------------

    def _play(self) -> None:
        """Play the clip of the utterance that is due, and ask for the one after."""
        number = self._at
        clip = self._clips.pop(number)
        if number + 1 < len(self._prompt):
            self._ask(number + 1)
        if isinstance(clip, Trouble) or self._player is None:
            self._advance()
            return
        self._current = clip
        self._ticks = 0
        self._last_word = None
        self._player.setSource(QUrl.fromLocalFile(str(clip.path)))
        self._player.play()
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
        if self._player is not None:
            self._player.stop()
        self._at = -1
        self._prompt = ()
        self._clips.clear()

    def _tick(self) -> None:
        self._ticks += 1
        if self._ticks > self._current.seconds * 1000 / TICK_MS + _GRACE_TICKS:
            _log.warning("a clip did not end by itself")
            self._advance()
            return
        if self.word is not None and self._player is not None:
            self._tell_word(self._player.position())

    def _tell_word(self, position: int) -> None:
        words = [word for word in self._current.words if word.at_ms <= position]
        if words and words[-1] != self._last_word and self.word is not None:
            self._last_word = words[-1]
            self.word(self._prompt[self._at].target, words[-1])

    # --- the player, made when it is first needed ----------------------------------

    def _ready(self) -> bool:
        if self._player is None and not self._silent:
            self._make_player()
        return self._player is not None

    def _make_player(self) -> None:
        try:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
        except ImportError as missing:
            _log.warning("no sound: %s", missing)
            self._silent = True
            return
        self._output = QAudioOutput(self)
        self._output.setVolume(VOLUMES[self._volume])
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(self._output)
        over = (
            QMediaPlayer.MediaStatus.EndOfMedia,
            QMediaPlayer.MediaStatus.InvalidMedia,
        )

        def changed(status: QMediaPlayer.MediaStatus) -> None:
            if status in over and self.speaking and self._timer.isActive():
                self._advance()

        self._player.mediaStatusChanged.connect(changed)
