"""Submissions on their way to the office: a table, not an object.

What belongs here: which state a submission may go to from which, and the rows. When to
try again is sync's business; here is only when not before.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from kiosk.errors import Expected
from kiosk.store import audit
from kiosk.store.records import OutboxItem
from kiosk.store.stored import maybe_moment, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kiosk.ids import InstanceId
    from kiosk.store.engine import Db, Row


class State(Enum):
    """Where a submission is; "sent" and "withdrawn" are for good."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Event(Enum):
    """What happens to a submission on its way."""

    CLAIM = "claim"
    RELEASE = "release"
    SENT = "sent"
    FAILED = "failed"
    REFUSED = "refused"
    RETRY = "retry"
    WITHDRAW = "withdraw"


STEPS: Final[Mapping[tuple[State, Event], State]] = {
    (State.WAITING, Event.CLAIM): State.CLAIMED,
    (State.CLAIMED, Event.RELEASE): State.WAITING,
    (State.CLAIMED, Event.SENT): State.SENT,
    (State.CLAIMED, Event.FAILED): State.WAITING,
    (State.CLAIMED, Event.REFUSED): State.REFUSED,
    (State.REFUSED, Event.RETRY): State.WAITING,
    (State.WAITING, Event.WITHDRAW): State.WITHDRAWN,
    (State.REFUSED, Event.WITHDRAW): State.WITHDRAWN,
}
"""(state, event) → state; what is not in the table does not happen."""
_CASE: Final = {
    State.WAITING: "waiting",
    State.CLAIMED: "waiting",
    State.SENT: "sent",
    State.REFUSED: "refused",
    State.WITHDRAWN: "withdrawn",
}
"""What the case says meanwhile: a try under way is still waiting."""
_ITEMS: Final = """
SELECT o.instance_id, s.case_id, s.form_id, s.version, o.failures, o.next_try, o.state,
    o.last_code, o.claimed_at, o.sent_at
FROM outbox o JOIN submissions s ON s.instance_id = o.instance_id
"""


def put(db: Db, instance_id: InstanceId) -> None:
    """A submission that was just written begins its way."""
    db.run(
        "INSERT INTO outbox (instance_id, state) VALUES (?, ?)",
        (instance_id, State.WAITING.value),
    )


def due(db: Db, now: datetime | None) -> tuple[OutboxItem, ...]:
    """What may be tried at ``now``, oldest first; all that waits if it is None."""
    rows = db.all(
        f"{_ITEMS} WHERE o.state = 'waiting' AND (?1 IS NULL OR o.next_try IS NULL"
        " OR substr(o.next_try, 1, 27) <= substr(?1, 1, 27)) ORDER BY o.serial",
        (None if now is None else text_of(now),),
    )
    return tuple(_item(row) for row in rows)


def get(db: Db, instance_id: InstanceId) -> OutboxItem | None:
    """Where a submission is, or None."""
    row = db.one(f"{_ITEMS} WHERE o.instance_id = ?", (instance_id,))
    return None if row is None else _item(row)


def counts(db: Db) -> dict[str, int]:
    """How many submissions are in each state; every state is named."""
    rows = db.all("SELECT state, count(*) AS number FROM outbox GROUP BY state")
    found = {row["state"]: int(row["number"]) for row in rows}
    return {state.value: found.get(state.value, 0) for state in State}


def claim(db: Db, instance_id: InstanceId, now: datetime) -> OutboxItem | None:
    """Take one up for a try; None where it no longer waits."""
    item = get(db, instance_id)
    if item is None or (State(item.state), Event.CLAIM) not in STEPS:
        return None
    _step(db, instance_id, Event.CLAIM)
    _set(db, instance_id, "claimed_at = ?", text_of(now))
    return get(db, instance_id)


def release(db: Db, instance_id: InstanceId) -> None:
    """Put back what was claimed and not tried."""
    _step(db, instance_id, Event.RELEASE)


def release_all(db: Db) -> None:
    """Put back what a process that is no more had claimed."""
    claimed = db.all("SELECT instance_id FROM outbox WHERE state = 'claimed'")
    if not claimed:
        return
    with db.atomic():
        for row in claimed:
            release(db, row["instance_id"])


def sent(db: Db, instance_id: InstanceId, at: datetime) -> None:
    """A server has it."""
    _step(db, instance_id, Event.SENT)
    _set(db, instance_id, "sent_at = ?", text_of(at))
    _set(db, instance_id, "last_code = ?", "")
    audit.record(db, "sent", at, instance_id=instance_id)


def failed(db: Db, instance_id: InstanceId, code: str, next_try: datetime) -> None:
    """A try went wrong; again at ``next_try``."""
    _step(db, instance_id, Event.FAILED)
    _set(db, instance_id, "next_try = ?", text_of(next_try))
    _set(db, instance_id, "last_code = ?", code)
    db.run(
        "UPDATE outbox SET failures = failures + 1 WHERE instance_id = ?",
        (instance_id,),
    )


def refused(db: Db, instance_id: InstanceId, code: str) -> None:
    """It will not be taken as it is: a person must look at it."""
    _step(db, instance_id, Event.REFUSED)
    _set(db, instance_id, "last_code = ?", code)
    audit.record(db, "refused", db.clock.now(), instance_id=instance_id, code=code)


def retry(db: Db, instance_id: InstanceId) -> None:
    """A person has mended what stood in its way: try it again, at once."""
    _step(db, instance_id, Event.RETRY)
    _set(db, instance_id, "next_try = ?", None)
    audit.record(db, "sending-again", db.clock.now(), instance_id=instance_id)


def withdraw(db: Db, instance_id: InstanceId) -> None:
    """The person took it back before it left.

    Raises:
        Expected: ``case-already-sent`` where it has left, or is leaving now.
    """
    item = get(db, instance_id)
    if item is None or (State(item.state), Event.WITHDRAW) not in STEPS:
        raise Expected("case-already-sent", instance_id)
    _step(db, instance_id, Event.WITHDRAW)


def _step(db: Db, instance_id: InstanceId, event: Event) -> None:
    item = get(db, instance_id)
    if item is None:
        raise LookupError(f"{instance_id} is not in the outbox")
    after = STEPS.get((State(item.state), event))
    if after is None:
        raise ValueError(f"{event.value} cannot follow {item.state}: {instance_id}")
    _set(db, instance_id, "state = ?", after.value)
    db.run("UPDATE cases SET state = ? WHERE case_id = ?", (_CASE[after], item.case_id))


def _set(db: Db, instance_id: InstanceId, change: str, value: str | None) -> None:
    db.run(f"UPDATE outbox SET {change} WHERE instance_id = ?", (value, instance_id))  # noqa: S608 (changes are this module's own)


def _item(row: Row) -> OutboxItem:
    for column in ("next_try", "claimed_at", "sent_at"):
        row[column] = maybe_moment(row[column])
    return OutboxItem(**row)
