"""How values stand on a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n.words import Words
from kiosk.i18n.written import GROUPS, grouped, moment, stored_day
from tests.support.clock import MORNING


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("320211194103120021", "id", "320211 1941 0312 0021"),
        ("32021119410312002", "id", "320211 1941 0312 002"),
        ("13805102468", "phone", "138 0510 2468"),
        ("0510-80001234", "phone", "0510-8000 1234"),
        ("051080001234", "phone", "0510 8000 1234"),
        ("01080001234", "phone", "010 8000 1234"),
        ("80001234", "phone", "8000 1234"),
        ("070042066", "reference", "07 004206 6"),
        ("6222021234567890128", "account", "6222 0212 3456 7890 128"),
        ("王秀英", "name", "王秀英"),
        ("", "id", ""),
    ],
)
def test_long_numbers_stand_in_groups(text, kind, shown):
    assert grouped(text, kind) == shown


@given(st.text(alphabet="0123456789X", max_size=40), st.sampled_from(sorted(GROUPS)))
def test_grouping_loses_nothing(text, kind):
    assert grouped(text, kind).replace(" ", "") == text


@given(
    st.text(alphabet="0123456789-", max_size=20),
    st.sampled_from(sorted(GROUPS)),
    st.integers(0, 20),
)
def test_a_number_does_not_jump_while_it_is_written(text, kind, upto):
    assert grouped(text, kind).replace(" ", "") == text
    assert grouped(text, kind).startswith(grouped(text[:upto], kind))


def test_a_date_is_written_in_words():
    assert stored_day("1941-03-12", Words("zh")) == "1941 年 3 月 12 日"
    assert stored_day("1941-03-12", Words("en")) == "12 March 1941"


@pytest.mark.parametrize("text", ["1941-02-30", "1941", "soon", ""])
def test_a_date_that_is_none_stands_as_it_was_typed(text):
    assert stored_day(text, Words("zh")) == text


def test_a_moment_has_its_minute():
    assert moment(MORNING, Words("zh")) == "2026 年 11 月 21 日 09:42"
