"""Chinese wording rules, Mandarin and Cantonese: an earlier rule wins at one place.

What belongs here: how a Chinese voice says codes, dates, times, money, units and
numbers. The word lists are in ``pronunciation.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.speech import rules
from kiosk.speech.numbers import chinese, digit_by_digit
from kiosk.speech.rules import Rule, rule

if TYPE_CHECKING:
    import re

_HAN = "\u3400-\u9fff"
_PHONE_ONE = {"zh": "幺", "yue": "一"}
_ER = rf"(?<=[{_HAN}])(?<![女婴幼少孤胎患宠])儿(?![童科子歌媳孙])"
_LETTER_END = r"(?![A-Za-z²])"


def rules_of_listed(language: str) -> tuple[Rule, ...]:
    """Words and characters the voice would say wrong."""
    table = rules.table(language)
    words: dict[str, str] = table["words"]
    characters = {
        each: said for said, all_of in table["characters"].items() for each in all_of
    }
    found = []
    if words:
        found.append(rule("word", rules.one_of(words), lambda m: words[m[0]]))
    if characters:
        any_of = f"[{''.join(characters)}]"
        found.append(rule("character", any_of, lambda m: characters[m[0]]))
    if language == "zh":  # 这儿, 一会儿: the voice spells them in English letters
        found.append(rule("er", _ER, lambda _: "er2"))
    return tuple(found)


def rules_of_codes(language: str) -> tuple[Rule, ...]:
    """Everything that is said digit by digit, in its groups."""
    table = rules.table("zh")
    one = _PHONE_ONE[language]

    def phone(match: re.Match[str]) -> str:
        return "，".join(digit_by_digit(part, one=one) for part in rules.groups(match))

    hotlines = rules.one_of(table["hotlines"])
    before = (word + mark for word in table["codes"] for mark in ("", " ", "："))
    codes = ")|(?<=".join(before)
    return (
        rule("reference", rules.REFERENCE, _grouped),
        rule("identity", rules.IDENTITY, _grouped),
        rule("phone", rules.PHONE, phone),
        rule(
            "hotline",
            rf"(?<=[电话打拨线])\s?(?:{hotlines})(?!\d)|(?<!\d)12345(?!\d)",
            lambda match: digit_by_digit(match[0].strip(), one=one),
        ),
        rule(
            "code",
            rf"(?:(?<={codes}))\d+(?![\d-]| \d)",
            lambda match: digit_by_digit(match[0]),
        ),
        rule("grouped", rules.GROUPED, _grouped),
        rule("long", rules.LONG, lambda match: "，".join(_fours(match[0]))),
        rule("hidden", rules.HIDDEN, lambda _: "，隐去，"),
    )


def _grouped(match: re.Match[str]) -> str:
    return "，".join(map(digit_by_digit, rules.groups(match)))


def _fours(digits: str) -> list[str]:
    return [digit_by_digit(digits[at : at + 4]) for at in range(0, len(digits), 4)]


def rules_of_dates() -> tuple[Rule, ...]:
    """Dates, years and times of day."""
    return (
        rule("date", rules.DATE, _date),
        rule("year", r"(?<!\d)(\d{4})\s?(?=年)", lambda m: digit_by_digit(m[1])),
        rule("time", rules.TIME, _time),
        rule("range", rules.RANGE, lambda _: "到"),
        rule("days", rf"(?<=\d)-(?=\d{{1,3}}\s?[{_HAN}])", lambda _: "到"),
    )


def _date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    said = f"{digit_by_digit(year)}年{chinese(month)}月{chinese(day)}日"
    return f"{said}，" if match[0].endswith("T") else said


def _time(match: re.Match[str]) -> str:
    hour, minute = match[1], match[2]
    if minute == "00":
        return f"{_liang(hour)}点"
    said = chinese(minute) if minute[0] != "0" else digit_by_digit(minute)
    return f"{_liang(hour)}点{said}分"


def _liang(hour: str) -> str:
    return "两" if hour in ("2", "02") else chinese(hour)


def rules_of_numbers() -> tuple[Rule, ...]:
    """Money, per cent, units, and every other number."""
    table = rules.table("zh")
    units = rules.one_of(set(table["units"]) - {"%"})
    counted = rules.one_of(table["counted"])
    number = rules.NUMBER.pattern
    return (
        rule("money", rules.MONEY, _money),
        rule(
            "percent",
            rf"({number})\s?%",
            lambda match: table["units"]["%"] + chinese(match[1]),
        ),
        rule(
            "unit",
            rf"({number})\s?({units}){_LETTER_END}",
            lambda match: chinese(match[1]) + table["units"][match[2]],
        ),
        rule("two", rf"(?<![\d第.,])(?<!第\s)2(?=\s?(?:{counted}))", lambda _: "两"),
        rule(
            "minus",
            rf"(?<![\w)）\d])[-−]\s?({number})",
            lambda match: f"负{chinese(match[1])}",
        ),
        rule("zeros", rules.LEADING_ZERO, lambda match: digit_by_digit(match[0])),
        rule("number", rules.NUMBER, lambda match: chinese(match[0])),
    )


def _money(match: re.Match[str]) -> str:
    jiao, fen = tuple((match[2] or "").ljust(2, "0"))
    only_small = match[1] == "0" and (jiao, fen) != ("0", "0")
    said = "" if only_small else f"{chinese(match[1])}元"
    if jiao != "0":
        said += f"{chinese(jiao)}角"
    return f"{said}{chinese(fen)}分" if fen != "0" else said


def rules_of_marks() -> tuple[Rule, ...]:
    """Marks that are seen, not said; spaces between Chinese and digits or letters."""
    return (
        rule(
            "point",
            f"[{rules.CIRCLED}]\\s?",
            lambda match: f"{chinese(str(rules.CIRCLED.index(match[0][0]) + 1))}，",
        ),
        rule("apart", r"\s+[·•|/]\s+|…+|\s?[|]\s?", lambda _: "，"),
        rule("slash", rf"(?<=[{_HAN}\d])/(?=[{_HAN}\d])", lambda _: "，"),
        rule("space", rf"(?<=[{_HAN}，。])[ \u3000]+|[ \u3000]+(?=[{_HAN}])", _nothing),
        rule("bracket", "[「」“”《》]", _nothing),
        # Beyond the voice's dictionary: it would spell out the code point.
        rule("rare", "[\U00020000-\U0003ffff]", lambda _: "生僻字"),
    )


def _nothing(_: re.Match[str]) -> str:
    return ""


def rules_for(language: str) -> tuple[Rule, ...]:
    """All rules of ``zh`` or ``yue``."""
    return (
        *rules_of_listed(language),
        *rules_of_codes(language),
        *rules_of_dates(),
        *rules_of_numbers(),
        *rules_of_marks(),
    )
