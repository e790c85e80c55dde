"""English wording rules: an earlier rule wins at one place.

What belongs here: how the English voice says codes, dates, times, money and units.
Plain numbers it reads by itself.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kiosk.speech import rules
from kiosk.speech.rules import Rule, rule

if TYPE_CHECKING:
    import re

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _digits(text: str) -> str:
    return " ".join(text)


def _grouped(match: re.Match[str]) -> str:
    return ", ".join(map(_digits, rules.groups(match)))


def _fours(match: re.Match[str]) -> str:
    digits = match[0]
    return ", ".join(_digits(digits[at : at + 4]) for at in range(0, len(digits), 4))


def _date(match: re.Match[str]) -> str:
    year, month, day = map(int, match.groups())
    name = _MONTHS[(month - 1) % len(_MONTHS)]
    said = f"{day} {name} {_year(year)}"
    return f"{said}, " if match[0].endswith("T") else said


def _year(year: int) -> str:
    """1941 as 19 41, 2026 as it is, so that no year is said as a quantity."""
    century, rest = divmod(year, 100)
    if not rest or year >= 2000:  # noqa: PLR2004 (calendar years)
        return str(year)
    return f"{century} oh {rest}" if rest <= 9 else f"{century} {rest}"  # noqa: PLR2004 (one digit)


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), match[2]
    if minute == "00":
        return f"{hour} o'clock"
    return f"{hour} oh {minute[1]}" if minute[0] == "0" else f"{hour} {minute}"


def _money(match: re.Match[str]) -> str:
    amount = match[1].replace(",", "")
    fraction = f".{match[2]}" if match[2] else ""
    return f"{amount}{fraction} yuan"


@cache
def rules_for() -> tuple[Rule, ...]:
    """All rules of ``en``."""
    table = rules.table("en")
    units: dict[str, str] = table["units"]
    words: dict[str, str] = table["words"]
    names = rules.one_of(units)
    codes = rules.one_of(table["codes"])
    hotlines = rules.one_of(table["hotlines"])
    number = rules.NUMBER.pattern
    return (
        rule(
            "word",
            rf"\b(?:{rules.one_of(words)})\b",
            lambda match: words[match[0]],
        ),
        rule("reference", rules.REFERENCE, _grouped),
        rule("identity", rules.IDENTITY, _grouped),
        rule("phone", rules.PHONE, _grouped),
        rule(
            "code",
            rf"(?i:\b(?:{codes}) )(\d+)(?![\d-]| \d)",
            lambda match: match[0][: -len(match[1])] + _digits(match[1]),
        ),
        rule(
            "hotline", rf"(?<![\d.,])(?:{hotlines})(?![\d.,])", lambda m: _digits(m[0])
        ),
        rule("grouped", rules.GROUPED, _grouped),
        rule("long", rules.LONG, _fours),
        rule("hidden", rules.HIDDEN, lambda _: ", hidden, "),
        rule("date", rules.DATE, _date),
        rule(
            "year",
            rf"\b({'|'.join(_MONTHS)}) (1\d{{3}})\b",
            lambda match: f"{match[1]} {_year(int(match[2]))}",
        ),
        rule("time", rules.TIME, _time),
        rule("range", rules.RANGE, lambda _: " to "),
        rule("days", r"(?<=\d)-(?=\d{1,3} [a-z])", lambda _: " to "),
        rule("money", rules.MONEY, _money),
        rule(
            "unit",
            rf"({number})\s?({names})(?![A-Za-z²])",
            lambda match: f"{match[1].replace(',', '')} {units[match[2]]}",
        ),
        rule("zeros", rules.LEADING_ZERO, lambda match: _digits(match[0])),
        rule(
            "thousands",
            r"\d{1,3}(?:,\d{3})+",
            lambda match: match[0].replace(",", ""),
        ),
        rule(
            "point",
            f"[{rules.CIRCLED}]\\s?",
            lambda match: f"{rules.CIRCLED.index(match[0][0]) + 1}, ",
        ),
        rule("apart", r"\s+[·•|/]\s+|…+", lambda _: ", "),
    )
