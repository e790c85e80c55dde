"""Time and chance as ports, so that nothing below the app reads them by itself."""

from __future__ import annotations

import secrets
import time
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import tzinfo


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The wall clock: an aware datetime in the kiosk's own time zone."""

    def monotonic(self) -> float:
        """Seconds that only ever go forward, for idle times and time-outs."""


class Chance(Protocol):
    """Where secrets and identifiers come from."""

    def token(self, size: int) -> bytes:
        """``size`` unpredictable bytes."""

    def uuid(self) -> str:
        """A random UUID, 36 characters, lower case."""

    def random(self) -> float:
        """A number in [0, 1) for jitter and shuffles, never for secrets."""


class SystemClock:
    """The machine's clock, shown in one time zone."""

    def __init__(self, timezone: tzinfo | None = None) -> None:
        """Use ``timezone``, or the machine's own where it is None."""
        self._timezone = timezone

    def now(self) -> datetime:
        """The wall clock with its offset."""
        return datetime.now(self._timezone).astimezone(self._timezone)

    def monotonic(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()


class SystemChance:
    """The operating system's randomness."""

    def token(self, size: int) -> bytes:
        """``size`` bytes fit for a secret."""
        return secrets.token_bytes(size)

    def uuid(self) -> str:
        """A version 4 UUID."""
        return str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))

    def random(self) -> float:
        """A number in [0, 1)."""
        return secrets.randbelow(1 << 53) / (1 << 53)
