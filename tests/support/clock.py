"""Time and chance that a test sets by hand: the fakes of ``kiosk.clock``'s ports."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""The time zone every fake clock starts in."""
MORNING = datetime(2026, 11, 21, 9, 42, tzinfo=CHINA)
"""The moment every fake clock starts at: a Saturday, 09:42."""


class FakeClock:
    """A clock that stands still until it is moved.

    ``move`` passes time on both clocks; ``set`` corrects the wall clock alone, as a
    person or a time server would, and leaves the monotonic one as it was.
    """

    def __init__(self, at: datetime = MORNING) -> None:
        """Stand at ``at``, which must be aware."""
        self._seconds = 1000.0
        self.set(at)

    def now(self) -> datetime:
        """The wall clock."""
        return self._now

    def monotonic(self) -> float:
        """Seconds that only ``move`` adds to."""
        return self._seconds

    def set(self, at: datetime) -> None:
        """Put the wall clock right (or wrong); ValueError where ``at`` is naive."""
        if at.tzinfo is None:
            raise ValueError("a clock needs an aware datetime")
        self._now = at

    def move(self, seconds: float = 0, *, minutes: float = 0, days: float = 0) -> None:
        """Let time pass on both clocks; never backwards."""
        step = timedelta(seconds=seconds, minutes=minutes, days=days)
        if step < timedelta():
            raise ValueError("time does not pass backwards; use set()")
        self._now += step
        self._seconds += step.total_seconds()


class FakeChance:
    """Chance from a seed: the same seed tells the same story."""

    def __init__(self, seed: int = 1) -> None:
        """Start the sequence that belongs to ``seed``."""
        self._random = random.Random(seed)

    def token(self, size: int) -> bytes:
        """The next ``size`` bytes of the sequence."""
        return self._random.randbytes(size)

    def uuid(self) -> str:
        """A version 4 UUID from the next 16 bytes."""
        return str(uuid.UUID(bytes=self._random.randbytes(16), version=4))

    def random(self) -> float:
        """The next number in [0, 1)."""
        return self._random.random()
