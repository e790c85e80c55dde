"""Patterns: the whole value, ASCII digits, and an end to every search."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from kiosk.xpath import XPathError
from kiosk.xpath.patterns import LONGEST, weight, whole_match


@pytest.mark.parametrize(
    ("value", "pattern", "matches"),
    [
        ("12345", "[0-9]+", True),
        ("12345x", "[0-9]+", False),
        ("abc", "b", False),
        ("١٢", r"\d+", False),
        ("１２３", r"\d+", True),
        ("常青", r"\p{Han}+", True),
        ("ab", "a(?!c)b", True),
        ("aab", r"(a)\1b", True),
        ("", "", True),
        ("a\n", "a", False),
    ],
)
def test_matching(value, pattern, matches):
    assert whole_match(value, pattern) is matches


@pytest.mark.parametrize(
    ("value", "pattern"),
    [
        ("a" * 5000 + "b", "(a+)+"),
        ("a" * 40, "(?=a)(a+)+c"),
        ("a" * 40, r"(a|a)*\1c"),
    ],
)
def test_no_pattern_holds_a_visit_up(value, pattern):
    start = time.perf_counter()
    with suppress(XPathError):
        assert not whole_match(value, pattern)
    assert time.perf_counter() - start < 20 * LONGEST


def test_a_search_that_takes_too_long_is_given_up():
    with pytest.raises(XPathError) as caught:
        whole_match("a" * 5000 + "b", "(?=a)(a+)+c")
    assert caught.value.code == "xpath-regex"


@pytest.mark.parametrize(
    "pattern",
    ["(", "[a", "((a{1000}){1000}){1000}", "(?=a)((a{1000}){1000}){1000}", r"\q{"],
)
def test_what_is_no_pattern_is_said_to_be_none(pattern):
    with pytest.raises(XPathError) as caught:
        whole_match("a", pattern)
    assert caught.value.code == "xpath-regex"


def test_the_weight_of_a_pattern():
    assert weight("(ab{3}){2}") == 8
    assert weight(r"[]a{9}]\{3}") == 4
    assert weight("a{2,5}") == 5
    assert weight(")(") == 1
