"""Numbers as they are said in Chinese, and digits one by one.

What belongs here: pure functions from digits to words. Which digits of a sentence are
a number and which are a code is ``rules_zh``'s and ``rules_en``'s.
"""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
"""By value."""
_PLACES = ("", "十", "百", "千")
_MYRIADS = ("", "万", "亿", "万亿")
_LARGEST = 16


def digit_by_digit(text: str, *, one: str = "一") -> str:
    """Each digit of ``text`` by name; other characters stay (an X in an ID number).

    >>> digit_by_digit("138", one="幺")
    '幺三八'
    """
    return "".join(
        one if each == "1" else DIGITS[int(each)] if each in "0123456789" else each
        for each in text
    )


def chinese(number: str) -> str:
    """A number as it is said: ``"1,200"`` → 一千二百, ``"3.5"`` → 三点五.

    Args:
        number: ASCII digits, with thousands commas and a decimal point if any. One too
            long to have a name is said digit by digit.
    """
    whole, point, fraction = number.replace(",", "").partition(".")
    said = _whole(whole or "0")
    return f"{said}点{digit_by_digit(fraction)}" if point and fraction else said


def _whole(digits: str) -> str:
    digits = digits.lstrip("0")
    if len(digits) > _LARGEST:
        return digit_by_digit(digits)
    said = ""
    for myriad in _MYRIADS:
        if digits[-4:].strip("0"):
            said = _group(digits[-4:].zfill(4)) + myriad + said
        elif said and not said.startswith(DIGITS[0]):
            said = DIGITS[0] + said
        digits = digits[:-4]
    said = said.strip(DIGITS[0]) or DIGITS[0]
    if said.startswith("一十"):
        return said[1:]
    return f"两{said[1:]}" if said[:2] in ("二千", "二万", "二亿") else said


def _group(digits: str) -> str:
    """Four digits by place; a gap before or between them is one 零."""
    said = ""
    for place, digit in zip(reversed(_PLACES), digits, strict=True):
        if digit != "0":
            said += DIGITS[int(digit)] + place
        elif not said.endswith(DIGITS[0]):
            said += DIGITS[0]
    return said.rstrip(DIGITS[0])
