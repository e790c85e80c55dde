"""An outbox in memory, with the same manners as the stored one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.sync import Server, Submission, Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    claimed: bool = False


class OutboxInMemory:
    """Rows in the order they were put in."""

    def __init__(self) -> None:
        self.rows: dict[InstanceId, Row] = {}
        self.coming: list[InstanceId] = []

    def put(self, submission: Submission, server: Server | None) -> None:
        """A person has submitted."""
        self.rows[submission.instance_id] = Row(submission, server)

    def due(self, now: datetime | None) -> tuple[Waiting, ...]:
        self.finish()
        return tuple(
            Waiting(instance_id, row.failures, row.server)
            for instance_id, row in self.rows.items()
            if row.state == "waiting"
            and (now is None or row.next_try is None or row.next_try <= now)
        )

    def claim_ahead(self, instance_ids: Sequence[InstanceId], now: datetime) -> None:
        del now
        self.coming = [e for e in instance_ids if self.rows[e].state == "waiting"]
        for instance_id in self.coming:
            self.rows[instance_id].claimed = True

    def claimed(self) -> tuple[InstanceId, ...]:
        return tuple(self.coming)

    def fetch(self, instance_id: InstanceId) -> Submission:
        return self.rows[instance_id].submission

    def sent(self, instance_id: InstanceId, at: datetime) -> None:
        row = self.rows[instance_id]
        row.state, row.sent_at, row.claimed = "sent", at, False

    def failed(self, instance_id: InstanceId, code: str, next_try: datetime) -> None:
        row = self.rows[instance_id]
        row.failures += 1
        row.claimed = False
        row.last_code, row.next_try = code, next_try

    def refused(self, instance_id: InstanceId, code: str) -> None:
        row = self.rows[instance_id]
        row.state, row.last_code, row.claimed = "refused", code, False

    def settle(self) -> None:
        """Nothing is ever under way here."""

    def finish(self) -> None:
        for row in self.rows.values():
            row.claimed = False
