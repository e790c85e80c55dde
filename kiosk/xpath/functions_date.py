"""ODK's functions over dates and times; the calendar itself is in ``dates``.

Dates are texts; a number stands for local days since 1970-01-01.
"""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from kiosk.xpath import date_format, dates
from kiosk.xpath.code import OUTSIDE, Kind
from kiosk.xpath.coerce import plain_number, to_text
from kiosk.xpath.errors import XPathError
from kiosk.xpath.functions import Function

if TYPE_CHECKING:
    from kiosk.xpath.values import Context, Node, Value


def _today(_node: Node, context: Context) -> str:
    return dates.iso_date(context.now.astimezone(context.timezone))


def _now(_node: Node, context: Context) -> str:
    return dates.iso_moment(context.now.astimezone(context.timezone))


def _moment(value: Value, context: Context) -> date | datetime | None:
    """What a value means as a date or a local dateTime; None for a blank or NaN.

    Raises:
        XPathError: ``xpath-date`` for a text or number no calendar has,
            ``xpath-type`` for a boolean.
    """
    if isinstance(value, bool):
        raise XPathError("xpath-type", "true and false are not dates")
    text = "" if isinstance(value, float) else to_text(value).strip()
    number = value if isinstance(value, float) else plain_number(text)
    try:
        if number is not None:
            nothing = math.isnan(number)
            return None if nothing else dates.from_days(number, context.timezone)
        if not text:
            return None
        moment = dates.read_moment(text, context.timezone)
    except dates.NotADateError as error:
        raise XPathError("xpath-date", "there is no such date") from error
    if moment is None:
        raise XPathError("xpath-date", "this is not a date")
    return moment


def _date(_node: Node, context: Context, value: Value) -> str:
    """``YYYY-MM-DD``, the local day of a dateTime; "" for a blank."""
    moment = _moment(value, context)
    return "" if moment is None else dates.iso_date(moment)


def _date_time(_node: Node, context: Context, value: Value) -> str:
    """A local dateTime; a date stays one; "" for a blank."""
    moment = _moment(value, context)
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        return dates.iso_moment(moment)
    return dates.iso_date(moment)


def _format(_node: Node, context: Context, value: Value, pattern: str) -> str:
    """A date written by a pattern; "" for what is no date."""
    if isinstance(value, bool):
        return ""
    try:
        moment = _moment(value, context)
    except XPathError:
        return ""  # a half-typed date in a label is not an error
    if moment is None:
        return ""
    return date_format.formatted(moment, pattern, context.language)


def _decimal_date_time(_node: Node, context: Context, value: Value) -> float:
    """Days since 1970-01-01T00:00Z, to the millisecond; NaN for what is no date."""
    if isinstance(value, float):
        return value
    try:
        moment = _moment(value, context)
    except XPathError:
        return math.nan
    return math.nan if moment is None else dates.utc_days(moment, context.timezone)


def _decimal_time(_node: Node, context: Context, text: str) -> float:
    """The fraction of a local day at a time of day; NaN for what is none."""
    return dates.time_fraction(text, context.now, context.timezone)


FUNCTIONS: Final = (
    Function("today", "", Kind.STRING, _today, OUTSIDE),
    Function("now", "", Kind.STRING, _now, OUTSIDE),
    Function("date", "v", Kind.STRING, _date, OUTSIDE, raises=True),
    Function("date-time", "v", Kind.STRING, _date_time, OUTSIDE, raises=True),
    Function("format-date", "vs", Kind.STRING, _format, OUTSIDE),
    Function("format-date-time", "vs", Kind.STRING, _format, OUTSIDE),
    Function("decimal-date-time", "v", Kind.NUMBER, _decimal_date_time, OUTSIDE),
    Function("decimal-time", "s", Kind.NUMBER, _decimal_time, OUTSIDE),
)
