"""What a wording rule is, and the number shapes both languages know.

What belongs here: the shape of a rule, the patterns of codes that are said digit by
digit, and reading ``pronunciation.toml``. How a match is said is the language's.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TABLES = Path(__file__).parent / "pronunciation.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a pattern stands in a text, this is said instead.

    Attributes:
        name: for tests and for people.
        pattern: never matches nothing.
        say: the match → what is said.
    """

    name: str
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str]


REFERENCE = re.compile(r"(?<!\d)\d{2}-\d{6}-\d(?!\d)")
"""``07-004206-8``: a receipt, or the slip of a draft."""
IDENTITY = re.compile(r"(?<!\d)(\d{6}) ?(\d{4}) ?(\d{4}) ?(\d{3}[\dXx])(?![\dXx])")
"""GB 11643: area, year, month and day, serial and check; written with spaces or not."""
PHONE = re.compile(
    r"(?<![\d.])(?:"
    r"(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})"
    r"|(400|800)[ -](\d{3,4})[ -]?(\d{3,4})"
    r"|(0\d{2,3})[ -](\d{3,4})[ -]?(\d{4})"
    r")(?!\d)"
)
"""Mobile, 400 and landline numbers, in the groups people say."""
GROUPED = re.compile(r"(?<!\d)\d{3,6}(?: \d{1,4}){2,}(?!\d)")
"""A code written in groups (an account); read group by group."""
LONG = re.compile(r"(?<![\d.,])\d{9,}(?![\d.,]\d)")
"""Too long for a number."""
LEADING_ZERO = re.compile(r"(?<![\d.,:])0\d+(?![\d.:])")
"""007 is no number."""
DATE = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)T?")
"""ISO 8601, as stored."""
TIME = re.compile(r"(?<![\d:])([01]?\d|2[0-4])[:：]([0-5]\d)(?::[0-5]\d)?(?!\d)")
"""A time of day; seconds are not said."""
RANGE = re.compile(r"(?<=\d)\s?[–—~～]\s?(?=\d)|(?<=[:：]\d\d)-(?=\d)")
"""From … to …"""
MONEY = re.compile(r"[¥￥]\s?(\d[\d,]*)(?:\.(\d\d?))?(?!\d)")
"""An amount in yuan and fen."""
NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
"""Anything else with digits."""
HIDDEN = re.compile(r"\s?[*•●]{2,}\s?")
"""Digits masked in a list."""
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
"""Numbered points, as the check screen shows them."""


@cache
def table(language: str) -> dict[str, Any]:
    """The language's part of ``pronunciation.toml``."""
    text = _TABLES.read_text(encoding="utf-8")
    return dict(tomllib.loads(text)[language])


def groups(match: re.Match[str]) -> list[str]:
    """The groups of a match that took part, else its groups of digits."""
    return [each for each in match.groups() if each] or re.findall(r"\d+", match[0])


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def rule(
    name: str, pattern: re.Pattern[str] | str, say: Callable[[re.Match[str]], str]
) -> Rule:
    """A rule, its pattern compiled."""
    return Rule(name, re.compile(pattern), say)
