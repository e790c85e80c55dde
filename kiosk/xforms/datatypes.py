"""Datatypes of binds: what a value must look like, and how a result is written.

What belongs here: the lexical check of every ODK type and the form a calculated value
takes in a typed node (ODK XForms specification, Data Types).
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_INT = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(Z|[+-][0-9]{2}(:[0-9]{2})?)?"
)
_INTEGERS = frozenset({"int", "integer", "long", "short"})
_EPOCH = date(1970, 1, 1)
_POINT = range(2, 5)
_SCALE = ("start", "end", "step")
_LATITUDE, _LONGITUDE = 90.0, 180.0


def fits(value: str, datatype: str) -> bool:
    """Whether a non-blank value is one of ``datatype``; unknown types take any text."""
    check = _CHECKS.get(datatype)
    return check is None or check(value)


def on_scale(value: str, scale: Mapping[str, str]) -> bool:
    """Whether a number is ``start``, ``end`` or a whole number of ``step`` between.

    A scale may run downwards; what it does not say counts as no limit. Computed in
    decimals, so that 0.3 is three steps of 0.1.
    """
    try:
        number = Decimal(value.strip())
        given = {name: Decimal(scale[name]) for name in _SCALE if scale.get(name)}
        start, end, step = (given.get(name) for name in _SCALE)
        if start is None or end is None:
            return True
        if not min(start, end) <= number <= max(start, end):
            return False
        return not step or number == end or (number - start) % abs(step) == 0
    except InvalidOperation:  # no number, or one of hundreds of digits
        return False


def written(value: str, datatype: str) -> str:
    """A default or calculated value as its node keeps it.

    A number in an ``int`` node loses its fraction; days in a ``date`` node become a
    date, a dateTime loses its time. What does not fit is kept, for the check to flag.
    """
    if not value:
        return value
    if datatype == "date":
        return _date_of(value)
    if datatype in _INTEGERS and _is_decimal(value):
        return _truncated(value)
    return value


def _date_of(value: str) -> str:
    if _is_decimal(value):
        return _day(int(_truncated(value)), value)
    day, separator, _ = value.partition("T")
    return day if separator and _is_date(day) else value


def _truncated(value: str) -> str:
    whole = value.partition(".")[0]
    number = int(whole) if whole not in {"", "-", "+"} else 0
    return str(number)


def _day(days: int, fallback: str) -> str:
    try:
        return (_EPOCH + timedelta(days=days)).isoformat()
    except OverflowError:
        return fallback


def _is_date(value: str) -> bool:
    found = _DATE.fullmatch(value)
    if found is None:
        return False
    try:
        date(*(int(part) for part in found.groups()))
    except ValueError:
        return False
    return True


def _is_time(value: str) -> bool:
    found = _TIME.fullmatch(value)
    if found is None:
        return False
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    try:
        time(hour, minute, second)
    except ValueError:
        return False
    return True


def _is_point(value: str) -> bool:
    numbers = value.split()
    if len(numbers) not in _POINT:
        return False
    if any(_DECIMAL.fullmatch(number) is None for number in numbers):
        return False
    latitude, longitude = float(numbers[0]), float(numbers[1])
    return abs(latitude) <= _LATITUDE and abs(longitude) <= _LONGITUDE


def _is_moment(value: str) -> bool:
    day, separator, clock = value.partition("T")
    return bool(separator) and _is_date(day) and _is_time(clock)


def _is_int(value: str) -> bool:
    return _INT.fullmatch(value) is not None


def _is_decimal(value: str) -> bool:
    return _DECIMAL.fullmatch(value) is not None


def _is_boolean(value: str) -> bool:
    return value in {"true", "false", "1", "0"}


def _is_line(value: str) -> bool:
    return all(_is_point(point) for point in value.rstrip("; ").split(";"))


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(_INTEGERS, _is_int),
    **dict.fromkeys(("decimal", "double", "float"), _is_decimal),
    **dict.fromkeys(("dateTime", "datetime"), _is_moment),
    **dict.fromkeys(("geotrace", "geoshape"), _is_line),
    "date": _is_date,
    "time": _is_time,
    "boolean": _is_boolean,
    "geopoint": _is_point,
}
