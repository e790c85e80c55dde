"""Compiling: what is refused when a form loads, and that length is not depth."""

from __future__ import annotations

import pytest

from kiosk.xpath import XPathError, evaluate
from kiosk.xpath.compile import compile_expression
from kiosk.xpath.library import LIBRARY


@pytest.mark.parametrize(
    ("source", "code", "column"),
    [
        ("1 + nothing-such(2)", "xpath-unknown-function", 5),
        ("false() and nothing-such()", "xpath-unknown-function", 13),
        ("if(true(), 1, substring('a'))", "xpath-arity", 15),
        ("true(5)", "xpath-arity", 1),
        ("string('too', 'many')", "xpath-arity", 1),
        ("weighted-checklist(1, 2, 3)", "xpath-arity", 1),
        ("indexed-repeat(/a/b, /a)", "xpath-arity", 1),
        ("1 + count('a')", "xpath-type", 5),
        ("(1 + 2)/a", "xpath-type", 0),
    ],
)
def test_it_is_refused_at_load(source, code, column):
    with pytest.raises(XPathError) as caught:
        compile_expression(source)
    assert (caught.value.code, caught.value.column) == (code, column)


@pytest.mark.parametrize("size", [10_000])
@pytest.mark.parametrize(
    ("first", "more", "value"),
    [
        ("1", "+1", 10_001.0),
        ("1", "=1", True),
        ("false()", " or false()", False),
        ("/a", "|/a", ["/a"]),
        ("/a", "/.", ["/a"]),
        ("/a", "[true()]", ["/a"]),
        ("", "-", -1.0),
    ],
)
def test_a_long_expression_is_no_deep_one(first, more, value, size):
    source = more * (size + 1) + "1" if more == "-" else first + more * size
    assert evaluate(source, "<a/>") == value


def test_what_nests_as_deep_as_allowed_runs():
    assert evaluate("not(" * 398 + "true()" + ")" * 398) is True
    assert evaluate("if(/a = 'x', 1, " * 400 + "2" + ")" * 400, "<a/>") == 2
    assert evaluate("/a" + "[. = 'z' and ../a" * 390 + "]" * 390, "<a>z</a>") == ["/a"]


def test_the_same_source_compiles_once():
    assert compile_expression("1 + 1") is compile_expression("1 + 1")


def test_a_constant_that_cannot_be_does_not_stop_a_form_from_loading():
    compiled = compile_expression("if(. = '', '', digest('a', 'ROT13'))")
    assert compiled.source.startswith("if(")
    with pytest.raises(XPathError) as caught:
        evaluate("digest('a', 'ROT13')")
    assert caught.value.column == 1


def test_every_function_of_the_specification_is_there():
    # ODK XForms specification, XPath functions; geofence and base64-decode are ODK's.
    named = """
    string concat join substr substring-before substring-after translate string-length
    normalize-space contains starts-with ends-with uuid digest pulldata if coalesce once
    true false boolean boolean-from-string not regex checklist weighted-checklist number
    random int sum max min round pow log log10 abs sin cos tan asin acos atan atan2 sqrt
    exp exp10 pi count count-non-empty position instance current randomize today now
    format-date format-date-time date decimal-date-time decimal-time selected
    selected-at count-selected jr:choice-name jr:itext indexed-repeat area distance
    geofence base64-decode date-time
    last id local-name namespace-uri name substring lang floor ceiling
    """
    assert set(named.split()) == set(LIBRARY)
