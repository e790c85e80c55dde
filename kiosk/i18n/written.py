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

GROUPS: Final = {
    "id": (6, 4, 4, 4),
    "phone": (3, 4, 4),
    "account": (4,),
    "reference": (2, 6, 1),
}
"""Digits per group by kind of number; the last one repeats."""
_LANDLINE: Final = ((re.compile("0[12]"), (3, 4)), (re.compile("0"), (4,)))
"""Area codes: 010 and 02x have three digits, all others four."""
_LOCAL: Final = re.compile("[2-9]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def grouped(text: str, kind: str) -> str:
    """``text`` with a space between its groups; as it is where ``kind`` has none.

    What stands before any place of ``text`` is grouped alike with and without what
    follows, so that a number does not jump while it is written.
    """
    sizes = GROUPS.get(kind)
    if sizes is None:
        return text
    plain = text.replace(" ", "")
    if kind != "phone":
        return _in_groups(plain, sizes)
    first, *others = plain.split("-")
    return "-".join([_phone(first), *(_in_groups(part, (4,)) for part in others)])


def _phone(text: str) -> str:
    """What stands before the first dash: a mobile, a landline, or its area code."""
    for beginning, sizes in _LANDLINE:
        if beginning.match(text):
            return _in_groups(text, sizes)
    return _in_groups(text, (4,) if _LOCAL.match(text) else GROUPS["phone"])


def _in_groups(text: str, sizes: tuple[int, ...]) -> str:
    groups, rest, at = [], text, 0
    while rest:
        size = sizes[min(at, len(sizes) - 1)]
        groups.append(rest[:size])
        rest, at = rest[size:], at + 1
    return " ".join(groups)


def readable(label: str, pinyin: str, words: Words) -> str:
    """A label; for who reads no Chinese with how it is said, where that is known."""
    if words.chinese or not pinyin or label.isascii():
        return label
    return f"{label} {pinyin}"


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
