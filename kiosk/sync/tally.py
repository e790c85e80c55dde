"""Counting what one round of sending came to.

What belongs here: the summary that staff, ``kiosk sync`` and the scheduler read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from kiosk.sync.outcomes import Outcome, Received, Refused, Retry

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Summary:
    """What one round came to.

    Attributes:
        sent: how many arrived.
        waiting: how many were tried in vain and will be tried again.
        refused: how many a person must look at.
        untried: how many were due but left alone: no server, or it is out of reach.
        codes: each kind of trouble met, and how often.
        staff: the codes among them that a person has to do something about.
        next_try: when the earliest of what waits is tried again; None where nothing
            waits for a moment in time.
        busy: nothing was done, since another round is under way.
    """

    sent: int = 0
    waiting: int = 0
    refused: int = 0
    untried: int = 0
    codes: tuple[tuple[str, int], ...] = ()
    staff: tuple[str, ...] = ()
    next_try: datetime | None = None
    busy: bool = False


@dataclass(slots=True)
class Tally:
    """A summary in the making."""

    _numbers: Counter[str] = field(default_factory=Counter)
    _codes: Counter[str] = field(default_factory=Counter)
    _staff: set[str] = field(default_factory=set)
    _next_try: datetime | None = None

    def count(self, outcome: Outcome, next_try: datetime | None) -> None:
        """One submission was tried."""
        match outcome:
            case Received():
                self._numbers["sent"] += 1
            case Refused():
                self._numbers["refused"] += 1
                self._trouble(outcome.code, tell_staff=True)
            case Retry():
                self._numbers["waiting"] += 1
                self._trouble(outcome.code, tell_staff=outcome.tell_staff)
            case _:
                assert_never(outcome)
        self._earliest(next_try)

    def untried(
        self, code: str, next_try: datetime | None, *, tell_staff: bool = False
    ) -> None:
        """One submission was due but left alone; ``code`` is "" where that is known."""
        self._numbers["untried"] += 1
        if code:
            self._trouble(code, tell_staff=tell_staff)
        self._earliest(next_try)

    def summary(self) -> Summary:
        """All of it, frozen."""
        return Summary(
            sent=self._numbers["sent"],
            waiting=self._numbers["waiting"],
            refused=self._numbers["refused"],
            untried=self._numbers["untried"],
            codes=tuple(sorted(self._codes.items())),
            staff=tuple(sorted(self._staff)),
            next_try=self._next_try,
        )

    def _trouble(self, code: str, *, tell_staff: bool) -> None:
        self._codes[code] += 1
        if tell_staff:
            self._staff.add(code)

    def _earliest(self, moment: datetime | None) -> None:
        if moment is not None and (self._next_try is None or moment < self._next_try):
            self._next_try = moment
