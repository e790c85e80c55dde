"""How values stand in a column, and the seal every record carries.

What belongs here: instants, JSON, and a record's SHA-256. SQLite's own integrity check
looks at the structure of a file, not at what a person wrote into it.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

from kiosk.errors import Expected


def sha256(content: bytes) -> str:
    """The SHA-256 of ``content`` in hex."""
    return hashlib.sha256(content).hexdigest()


def seal(*parts: str | bytes | None) -> str:
    """One SHA-256 over several columns, each with its length, so none can shift."""
    whole = hashlib.sha256()
    for part in parts:
        if part is None:
            whole.update(b"-;")
            continue
        content = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(content))
        whole.update(content)
    return whole.hexdigest()


def hold(kept: str, found: str, where: str) -> None:
    """Compare a record's seal with what was read.

    Raises:
        Expected: ``record-damaged`` at ``where`` (a table and an id, no answers).
    """
    if kept != found:
        raise Expected("record-damaged", where)


def text_of(at: datetime) -> str:
    """An instant as UTC with the offset it was shown in.

    ``2026-11-21T01:42:00.000000Z+08:00``: what stands before the offset sorts by time.

    Raises:
        ValueError: ``at`` is naive.
    """
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("an instant needs its offset")
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return f"{moment}Z{sign}{hours:02d}:{minutes:02d}"


def moment_of(text: str) -> datetime:
    """The instant that ``text_of`` wrote, with its offset."""
    moment, offset = text.split("Z")
    hours, minutes = offset[1:].split(":")
    away = timedelta(hours=int(hours), minutes=int(minutes))
    zone = timezone(-away if offset[0] == "-" else away)
    return datetime.fromisoformat(f"{moment}+00:00").astimezone(zone)


def maybe_moment(text: str | None) -> datetime | None:
    """``moment_of``, where there is one."""
    return None if text is None else moment_of(text)


def canonical(value: object) -> str:
    """JSON that is the same for the same value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
