"""Reading expressions: what they mean to the parser, and how they are written back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.xpath import XPathError, syntax
from kiosk.xpath.parser import MAX_DEPTH, parse
from kiosk.xpath.printer import to_source

names = st.sampled_from(["a", "名字", "div", "and", "text", "x-1", "_q.2"])
prefixes = st.sampled_from(["", "", "orx"])
literals = st.text(alphabet="ab 'é()", max_size=5)
numbers = st.floats(min_value=0, allow_nan=False, allow_infinity=False)
name_tests = st.builds(syntax.NameTest, prefixes, st.one_of(names, st.just("*")))
kind_tests = st.one_of(
    st.builds(syntax.KindTest, st.sampled_from(["node", "text", "comment"])),
    st.builds(syntax.KindTest, st.just("processing-instruction"), literals),
)
LEVELS = [["or"], ["and"], ["=", "!="], ["<", ">="], ["+", "-"], ["*", "div", "mod"]]


def steps(inner):
    predicates = st.lists(inner, max_size=2).map(tuple)
    tests = st.one_of(name_tests, kind_tests)
    return st.builds(
        syntax.Step, st.sampled_from(sorted(syntax.AXES)), tests, predicates
    )


def chains(inner):
    return st.sampled_from(LEVELS).flatmap(
        lambda level: st.builds(
            syntax.Chain,
            inner,
            st.lists(
                st.tuples(st.sampled_from(level), inner), min_size=1, max_size=3
            ).map(tuple),
        )
    )


def larger(inner):
    some_steps = st.lists(steps(inner), min_size=1, max_size=3).map(tuple)
    many = st.lists(inner, min_size=2, max_size=3).map(tuple)
    one_or_two = st.lists(inner, min_size=1, max_size=2).map(tuple)
    calls = st.sampled_from(["concat", "jr:itext"])
    return st.one_of(
        chains(inner),
        st.builds(syntax.Call, calls, st.lists(inner, max_size=2).map(tuple)),
        st.builds(syntax.Path, some_steps, st.booleans()),
        st.builds(lambda s, base: syntax.Path(s, base=base), some_steps, inner),
        st.builds(syntax.Filter, inner, one_or_two),
        st.builds(syntax.Union, many),
    )


expressions = st.recursive(
    st.one_of(
        st.builds(syntax.Number, numbers),
        st.builds(syntax.Text, literals),
        st.just(syntax.Path((), absolute=True)),
    ),
    larger,
    max_leaves=12,
)


@given(expressions)
def test_what_is_written_reads_back_the_same(tree):
    assert parse(to_source(tree)) == tree


@given(expressions)
def test_writing_is_stable(tree):
    source = to_source(tree)
    assert to_source(parse(source)) == source


@given(st.text(alphabet="ab/.[]()@*|=<>!'\"0123 -+$:,andorivm\n", max_size=30))
def test_any_text_is_read_or_refused_with_its_column(source):
    tree, refusal = read(source)
    if refusal is None:
        assert parse(to_source(tree)) == tree
    else:
        assert refusal.code in {"xpath-syntax", "xpath-variable"}
        assert 1 <= refusal.column <= len(source) + 1


def read(source):
    """The tree, or why there is none."""
    try:
        return parse(source), None
    except XPathError as refusal:
        return None, refusal


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ("1and1", "1 and 1"),
        ("2mod1", "2 mod 1"),
        (".>=1", ". >= 1"),
        ("a - 1", "child::a - 1"),
        ("* * *", "child::* * child::*"),
        ("div div mod", "child::div div child::mod"),
        ("//a", "/descendant-or-self::node()/child::a"),
        ("../@x", "parent::node()/attribute::x"),
        ("a[1][b]/c", "child::a[1][child::b]/child::c"),
        ("---1", "-1"),
        ("----1", "--1"),
        ("child :: a", "child::a"),
        ("1 - (2 - 3)", "1 - (2 - 3)"),
        ("or or or", "child::or or child::or"),
    ],
)
def test_these_mean_the_same(source, same):
    assert parse(source) == parse(same)


def test_a_name_may_contain_what_would_be_an_operator():
    assert parse("a-1") == syntax.Path(
        (syntax.Step("child", syntax.NameTest("", "a-1")),)
    )


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("1 +", 4),
        ("'abc", 1),
        ("a b", 3),
        ("concat(,)", 8),
        ("/a[", 4),
        ("a::b", 1),
        ("", 1),
        ("a[1]]", 5),
        ("1 = = 2", 5),
        ("a # b", 3),
    ],
)
def test_a_slip_is_found_at_its_column(source, column):
    with pytest.raises(XPathError) as caught:
        parse(source)
    assert (caught.value.code, caught.value.column) == ("xpath-syntax", column)


def test_there_are_no_variables():
    with pytest.raises(XPathError) as caught:
        parse("1 + $age")
    assert (caught.value.code, caught.value.column) == ("xpath-variable", 5)


@pytest.mark.parametrize("opening", ["(", "a[", "not("])
def test_brackets_may_nest_deep_but_not_without_end(opening):
    closing = "]" if opening == "a[" else ")"
    inside = "a"
    parse(opening * MAX_DEPTH + inside + closing * MAX_DEPTH)
    with pytest.raises(XPathError) as caught:
        parse(opening * 10_000 + inside + closing * 10_000)
    assert caught.value.code == "xpath-too-deep"
