"""An outbox in memory, with the same manners as the stored one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.sync import Parcel, Server, Submission, Waiting

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.ids import InstanceId


@dataclass
class Row:
    """One submission on its way."""

    submission: Submission
    server: Server | None
    failures: int = 0
    next_try: datetime | None = None
    state: str = "waiting"
    last_code: str = ""
    sent_at: datetime | None = None


class OutboxInMemory:
    """Rows in the order they were put in."""

    def __init__(self) -> None:
        self.rows: dict[InstanceId, Row] = {}
        self.claims: list[InstanceId] = []

    def put(self, submission: Submission, server: Server | None) -> None:
        """A person has submitted."""
        self.rows[submission.instance_id] = Row(submission, server)

    def due(self, now: datetime | None) -> tuple[Waiting, ...]:
        return tuple(
            Waiting(instance_id, row.failures, row.server.name if row.server else "")
            for instance_id, row in self.rows.items()
            if row.state == "waiting"
            and (now is None or row.next_try is None or row.next_try <= now)
        )

    def claim(self, instance_id: InstanceId, now: datetime) -> Parcel | None:
        del now
        row = self.rows[instance_id]
        if row.state != "waiting" or row.server is None:
            return None
        self.claims.append(instance_id)
        return Parcel(row.submission, row.server)

    def sent(self, instance_id: InstanceId, at: datetime) -> None:
        row = self.rows[instance_id]
        row.state, row.sent_at = "sent", at

    def failed(self, instance_id: InstanceId, code: str, next_try: datetime) -> None:
        row = self.rows[instance_id]
        row.failures += 1
        row.last_code, row.next_try = code, next_try

    def refused(self, instance_id: InstanceId, code: str) -> None:
        row = self.rows[instance_id]
        row.state, row.last_code = "refused", code
