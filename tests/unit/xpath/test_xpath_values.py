"""Coercion and comparison: blanks, numbers, truth (the page of semantics)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.xpath import evaluate
from kiosk.xpath.coerce import number_text, plain_number, written_text
from tests.support.xpath_forms import at, document, group, leaf


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_reads_back_the_same(number):
    text = number_text(number)
    assert "e" not in text
    assert plain_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (" 12 ", 12),
        ("-.5", -0.5),
        ("5.", 5),
        ("- 5", math.nan),
        ("1e3", math.nan),
        ("+1", math.nan),
        ("", math.nan),
        ("１２", math.nan),
        ("1_000", math.nan),
        ("inf", math.nan),
    ],
)
def test_what_spells_a_number(text, number):
    assert evaluate(f"number('{text}')") == pytest.approx(number, nan_ok=True)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3.0, "3"),
        (-0.0, "0"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (0.1 + 0.2, "0.30000000000000004"),
        (math.inf, "Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_how_a_number_is_spelt(number, text):
    assert number_text(number) == text


def test_nothing_computed_is_written_as_a_blank():
    assert written_text(math.nan) == ""
    assert written_text("NaN") == "NaN"


ROOT = document(
    group(
        "data",
        leaf("blank"),
        leaf("zero", "0", "int"),
        leaf("words", "0"),
        leaf("six", "6", "int"),
        leaf("six_again", "6.0", "decimal"),
        leaf("six_text", "6.0"),
        leaf("hidden", "seven", own=False),
    )
)
DATA = ROOT.children[0]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("/data/missing = ''", True),
        ("/data/blank = ''", True),
        ("/data/missing != 'x'", True),
        ("/data/blank < 1", False),
        ("/data/blank > 1", False),
        ("/data/missing >= 0", False),
        ("not(/data/blank)", True),
        ("not(/data/zero)", True),
        ("not(/data/words)", False),
        ("boolean('0')", True),
        ("/data/zero or false()", False),
        ("/data/six = /data/six_again", True),
        ("/data/six = /data/six_text", True),
        ("/data/six_text = '6'", False),
        ("/data/six = '6.0'", False),
        ("/data/six = 6", True),
        ("/data/six != /data/six_again", False),
        ("/data/blank = /data/missing", True),
        ("0.1 + 0.2 = 0.3", True),
        ("2 <= true()", False),
        ("'a' < 'b'", False),
        ("true() = 'no'", True),
    ],
)
def test_comparing_and_truth(source, value):
    assert at(f"boolean({source})", DATA, ROOT) is value


def test_arithmetic_with_a_blank_gives_nothing():
    assert math.isnan(at("/data/blank + 1", DATA, ROOT))
    assert math.isnan(at("sum(/data/six) * /data/missing", DATA, ROOT))


def test_a_node_that_is_not_relevant_is_left_out_and_reads_blank():
    hidden = DATA.named("hidden")[0]
    assert at("count(/data/hidden)", DATA, ROOT) == 0
    assert at("concat('<', /data/hidden, '>')", DATA, ROOT) == "<>"
    assert at("string(.)", hidden, ROOT) == ""
    assert at("count(..)", hidden, ROOT) == 1


def test_only_a_predicate_asks_whether_a_node_exists():
    assert at("count(/data[blank])", DATA, ROOT) == 1
    assert at("count(/data[missing])", DATA, ROOT) == 0
    assert at("count(/data[not(blank)])", DATA, ROOT) == 1
    assert at("count(/data[blank and six])", DATA, ROOT) == 0
