"""How values are written for a person: dates in words, long numbers in groups.

What belongs here: a stored value → how it stands on a screen or on paper. How it is
said aloud is ``speech.wording``.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kiosk.i18n.words import Words

GROUPS: Final = {"id": (6, 4, 4, 4), "phone": (3, 4, 4), "account": (4,)}
"""Digits per group by kind of number; the last one repeats."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def grouped(text: str, kind: str) -> str:
    """``text`` with a space between its groups; as it is where ``kind`` has none."""
    sizes = GROUPS.get(kind)
    if sizes is None:
        return text
    groups, rest, at = [], text.replace(" ", ""), 0
    while rest:
        size = sizes[min(at, len(sizes) - 1)]
        groups.append(rest[:size])
        rest, at = rest[size:], at + 1
    return " ".join(groups)


def day(value: date, words: Words) -> str:
    """A date in words: 1941 年 3 月 12 日 · 12 March 1941."""
    month = words.say(f"date.month.{value.month}")
    return words.say(
        "date.shown",
        year=value.year,
        month=value.month,
        month_name=month,
        day=value.day,
    )


def moment(value: datetime, words: Words) -> str:
    """A date and time in words, to the minute."""
    return f"{day(value.date(), words)} {value:%H:%M}"


def stored_day(text: str, words: Words) -> str:
    """An ISO date in words; anything else as it stands (a wrong date is kept)."""
    if not _DATE.fullmatch(text):
        return text
    try:
        return day(date.fromisoformat(text), words)
    except ValueError:
        return text
