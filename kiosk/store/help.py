"""Calls for a person: who waits, since when, and on which form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.store import audit
from kiosk.store.records import HelpCall
from kiosk.store.stored import maybe_moment, moment_of, text_of

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.store.engine import Db


def call(db: Db, *, at: datetime, form_id: str | None = None) -> int:
    """Somebody wants a person; the call's number. ``form_id`` where one is open."""
    row = db.one(
        "INSERT INTO help_calls (form_id, called_at) VALUES (?, ?) RETURNING serial",
        (form_id or None, text_of(at)),
    )
    assert row is not None
    audit.record(db, "help-called", at, call=row["serial"], form_id=form_id or None)
    return int(row["serial"])


def over(db: Db, *, at: datetime) -> int:
    """Nobody waits any more; how many calls that ends."""
    ended = db.run(
        "UPDATE help_calls SET over_at = ? WHERE over_at IS NULL", (text_of(at),)
    )
    if ended:
        audit.record(db, "help-over", at, calls=ended)
    return ended


def waiting(db: Db) -> tuple[HelpCall, ...]:
    """Who is waiting, the longest first."""
    rows = db.all("SELECT * FROM help_calls WHERE over_at IS NULL ORDER BY serial")
    return tuple(
        HelpCall(
            row["serial"],
            row["form_id"],
            moment_of(row["called_at"]),
            maybe_moment(row["over_at"]),
        )
        for row in rows
    )
