"""Numbers that are given out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kiosk.store.engine import Db


def following(db: Db, name: Literal["cases", "slips"]) -> int:
    """The next number of a counter, from 1; part of the transaction it is used in."""
    row = db.one(
        "UPDATE counters SET value = value + 1 WHERE name = ? RETURNING value", (name,)
    )
    assert row is not None, name
    return int(row["value"])
