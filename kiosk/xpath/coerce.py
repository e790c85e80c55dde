"""How one type becomes another (XPath 1.0, 4, with ODK's blanks and dates).

A blank or missing node reads "" and is no number; a node-set counts as true or false
by its value; a date shape counts as local days.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from kiosk.xpath import dates
from kiosk.xpath.values import NUMERIC_TYPES

if TYPE_CHECKING:
    from datetime import tzinfo

    from kiosk.xpath.values import Context, Node, Value

_NUMBER = re.compile(r"[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")
_EXACT = float(1 << 53)


def plain_number(text: str) -> float | None:
    """The number a text spells, without exponent; None where it spells none."""
    match = _NUMBER.fullmatch(text)
    return None if match is None else float(match[1])


def text_to_number(text: str, zone: tzinfo) -> float:
    """A number, or a date's days, or NaN."""
    match = _NUMBER.fullmatch(text)
    if match is not None:
        return float(match[1])
    return dates.text_to_days(text, zone) if "-" in text else math.nan


def number_text(number: float) -> str:
    """Decimal digits without exponent, whole numbers without a point."""
    if number != number:  # noqa: PLR0124 (NaN)
        return "NaN"
    if -_EXACT < number < _EXACT:
        whole = int(number)
        if whole == number:
            return str(whole)
    elif math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    text = repr(number)
    if "e" in text:
        return format(Decimal(text), "f")
    return text.removesuffix(".0")


def first_text(nodes: list[Node]) -> str:
    """The string-value of a node-set: its first node's, or ""."""
    return nodes[0].text() if nodes else ""


def to_text(value: Value) -> str:
    """As ``string()``."""
    if isinstance(value, str):
        return value
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, list):
        return first_text(value)
    return number_text(value)


def written_text(value: Value) -> str:
    """What a calculation writes into its node: as ``string()``, but NaN is blank."""
    if isinstance(value, float) and math.isnan(value):
        return ""
    return to_text(value)


def to_number(value: Value, context: Context) -> float:
    """As ``number()``."""
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    text = value if isinstance(value, str) else first_text(value)
    return text_to_number(text, context.timezone)


def number_truth(number: float) -> bool:
    """Neither zero nor NaN."""
    return number == number and number != 0.0  # noqa: PLR0124 (NaN)


def nodes_truth(nodes: list[Node]) -> bool:
    """A node-set by the value of its first node: not blank, and not a typed zero."""
    if not nodes:
        return False
    text = nodes[0].text()
    if text and nodes[0].datatype in NUMERIC_TYPES:
        number = plain_number(text)
        return number is None or number != 0.0
    return text != ""


def to_boolean(value: Value) -> bool:
    """As ``boolean()``, a node-set by its value."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value != ""
    if isinstance(value, list):
        return nodes_truth(value)
    return number_truth(value)
