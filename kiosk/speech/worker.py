"""The thread between the window and the child process: requests in, clips out.

What belongs here: the policy. The newest request wins; what was cancelled or overtaken
is never answered; a clip that was made before is not made again; a child that dies or
hangs is started anew and asked once more; and whatever still goes wrong is a
``Trouble``, since everything said stands on the screen as well.
"""

from __future__ import annotations

import logging
import re
import threading
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, NewType, assert_never

from kiosk.errors import Expected
from kiosk.speech import wording
from kiosk.speech.child import Child
from kiosk.speech.clips import Clip, ClipCache, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.speech.voices import Run

Ticket = NewType("Ticket", int)
"""What one request is cancelled by."""
_LOSSES = 3
_REST = 30.0
_TRIES = 2
_SAYABLE = re.compile(r"\w")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence somebody wants to hear.

    Attributes:
        ticket: its number; also the child's number for it.
        text: as it is shown.
        language: ``zh``, ``yue``, ``en``.
        step: of the rate, 1 to 7.
        done: called on this thread with the outcome, unless it was overtaken.
        private: whether it holds a citizen's answer.
    """

    ticket: Ticket
    text: str
    language: str
    step: int
    done: Callable[[Clip | Trouble], None]
    private: bool


@dataclass(frozen=True, slots=True)
class Cancel:
    """Nobody wants to hear it any more."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Wipe:
    """The visit is over; ``close`` ends the thread too."""

    close: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """What a child sent; None: it is gone."""

    child: Child
    message: dict[str, Any] | None


@dataclass(slots=True)
class _Work:
    """The request the child is at."""

    request: Request
    pieces: tuple[wording.Piece, ...]
    runs: tuple[Run, ...]
    cache: ClipCache
    path: Path
    deadline: float
    tries: int = 1


