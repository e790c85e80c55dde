"""One round of sending: everything that is due, one after another.

What belongs here: taking from the outbox, sending, and writing down what came of it.
Running it again does nothing twice; stopping it anywhere loses nothing, because a
submission leaves the outbox only after its 'sent' is committed.
"""

from __future__ import annotations

import logging
import threading
from contextlib import ExitStack, closing
from itertools import islice
from typing import TYPE_CHECKING, Protocol, assert_never

from kiosk.errors import Expected
from kiosk.sync import backoff
from kiosk.sync.outcomes import Outcome, Received, Refused, Retry
from kiosk.sync.patience import Patience
from kiosk.sync.tally import Summary, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from kiosk.clock import Chance, Clock
    from kiosk.sync.ports import Outbox, Waiting
    from kiosk.sync.server import Server
    from kiosk.sync.submission import Submission

BATCH = 32
"""Claimed in one commit."""
LATEST_REPORT = 0.5
"""Seconds after which what came of a slow batch is committed one by one."""

OF_ONE_RECORD = frozenset({"record-damaged", "form-unknown"})
"""Troubles of the record that concern one submission and must not hold up others."""

log = logging.getLogger(__name__)


class Sender(Protocol):
    """What brings submissions to one server; ``OpenRosaClient`` is the real one."""

    def send(self, submission: Submission) -> Outcome:
        """Bring one there, or say why not."""

    def close(self) -> None:
        """Hang up."""


class Cycle:
    """Empties the outbox as far as it goes; one sender at a time, one item at a time.

    A server that is out of reach is left alone for a while, and longer each time, so
    that a thousand waiting submissions do not knock a thousand times.
    """

    def __init__(
        self,
        outbox: Outbox,
        connect: Callable[[Server], Sender],
        *,
        clock: Clock,
        chance: Chance,
    ) -> None:
        """Put the parts together; nothing is sent yet.

        Args:
            outbox: where submissions wait.
            connect: makes a sender for a server; one per server and round.
            clock: for due times.
            chance: for the jitter of waits.
        """
        self._outbox = outbox
        self._connect = connect
        self._clock = clock
        self._patience = Patience(chance)
        self._chance = chance
        self._one_sender = threading.Lock()

    def run(
        self, *, everything: bool = False, stopping: Callable[[], bool] = lambda: False
    ) -> Summary:
        """Send what is due, oldest first.

        Args:
            everything: also what is not due yet, since a person asked.
            stopping: asked before each submission; the round ends when it says True.

        Returns:
            What it came to; ``Summary(busy=True)`` where another round is under way.

        Raises:
            Expected: what the record says where it cannot be read or written; what was
                sent but not written down is sent again, which servers take for the
                same submission.
        """
        if not self._one_sender.acquire(blocking=False):
            return Summary(busy=True)
        try:
            if everything:
                self._patience.forget()
            return self._round(None if everything else self._clock.now(), stopping)
        finally:
            self._one_sender.release()

    def _round(self, due: datetime | None, stopping: Callable[[], bool]) -> Summary:
        tally = Tally()
        with ExitStack() as lines:
            lines.callback(self._outbox.finish)
            senders = _Senders(self._connect, lines)
            for waiting in self._claims(self._outbox.due(due), tally):
                if stopping():
                    break
                if self._may_try(waiting, tally):
                    outcome = self._outcome(waiting, senders)
                    self._write_down(waiting, outcome, tally)
        return tally.summary()

    def _claims(self, due: Sequence[Waiting], tally: Tally) -> Iterator[Waiting]:
        """What is ours to send, one by one; the next batch is claimed meanwhile.

        What is left alone by the time a batch is claimed is never claimed at all.
        """
        left = iter(due)
        batch = self._claim_ahead(left, tally)
        while batch:
            started = self._clock.monotonic()
            ours = set(self._outbox.claimed())
            following: Sequence[Waiting] = ()
            for number, waiting in enumerate(batch, start=1):
                if waiting.instance_id in ours:  # not withdrawn since the list was made
                    yield waiting
                if self._clock.monotonic() - started > LATEST_REPORT:
                    self._outbox.settle()
                if number == (len(batch) + 1) // 2:
                    following = self._claim_ahead(left, tally)
            batch = following

    def _claim_ahead(self, left: Iterator[Waiting], tally: Tally) -> Sequence[Waiting]:
        may_be_tried = (each for each in left if self._may_try(each, tally))
        batch = tuple(islice(may_be_tried, BATCH))
        if batch:
            now = self._clock.now()
            self._outbox.claim_ahead([each.instance_id for each in batch], now)
        return batch

    def _may_try(self, waiting: Waiting, tally: Tally) -> bool:
        if waiting.server is None:
            tally.untried("server-not-set", None, tell_staff=True)
            return False
        until = self._patience.until(waiting.server.name)
        if until is None or until <= self._clock.now():
            return True
        tally.untried("", until)
        return False

    def _outcome(self, waiting: Waiting, senders: _Senders) -> Outcome:
        assert waiting.server is not None, "it was asked whether it may be tried"
        try:
            sender = senders.to(waiting.server)
        except Expected as trouble:  # the server's own settings: no one else's fault
            return Retry(trouble.code, whole_server=True, tell_staff=True)
        try:
            submission = self._outbox.fetch(waiting.instance_id)
        except Expected as trouble:
            if trouble.code not in OF_ONE_RECORD:
                raise  # the disk's: it would meet the next one too
            return Refused(trouble.code)
        try:
            return sender.send(submission)
        except Expected as trouble:  # our own check
            return Refused(trouble.code)

    def _write_down(self, waiting: Waiting, outcome: Outcome, tally: Tally) -> None:
        now, instance_id = self._clock.now(), waiting.instance_id
        next_try: datetime | None = None
        match outcome:
            case Received():
                self._patience.reached(_name(waiting))
                self._outbox.sent(instance_id, now)
            case Refused():
                self._outbox.refused(instance_id, outcome.code)
            case Retry():
                next_try = self._next_try(waiting, outcome, now)
                self._outbox.failed(instance_id, outcome.code, next_try)
            case _:
                assert_never(outcome)
        tally.count(outcome, next_try)
        log.info("%s: %s", instance_id, getattr(outcome, "code", "received"))

    def _next_try(self, waiting: Waiting, outcome: Retry, now: datetime) -> datetime:
        failures = waiting.failures + 1
        own = now + backoff.wait(failures, self._chance, asked=outcome.after)
        pause = self._patience.tried(_name(waiting), outcome, now)
        return max(own, pause) if pause else own


def _name(waiting: Waiting) -> str:
    assert waiting.server is not None, "what has no server is not tried"
    return waiting.server.name


class _Senders:
    """The lines of one round: one to each server, made when it is first needed."""

    def __init__(self, connect: Callable[[Server], Sender], lines: ExitStack) -> None:
        self._connect = connect
        self._lines = lines
        self._made: dict[str, Sender] = {}

    def to(self, server: Server) -> Sender:
        """The line to ``server``; raises what ``connect`` raises."""
        if server.name not in self._made:
            sender = self._lines.enter_context(closing(self._connect(server)))
            self._made[server.name] = sender
        return self._made[server.name]
