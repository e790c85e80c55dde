"""What surrounds an entry: clock, time zone, language, chance, device properties.

What belongs here: turning the optional arguments of ``FormEntry`` into the ports the
engine uses. The machine's own clock and chance come in only where none were given.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.clock import SystemChance, SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_WORD = 1 << 32


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The ports of one entry.

    Attributes:
        clock: an aware datetime in ``timezone``.
        timezone: what local days and times are in.
        language: as asked for; the form's own name of it is found later.
        random: a number in [0, 1).
        properties: ``deviceid``, ``username``… by lower-case name.
        last_saved: the XML of the submission before this one, or None.
        audit: the log so far of what is taken up again; b"" for none.
    """

    clock: Callable[[], datetime]
    timezone: tzinfo
    language: str
    random: Callable[[], float]
    properties: Mapping[str, str] = field(default_factory=dict)
    last_saved: bytes | None = None
    audit: bytes = b""

    def new_id(self) -> str:
        """``uuid:`` and a version 4 UUID from the entry's own chance."""
        words = [int(self.random() * _WORD) for _ in range(4)]
        number = sum(word << (32 * at) for at, word in enumerate(words))
        return f"uuid:{uuid.UUID(int=number, version=4)}"


def circumstances(
    *,
    now: datetime | Callable[[], datetime] | None = None,
    timezone: tzinfo | str | None = None,
    language: str | None = None,
    properties: Mapping[str, str] | None = None,
    random: Callable[[], float] | None = None,
    last_saved: bytes | None = None,
    audit: bytes | None = None,
) -> Circumstances:
    """Fill in what was not given; a naive ``now`` is local time."""
    zone = ZoneInfo(timezone) if isinstance(timezone, str) else timezone
    read = _reader(now, zone)
    first = read()
    return Circumstances(
        clock=read,
        timezone=zone or first.tzinfo or ZoneInfo("UTC"),
        language=language or "",
        random=random or SystemChance().random,
        properties={k.lower(): v for k, v in (properties or {}).items()},
        last_saved=last_saved,
        audit=audit or b"",
    )


def _reader(
    now: datetime | Callable[[], datetime] | None, zone: tzinfo | None
) -> Callable[[], datetime]:
    if now is None:
        return SystemClock(zone).now

    def read() -> datetime:
        moment = now if isinstance(now, datetime) else now()
        if moment.tzinfo is None:
            return moment.replace(tzinfo=zone) if zone else moment.astimezone()
        return moment.astimezone(zone) if zone else moment

    return read
