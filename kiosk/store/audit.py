"""The trail: what happened and when, each line sealed to the one before it.

What belongs here: writing lines and checking the chain. Lines say what was done to
which record, never what a person answered.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kiosk.store.records import AuditLine
from kiosk.store.stored import canonical, moment_of, seal, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kiosk.store.engine import Db, Row

START: Final = "0" * 64
"""What the first line is sealed to."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the chain says.

    Attributes:
        lines: how many hold, from the first on.
        head: the seal of the last one that holds; kept elsewhere, it also proves that
            nothing was cut off at the end.
        broken_at: the serial of the first line that does not hold, None if all do.
    """

    lines: int
    head: str
    broken_at: int | None


def record(db: Db, event: str, at: datetime, **facts: str | int | None) -> None:
    """Write a line; part of the transaction of what it tells of."""
    last = db.one("SELECT serial, sha256 FROM audit ORDER BY serial DESC LIMIT 1")
    serial = last["serial"] + 1 if last else 1
    previous = last["sha256"] if last else START
    moment, said = text_of(at), canonical(facts)
    db.run(
        "INSERT INTO audit (serial, at, event, facts, previous, sha256)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            serial,
            moment,
            event,
            said,
            previous,
            _seal(serial, moment, event, said, previous),
        ),
    )


def verify(db: Db) -> Verdict:
    """Follow the chain from its first line."""
    count, head = 0, START
    for row in _rows(db):
        expected = _seal(count + 1, row["at"], row["event"], row["facts"], head)
        if row["serial"] != count + 1 or row["sha256"] != expected:
            return Verdict(count, head, count + 1)
        count, head = count + 1, expected
    return Verdict(count, head, None)


def lines(db: Db) -> tuple[AuditLine, ...]:
    """Every line in order, held or not; ``verify`` says which."""
    return tuple(
        AuditLine(
            row["serial"],
            moment_of(row["at"]),
            row["event"],
            json.loads(row["facts"]),
            row["previous"],
            row["sha256"],
        )
        for row in _rows(db)
    )


def _rows(db: Db) -> Iterator[Row]:
    yield from db.all("SELECT * FROM audit ORDER BY serial")


def _seal(serial: int, at: str, event: str, facts: str, previous: str) -> str:
    return seal(previous, str(serial), at, event, facts)
