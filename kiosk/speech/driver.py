"""The synthesiser: ask for a sentence, be called back with a clip.

What belongs here: the room's door for everybody who wants to be heard. How a request
is worked off is ``worker``'s; playing the clip is the window's.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING

from kiosk.clock import SystemClock
from kiosk.errors import Expected
from kiosk.speech.child import command
from kiosk.speech.clips import (
    PRIVATE_LIMIT,
    Clip,
    ClipCache,
    Trouble,
    private_folder,
)
from kiosk.speech.voices import NORMAL
from kiosk.speech.worker import Cancel, Request, Ticket, Wipe, Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.clock import Clock

PATIENCE = 5.0
"""Seconds without an answer before the child counts as hanging."""


class Synthesiser:
    """Makes clips in a child process; no method waits for it.

    The newest request wins: an older one that was not answered yet never is. A missing,
    dying or hanging child is a ``Trouble`` for the request that suffered from it, after
    one more try with a new child.
    """

    def __init__(
        self,
        cache: Path,
        *,
        clock: Clock | None = None,
        start: list[str] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Start the child.

        Args:
            cache: a folder for clips of fixed sentences; kept between visits.
            clock: for the watchdog.
            start: how to start the child; the kiosk's own by default.
            patience: seconds.
        """
        self._numbers = itertools.count(1)
        self._lock = Lock()
        self._worker = Worker(
            ClipCache(cache / "fixed"),
            ClipCache(private_folder(cache), limit=PRIVATE_LIMIT),
            clock or SystemClock(),
            start or command(),
            patience,
        )

    def request(
        self,
        text: str,
        language: str,
        rate: int,
        done: Callable[[Clip | Trouble], None],
        *,
        private: bool = False,
    ) -> Ticket:
        """Ask for a clip; returns at once.

        Args:
            text: as it is shown; numbers, dates and the like are worded here.
            language: ``zh``, ``yue`` or ``en``.
            rate: the step, 1 to 7; 4 is normal.
            done: called on a worker thread, once, unless a newer request or ``cancel``
                came first.
            private: the text holds a citizen's answer; its clip never reaches the disk
                where the system has memory-backed storage, and ``wipe`` deletes it.
        """
        with self._lock:
            ticket = Ticket(next(self._numbers))
            self._worker.wanted = ticket
            self._worker.post(Request(ticket, text, language, rate, done, private))
        return ticket

    def cancel(self, ticket: Ticket) -> None:
        """No longer wanted: synthesis stops and ``done`` is not called."""
        with self._lock:
            if self._worker.wanted == ticket:
                self._worker.wanted = None
            self._worker.post(Cancel(ticket))

    def wipe(self) -> None:
        """The visit is over: private clips are deleted, the child starts afresh."""
        with self._lock:
            self._worker.wanted = None
            self._worker.post(Wipe())

    def close(self) -> None:
        """Wipe, and end the child; waits for both (well under a second)."""
        with self._lock:
            self._worker.wanted = None
            self._worker.post(Wipe(close=True))
        self._worker.join()


def say_to_file(text: str, language: str, rate: int | None, out: Path) -> Clip:
    """Say ``text`` into a WAV file, waiting for it.

    Args:
        text: as it would be shown.
        language: ``zh``, ``yue`` or ``en``.
        rate: the step, 1 to 7; None is normal.
        out: the file; its folder must exist.

    Raises:
        Expected: ``voice-not-available``, ``voice-language-unknown``,
            ``nothing-to-say`` or ``file-not-written``.
    """
    outcomes: SimpleQueue[Clip | Trouble] = SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="kiosk-say-") as folder:
        voice = Synthesiser(Path(folder))
        try:
            voice.request(text, language, rate or NORMAL, outcomes.put, private=True)
            outcome = outcomes.get()
            if isinstance(outcome, Trouble):
                raise outcome.error
            try:
                shutil.copyfile(outcome.path, out)
            except OSError as trouble:
                raise Expected("file-not-written", str(out)) from trouble
        finally:
            voice.close()
    return replace(outcome, path=out)
