"""One round of sending: everything that is due, one after another.

What belongs here: taking from the outbox, sending, and writing down what came of it.
Running it again does nothing twice; stopping it anywhere loses nothing, because a
submission leaves the outbox only after its 'sent' is committed.
"""

from __future__ import annotations

import logging
import threading
from contextlib import ExitStack, closing
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
    from kiosk.sync.ports import Outbox, Parcel, Waiting
    from kiosk.sync.server import Server
    from kiosk.sync.submission import Submission

BATCH = 4
"""Claimed in one commit; few, since their files are in memory meanwhile."""

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
            lines.callback(self._outbox.settle)
            senders = _Senders(self._connect, lines)
            for batch in _batches(self._outbox.due(due)):
                if stopping():
                    break
                self._batch(batch, senders, tally, stopping)
        return tally.summary()

    def _batch(
        self,
        batch: Sequence[Waiting],
        senders: _Senders,
        tally: Tally,
        stopping: Callable[[], bool],
    ) -> None:
        wanted = [each for each in batch if not self._left_alone(each, tally)]
        if not wanted:
            return
        ids = [each.instance_id for each in wanted]
        parcels = dict(self._outbox.claim(ids, self._clock.now()))
        for waiting in wanted:
            # What is gone by now was sent or withdrawn since the list was made.
            parcel = parcels.get(waiting.instance_id)
            if parcel is None:
                continue
            if stopping():
                break
            if self._left_alone(waiting, tally):
                continue
            del parcels[waiting.instance_id]
            outcome = (
                Refused(parcel.code)
                if isinstance(parcel, Expected)
                else senders.send(parcel)
            )
            self._write_down(waiting, outcome, tally)
        if parcels:
            self._outbox.release(list(parcels))

    def _left_alone(self, waiting: Waiting, tally: Tally) -> bool:
        if not waiting.server:
            tally.untried("server-not-set", None, tell_staff=True)
            return True
        until = self._patience.until(waiting.server)
        if until is None or until <= self._clock.now():
            return False
        tally.untried("", until)
        return True

    def _write_down(self, waiting: Waiting, outcome: Outcome, tally: Tally) -> None:
        now, instance_id = self._clock.now(), waiting.instance_id
        next_try: datetime | None = None
        match outcome:
            case Received():
                self._outbox.sent(instance_id, now)
            case Refused():
                self._outbox.refused(instance_id, outcome.code)
            case Retry():
                next_try = self._next_try(waiting, outcome, now)
                self._outbox.failed(instance_id, outcome.code, next_try)
            case _:
                assert_never(outcome)
        if not isinstance(outcome, Retry):
            self._patience.reached(waiting.server)
        tally.count(outcome, next_try)
        log.info("%s: %s", instance_id, getattr(outcome, "code", "received"))

    def _next_try(self, waiting: Waiting, outcome: Retry, now: datetime) -> datetime:
        failures = waiting.failures + 1
        own = now + backoff.wait(failures, self._chance, asked=outcome.after)
        pause = self._patience.tried(waiting.server, outcome, now)
        return max(own, pause) if pause else own


class _Senders:
    """The lines of one round: one to each server, made when it is first needed."""

    def __init__(self, connect: Callable[[Server], Sender], lines: ExitStack) -> None:
        self._connect = connect
        self._lines = lines
        self._made: dict[str, Sender] = {}

    def send(self, parcel: Parcel) -> Outcome:
        """What came of it; an expected trouble is an outcome too."""
        try:
            sender = self._to(parcel.server)
        except Expected as trouble:  # the server's own settings: the parcel is fine
            return Retry(trouble.code, whole_server=True, tell_staff=True)
        try:
            return sender.send(parcel.submission)
        except Expected as trouble:
            return Refused(trouble.code)

    def _to(self, server: Server) -> Sender:
        if server.name not in self._made:
            sender = self._lines.enter_context(closing(self._connect(server)))
            self._made[server.name] = sender
        return self._made[server.name]


def _batches(due: Sequence[Waiting]) -> Iterator[Sequence[Waiting]]:
    return (due[start : start + BATCH] for start in range(0, len(due), BATCH))
