"""Calendar arithmetic for expressions: ISO shapes, days since 1970, local time.

A date as a number is whole local days since 1970-01-01; a date with a time is local
days and the fraction of the day, so that differences of dates stay whole numbers when
clocks change.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import tzinfo

EPOCH: Final = date(1970, 1, 1).toordinal()
DAY_SECONDS: Final = 86_400
_ZONE = r"(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_TIME = rf"([0-9]{{1,2}}):([0-9]{{2}})(?::([0-9]{{2}})(?:\.([0-9]{{1,9}}))?)?{_ZONE}"
_DATE = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_DATE_SHAPE = re.compile(rf"{_DATE}(?:T{_TIME}|{_ZONE})")
_TIME_SHAPE = re.compile(_TIME)
_LAST_HOUR: Final = 14


class NotADateError(ValueError):
    """A text in the shape of a date that no calendar has."""


def looks_like_date(text: str) -> bool:
    """Whether ``text`` has the shape of an ISO date or dateTime."""
    return _DATE_SHAPE.fullmatch(text) is not None


def read_moment(text: str, zone: tzinfo) -> date | datetime | None:
    """A date, or a local dateTime (aware, in ``zone``), or None for another shape.

    Raises:
        NotADateError: the shape is right but there is no such day, time or offset.
    """
    match = _DATE_SHAPE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None:
            return day
        moment = datetime.combine(day, _clock(match.groups()[3:7]))
        return _localised(moment, match[8], zone)
    except (ValueError, OverflowError) as error:
        raise NotADateError(str(error)) from error


def _clock(groups: tuple[str | None, ...]) -> time:
    """Hours, minutes, seconds and fraction as a time; ValueError if there is none."""
    hour, minute, second, fraction = groups
    micro = int((fraction or "").ljust(6, "0")[:6])
    return time(int(hour or 0), int(minute or 0), int(second or 0), micro)


def _localised(moment: datetime, offset: str | None, zone: tzinfo) -> datetime:
    """A wall-clock reading as an aware dateTime in ``zone``."""
    if not offset:
        return moment.replace(tzinfo=zone)
    return moment.replace(tzinfo=_offset(offset)).astimezone(zone)


def _offset(text: str) -> timezone:
    """``Z`` or ``±HH:MM``; ValueError beyond fourteen hours or 59 minutes."""
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:]) if len(text) > len("+hh") else 0
    if hours > _LAST_HOUR or minutes > 59:  # noqa: PLR2004 (minutes of an hour)
        raise NotADateError(text)
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if text[0] == "-" else away)


def to_days(moment: date | datetime) -> float:
    """Local days since 1970-01-01, with the fraction of the day for a dateTime."""
    days = float(moment.toordinal() - EPOCH)
    if isinstance(moment, datetime):
        return days + _fraction(moment)
    return days


def _fraction(moment: datetime | time) -> float:
    """How much of its day has passed on the wall clock, 0 to 1."""
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return (seconds + moment.microsecond / 1_000_000) / DAY_SECONDS


def text_to_days(text: str, zone: tzinfo) -> float:
    """The number a date or dateTime counts as; NaN for anything else."""
    try:
        moment = read_moment(text, zone)
    except NotADateError:
        return math.nan
    return math.nan if moment is None else to_days(moment)


def from_days(days: float, zone: tzinfo) -> datetime:
    """The local moment that many days after 1970-01-01 (inverse of ``to_days``).

    Raises:
        NotADateError: not a number, or no calendar goes that far.
    """
    if not math.isfinite(days):
        raise NotADateError(str(days))
    whole = math.floor(days)
    milliseconds = round((days - whole) * DAY_SECONDS * 1000)
    try:
        start = datetime.combine(date.fromordinal(EPOCH + whole), time())
        return (start + timedelta(milliseconds=milliseconds)).replace(tzinfo=zone)
    except (ValueError, OverflowError) as error:
        raise NotADateError(str(days)) from error


def utc_days(moment: date | datetime, zone: tzinfo) -> float:
    """Days since 1970-01-01T00:00Z, to the millisecond (``decimal-date-time``)."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), zone)
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since // timedelta(milliseconds=1)) / (DAY_SECONDS * 1000)


def time_fraction(text: str, now: datetime, zone: tzinfo) -> float:
    """How much of a local day has passed at that time of day; NaN for another shape.

    A time with an offset is brought to the local offset of ``now``.
    """
    match = _TIME_SHAPE.fullmatch(text.strip())
    if match is None:
        return math.nan
    try:
        clock = _clock(match.groups()[:4])
        if not match[5]:
            return _fraction(clock)
        here = now.astimezone(zone).utcoffset() or timedelta()
        there = _offset(match[5]).utcoffset(None)
    except ValueError:
        return math.nan
    return (_fraction(clock) + (here - there).total_seconds() / DAY_SECONDS) % 1.0


def iso_date(moment: date) -> str:
    """``YYYY-MM-DD``."""
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"


def iso_moment(moment: datetime) -> str:
    """``YYYY-MM-DDThh:mm:ss.mmm±hh:mm``."""
    return moment.isoformat(timespec="milliseconds")
