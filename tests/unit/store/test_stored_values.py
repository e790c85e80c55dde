"""Instants and seals as they stand in a column."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.stored import canonical, moment_of, seal, text_of

offsets = st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
moments = st.datetimes(datetime(1990, 1, 2), datetime(2199, 1, 1), timezones=offsets)  # noqa: DTZ001 (hypothesis wants naive bounds)


@given(moments)
def test_an_instant_comes_back_with_its_offset(at):
    back = moment_of(text_of(at))
    assert back == at
    assert back.utcoffset() == at.utcoffset()


@given(moments, moments)
def test_stored_instants_sort_by_time(one, other):
    first, second = text_of(one)[:27], text_of(other)[:27]
    assert (first < second) == (one < other)


def test_it_is_written_as_utc():
    china = timezone(timedelta(hours=8))
    text = text_of(datetime(2026, 11, 21, 9, 42, tzinfo=china))
    assert text == "2026-11-21T01:42:00.000000Z+08:00"
    assert moment_of(text).astimezone(UTC).hour == 1


def test_an_instant_without_an_offset_is_a_bug():
    with pytest.raises(ValueError, match="offset"):
        text_of(datetime(2026, 11, 21))  # noqa: DTZ001 (that is the point)


@given(st.lists(st.text() | st.none()), st.lists(st.text() | st.none()))
def test_no_two_records_share_a_seal(one, other):
    assert (seal(*one) == seal(*other)) == (one == other)


def test_the_same_facts_are_the_same_text():
    assert canonical({"b": 1, "a": "中"}) == canonical({"a": "中", "b": 1})
    assert canonical({"a": "中"}) == '{"a":"中"}'
