"""Predicates: every shortcut gives what plain evaluation gives."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.xpath import evaluate
from tests.support.xpath_forms import at, document, group, leaf

cells = st.sampled_from(["", "1", "2", "01", "x", "2024-01-05"])
kinds = st.sampled_from(["", "int"])
row_cells = st.lists(st.tuples(st.sampled_from("ab"), cells, kinds), max_size=3)
tables = st.lists(row_cells, max_size=6)
symbols = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
fixed = st.sampled_from(
    ["'1'", "1", "''", "/data/key", "/data/none", "true()", "2 - 1"]
)


def table(rows, key):
    made = [group("row", *(leaf(*cell) for cell in row)) for row in rows]
    return document(group("data", leaf("key", *key), *made))


@given(tables, st.tuples(cells, kinds), symbols, fixed, st.booleans())
@example([[("a", "1", "int")]], ("01", ""), "=", "/data/key", False)
def test_a_row_passes_as_its_comparison_does(rows, key, symbol, value, turned):
    root = table(rows, key)
    data = root.children[0]
    test = f"{value} {symbol} a" if turned else f"a {symbol} {value}"
    shortened = at(f"/data/row[{test}]", data, root)
    alone = [row for row in data.named("row") if at(test, row, root, contextual=False)]
    assert shortened == alone


@given(tables, st.tuples(cells, kinds), symbols, fixed)
def test_parts_joined_filter_as_the_whole(rows, key, symbol, value):
    root = table(rows, key)
    data = root.children[0]
    for test in (
        f"a {symbol} {value} and b",
        f"a {symbol} {value} or b = '1'",
        f"not(a {symbol} {value}) and string(b) != 'x'",
    ):
        shortened = at(f"/data/row[{test}]", data, root)
        alone = [row for row in data.named("row") if at(f"boolean({test})", row, root)]
        assert shortened == alone


ROWS = "<d><r><n>1</n></r><r><n>2</n></r><s/><r><n>3</n></r></d>"


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("/d/r[2]", [2]),
        ("/d/r[0]", []),
        ("/d/r[1.5]", []),
        ("/d/r[last()]", [3]),
        ("/d/r[last() - 1]", [2]),
        ("/d/r[position() > 1]", [2, 3]),
        ("/d/r[position() mod 2 = 1]", [1, 3]),
        ("/d/r[n > 1][1]", [2]),
        ("/d/r[1][n > 1]", []),
        ("/d/r[count(/d/s) + 1]", [2]),
        ("/d/r[n = 3]/preceding-sibling::r[1]", [2]),
        ("(/d/r[n = 3]/preceding-sibling::r)[1]", [1]),
        ("/d/s/following::r", [3]),
        ("/d/r[3]/preceding::n[1]/..", [2]),
        ("/d/r[3] | /d/r[1] | /d/r[3]", [1, 3]),
        ("/d/r[if(n = 2, 2, 0)]", [2]),
        ("/d/r[n[. = 2]]", [2]),
        ("/d/r[position() = last()]", [3]),
        ("/d/r[n[position() = 1] = 2 and position() = 2]", [2]),
        ("//r[1]", [1]),
        ("//n[1]/parent::r", [1, 2, 3]),
        ("/descendant::n[2]/ancestor::*[1]", [2]),
    ],
)
def test_positions_count_along_the_axis(source, places):
    assert evaluate(source, ROWS) == [f"/d/r[{place}]" for place in places]
