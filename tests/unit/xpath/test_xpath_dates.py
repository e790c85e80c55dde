"""Dates: local days, whole differences, names in the form's language."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.xpath import XPathError, evaluate
from kiosk.xpath.dates import from_days, to_days

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 5, 0, 30, 15, 123_000, tzinfo=SHANGHAI)


def told(source, zone=SHANGHAI, language="zh", **more):
    return evaluate(source, now=NOW, timezone=zone, language=language, **more)


@given(st.datetimes(datetime(1700, 1, 1), datetime(2300, 1, 1)))  # noqa: DTZ001 (local)
def test_days_and_back(moment):
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=UTC)
    assert from_days(to_days(moment), UTC) == moment


@given(st.dates(), st.dates())
def test_the_difference_of_two_dates_is_whole(first, second):
    value = told(f"date('{first}') - date('{second}')", BERLIN)
    assert value == (first - second).days


def test_a_date_is_whole_local_days():
    assert told("number('1970-01-01')") == 0
    assert told("number('1970-01-02T12:00:00')") == 1.5
    assert told("number('1970-01-01T20:00:00Z')") == pytest.approx(1 + 4 / 24)
    assert told("date('2026-03-31') - date('2026-03-01')", BERLIN) == 30


def test_today_and_now_are_local():
    assert told("today()") == "2026-03-05"
    assert told("today()", UTC) == "2026-03-04"
    assert told("now()") == "2026-03-05T00:30:15.123+08:00"
    assert told("today() + 7") == (date(2026, 3, 12) - date(1970, 1, 1)).days
    assert told("date(today() + 7)") == "2026-03-12"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("date('')", ""),
        ("date('2024-1-5')", "2024-01-05"),
        ("date(0)", "1970-01-01"),
        ("date(-1)", "1969-12-31"),
        ("date(6.5)", "1970-01-07"),
        ("date('2024-01-05T20:00:00Z')", "2024-01-06"),
        ("date(number(''))", ""),
        ("date-time('2024-01-05T20:00:00Z')", "2024-01-06T04:00:00.000+08:00"),
        ("date-time(number('2024-01-05T20:00:00'))", "2024-01-05T20:00:00.000+08:00"),
        ("format-date('2024-03-05', '%Y年%n月%e日 %a')", "2024年3月5日 周二"),
        ("format-date('', '%Y')", ""),
        ("format-date('nonsense', '%Y')", ""),
        ("format-date('2024-03-05', '%q %%')", "%q %"),
        (
            "format-date-time('2024-03-05T07:08:09.045', '%H:%M:%S.%3 %h')",
            "07:08:09.045 7",
        ),
        ("format-date(0, '%d.%m.%y')", "01.01.70"),
    ],
)
def test_a_date_as_text(source, value):
    assert told(source) == value


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Tue Mar"),
        ("English (en)", "Tue Mar"),
        ("中文 (zh)", "周二 3月"),
        ("zh-Hant", "周二 3月"),
        ("yue", "周二 3月"),
        ("Klingon", "Tue Mar"),
    ],
)
def test_names_follow_the_language_of_the_form(language, written):
    assert told("format-date('2024-03-05', '%a %b')", language=language) == written


@pytest.mark.parametrize(
    "source",
    ["date('2024-02-30')", "date('nonsense')", "date-time('2024-01-05T25:00:00')"],
)
def test_no_calendar_has_it(source):
    with pytest.raises(XPathError) as caught:
        told(source)
    assert (caught.value.code, caught.value.column) == ("xpath-date", 1)


def test_true_is_no_date():
    with pytest.raises(XPathError) as caught:
        told("date(true())")
    assert caught.value.code == "xpath-type"


def test_a_number_is_no_date_beyond_the_calendar():
    with pytest.raises(XPathError) as caught:
        told("date(99999999999)")
    assert caught.value.code == "xpath-date"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("decimal-time('06:00')", 0.25),
        ("decimal-time('06:00:00.000Z')", 0.25 + 8 / 24),
        ("decimal-time('20:00:00Z')", 4 / 24),
        ("decimal-time('24:00')", math.nan),
        ("decimal-time('')", math.nan),
        ("decimal-date-time('1970-01-02T00:00:00Z')", 1),
        ("decimal-date-time('1970-01-01')", -8 / 24),
        ("decimal-date-time('x')", math.nan),
    ],
)
def test_a_time_as_a_number(source, value):
    assert told(source) == pytest.approx(value, nan_ok=True)


def test_comparing_dates_as_texts_and_as_days():
    assert told("'2024-01-05' > '2024-01-01'") is True
    assert told("today() = '2026-03-05'") is True
    assert told("date('2024-1-5') = '2024-01-05'") is True
    assert told("date(today() - 1) < today()") is True
    assert (NOW - timedelta(days=1)).date().isoformat() == told("date(today() - 1)")
