"""What the cycle needs from the record: an outbox it can take from and report to.

What belongs here: the port and the values that cross it. ``stored`` is the real one,
over the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from kiosk.errors import Expected
    from kiosk.ids import InstanceId
    from kiosk.sync.server import Server
    from kiosk.sync.submission import Submission


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission that is due.

    Attributes:
        instance_id: which one.
        failures: how many tries have gone wrong so far.
        server: the name of the server it goes to; "" while none is set up for it.
    """

    instance_id: InstanceId
    failures: int
    server: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A submission that has been claimed, and where it goes."""

    submission: Submission
    server: Server


class Outbox(Protocol):
    """The waiting submissions."""

    def due(self, now: datetime | None) -> tuple[Waiting, ...]:
        """What may be tried at ``now``, oldest first; all that waits if it is None.

        Asked once at the start of a round. There is one sender, so what an earlier
        round claimed and never reported (a crash, a full disk) is waiting again.
        """

    def claim(
        self, instance_ids: Sequence[InstanceId], now: datetime
    ) -> Mapping[InstanceId, Parcel | Expected]:
        """Take some up; those no longer waiting are left out.

        One whose record is damaged comes as the trouble it is: it must not hold up
        the others.
        """

    def release(self, instance_ids: Sequence[InstanceId]) -> None:
        """Put back what was claimed but not tried."""

    def sent(self, instance_id: InstanceId, at: datetime) -> None:
        """It arrived. May return before it is committed; see ``settle``."""

    def failed(self, instance_id: InstanceId, code: str, next_try: datetime) -> None:
        """It did not, and is to be tried again at ``next_try``; see ``settle``."""

    def refused(self, instance_id: InstanceId, code: str) -> None:
        """It will not arrive as it is: a person must look at it; see ``settle``."""

    def settle(self) -> None:
        """Return when all that was reported is committed.

        Raises:
            Expected: what the record said of one of them.
        """
