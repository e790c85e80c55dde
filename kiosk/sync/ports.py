"""What the cycle needs from the record: an outbox it can take from and report to.

What belongs here: the port and the values that cross it. ``stored`` is the real one,
over the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kiosk.ids import InstanceId
    from kiosk.sync.server import Server
    from kiosk.sync.submission import Submission


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission that is due.

    Attributes:
        instance_id: which one.
        failures: how many tries have gone wrong so far.
        server: where it goes; None while no server is set up for it.
    """

    instance_id: InstanceId
    failures: int
    server: Server | None


class Outbox(Protocol):
    """The waiting submissions, seen by their one sender.

    What is reported is committed together with the next claim, or by ``settle``, so
    that a thousand submissions do not cost two thousand waits for the disk. A report
    lost to a power cut only means that the submission is sent once more. Every call may
    raise the record's own ``Expected`` (no space left …); what was reported is kept
    then and written by the next call that can.
    """

    def due(self, now: datetime | None) -> tuple[Waiting, ...]:
        """What may be tried at ``now``, oldest first; all that waits if it is None.

        Asked once at the start of a round: what an earlier round claimed and never
        reported is waiting again.
        """

    def claim_ahead(self, instance_ids: Sequence[InstanceId], now: datetime) -> None:
        """Begin to take some up; returns at once. ``claimed`` tells what came of it."""

    def claimed(self) -> tuple[InstanceId, ...]:
        """What of the last ``claim_ahead`` was still waiting and is ours now."""

    def fetch(self, instance_id: InstanceId) -> Submission:
        """What is to be sent.

        Raises:
            Expected: what is wrong with its record (``record-damaged`` …).
        """

    def sent(self, instance_id: InstanceId, at: datetime) -> None:
        """It arrived."""

    def failed(self, instance_id: InstanceId, code: str, next_try: datetime) -> None:
        """It did not, and is to be tried again at ``next_try``."""

    def refused(self, instance_id: InstanceId, code: str) -> None:
        """It will not arrive as it is: a person must look at it."""

    def settle(self) -> None:
        """Commit all that was reported."""

    def finish(self) -> None:
        """Settle, and put back what was claimed but not tried."""