class Worker:
    """Works requests off, one child at a time.

    Attributes:
        wanted: the ticket whose outcome somebody still waits for; set by any thread.
        child: the process of now, or None.
    """

    def __init__(
        self,
        fixed: ClipCache,
        private: ClipCache,
        clock: Clock,
        start: list[str],
        patience: float,
    ) -> None:
        """Start the first child; ``patience``: seconds until a hang is one."""
        self.wanted: Ticket | None = None
        self.child: Child | None = None
        self._fixed, self._private = fixed, private
        self._clock = clock
        self._start = start
        self._patience = patience
        self._events: SimpleQueue[Request | Cancel | Wipe | _Line] = SimpleQueue()
        self._work: _Work | None = None
        self._why = ""
        self._losses = 0
        self._rests_until = 0.0
        self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
        self._thread.start()

    def post(self, event: Request | Cancel | Wipe) -> None:
        """Leave an event for the thread; returns at once."""
        self._events.put(event)

    def join(self) -> None:
        """Wait until ``Wipe(close=True)`` has been worked off."""
        self._thread.join()

    def _run(self) -> None:
        self._wipe()
        while True:
            try:
                event = self._events.get(timeout=self._left())
            except Empty:
                self._lost("no answer in time")
                continue
            match event:
                case Request():
                    self._ask(event)
                case Cancel():
                    self._cancel(event.ticket)
                case _Line():
                    self._line(event)
                case Wipe():
                    self._wipe(restart=not event.close)
                    if event.close:
                        return
                case _:
                    assert_never(event)

    def _left(self) -> float | None:
        if self._work is None:
            return None
        return max(0.0, self._work.deadline - self._clock.monotonic())

    # Requests

    def _ask(self, request: Request) -> None:
        if request.ticket != self.wanted:
            return
        try:
            work = self._prepare(request, private=request.private)
        except Expected as trouble:
            self._deliver(request, Trouble(trouble))
            return
        self._work = None
        kept = work.cache.find(work.path)
        if kept:
            self._deliver(request, kept)
        else:
            self._send(work)

    def _prepare(self, request: Request, *, private: bool) -> _Work:
        pieces = wording.pieces(request.text, request.language)
        runs = wording.runs(pieces, request.step)
        if not any(_SAYABLE.search(run.text) for run in runs):
            raise Expected("nothing-to-say")
        cache = self._private if private else self._fixed
        voice = ",".join(run.voice for run in runs)
        pace = (runs[0].rate, runs[0].gap)
        path = cache.path(request.text, voice, pace)
        return _Work(request, pieces, runs, cache, path, self._deadline())

    def _deadline(self) -> float:
        return self._clock.monotonic() + self._patience

    def _send(self, work: _Work) -> None:
        if self._clock.monotonic() < self._rests_until or not self._alive():
            self._deliver(work.request, self._unavailable())
            return
        assert self.child is not None
        try:
            work.cache.prepare()
        except OSError as trouble:
            self._not_written(work, str(trouble.strerror))
            return
        work.deadline = self._deadline()
        self._work = work
        self.child.send(
            {
                "id": work.request.ticket,
                "out": str(work.path),
                "runs": [[run.voice, run.rate, run.gap, run.text] for run in work.runs],
            }
        )

    def _cancel(self, ticket: Ticket) -> None:
        if self._work and self._work.request.ticket == ticket:
            self._work = None
            if self.child:
                self.child.send({"cancel": ticket})

    def _deliver(self, request: Request, outcome: Clip | Trouble) -> None:
        if request.ticket != self.wanted:
            return
        try:
            request.done(outcome)
        except Exception:  # noqa: BLE001 (the caller's bug must not silence the voice)
            _log.exception("a listener of the voice stumbled")

    # The child

    def _alive(self) -> bool:
        """Whether there is a child, after starting one where there was none."""
        if self.child is None:
            try:
                self.child = Child(self._start, self._hear)
            except OSError as trouble:
                self._why = str(trouble.strerror)
        return self.child is not None

    def _hear(self, child: Child, message: dict[str, Any] | None) -> None:
        self._events.put(_Line(child, message))

    def _line(self, line: _Line) -> None:
        message = line.message
        if line.child is not self.child:
            return  # the last words of one that was given up
        if message is None:
            self._lost("the voice's process ended")
        elif "id" in message:
            self._losses = 0
            if self._work and self._work.request.ticket == message["id"]:
                self._answered(self._work, message)
        elif "trouble" in message:
            self._why = message["trouble"]

    def _answered(self, work: _Work, message: dict[str, Any]) -> None:
        self._work = None
        if "trouble" in message:
            self._not_written(work, message["trouble"])
        elif "seconds" in message:
            times = [(start, at) for start, at in message["words"]]
            words = wording.words(work.pieces, times, len(work.request.text))
            clip = Clip(work.path, message["seconds"], words)
            try:
                work.cache.keep(clip)
            except OSError as trouble:  # heard once, made again the next time
                _log.warning("a clip was not kept: %s", trouble.strerror)
            self._deliver(work.request, clip)

    def _not_written(self, work: _Work, why: str) -> None:
        """A full or read-only disk: the memory folder may still take the clip."""
        _log.warning("no clip: %s", why)
        self._why = why
        if work.cache is self._private:
            self._deliver(work.request, self._unavailable())
        else:
            self._send(self._prepare(work.request, private=True))

    def _lost(self, why: str) -> None:
        """The child died or hangs: another, and its request once more."""
        _log.warning("the voice was lost: %s", self._why or why)
        self._end_child()
        self._losses += 1
        self._why = self._why or why
        if self._losses >= _LOSSES:
            self._rests_until = self._clock.monotonic() + _REST
            self._losses = 0
        work, self._work = self._work, None
        if work is None:
            return
        if work.tries < _TRIES:
            work.tries += 1
            self._send(work)
        else:
            self._deliver(work.request, self._unavailable())

    def _end_child(self) -> None:
        if self.child:
            self.child.end()
            self.child = None

    def _unavailable(self) -> Trouble:
        return Trouble(Expected("voice-not-available", why=self._why))

    def _wipe(self, *, restart: bool = True) -> None:
        """Forget the visit: the child's memory and every private clip."""
        self._work = None
        self._end_child()
        try:
            self._private.wipe()
        except OSError:
            _log.exception("private clips could not be wiped")
        if restart:
            self._alive()
