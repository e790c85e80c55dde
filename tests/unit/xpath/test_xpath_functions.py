"""ODK's functions, at the traps."""

from __future__ import annotations

import math

import pytest

from kiosk.xpath import XPathError, evaluate
from kiosk.xpath.compile import compile_expression
from tests.support.xpath_forms import document, group, leaf, surroundings

LETTERS = "<d>" + "".join(f"<x>{letter}</x>" for letter in "ABCDEF") + "</d>"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("int(-2.9)", -2),
        ("round(2.345, 2)", 2.35),
        ("round(-1.5)", -1),
        ("round(1.005, 2)", 1.01),
        ("round(12345.12345, -3)", 12000),
        ("round(0.5)", 1),
        ("floor(-0.5)", -1),
        ("ceiling(0.2)", 1),
        ("5 mod -3", 2),
        ("-5 mod 3", -2),
        ("1 div 0", math.inf),
        ("-1 div 0", -math.inf),
        ("0 div 0", math.nan),
        ("pow(10, 400)", math.inf),
        ("pow(0, -1)", math.inf),
        ("pow(-8, 1 div 3)", math.nan),
        ("exp(10000)", math.inf),
        ("log(0)", -math.inf),
        ("sqrt(-1)", math.nan),
        ("max('', 3, 1)", 3),
        ("min()", None),
        ("count-selected(' a  b ')", 2),
        ("string-length('常青')", 2),
        ("string-length(uuid(12))", 12),
        ("distance('0 0;0 1')", 111318.85),
        ("distance('not a place')", math.nan),
        ("area('0 0;0 1')", 0),
    ],
)
def test_numbers(source, value):
    if value is None:
        with pytest.raises(XPathError):
            evaluate(source)
    else:
        assert evaluate(source) == pytest.approx(value, nan_ok=True)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("substr('hello', 1, 3)", "el"),
        ("substr('hello', -3)", "llo"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', -42, 1 div 0)", "12345"),
        ("substring('12345', 0 div 0, 3)", ""),
        ("substring-after('hello', '')", "hello"),
        ("substring-before('hello', 'x')", ""),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("normalize-space(' a\n\tb  c ')", "a b c"),
        ("normalize-space('a\u00a0b')", "a\u00a0b"),
        ("selected-at('a b c', 2)", "c"),
        ("selected-at('a b c', 3)", ""),
        ("selected-at('a b c', -1)", ""),
        ("coalesce('', 0 div 0, 'x')", "x"),
        ("coalesce('', 0 div 0)", ""),
        ("join(', ', 'a', //x[position() < 3])", "a, A, B"),
        ("concat(//x, '!')", "ABCDEF!"),
        ("digest('some text', 'MD5')", "VS4hzUzZkYZ448Gg30kbww=="),
        ("digest('some text', 'MD5', 'hex')", "552e21cd4cd9918678e3c1a0df491bc3"),
        ("base64-decode('8J+lsA==')", "🥰"),
        ("base64-decode('not base64')", ""),
        ("join('', randomize(//x, 42))", "AFCBDE"),
        ("join('', randomize(//x, 0))", "CBEAFD"),
        ("join('', randomize(//x, -42))", "EDAFBC"),
        ("join('', randomize(//x, '42'))", "AFCBDE"),
    ],
)
def test_texts(source, value):
    assert evaluate(source, LETTERS) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("selected('', '')", False),
        ("selected('a b', 'a')", True),
        ("selected('ab', 'a')", False),
        ("selected('a\nb', ' b ')", True),
        ("boolean-from-string('TRUE')", False),
        ("boolean-from-string(1)", True),
        ("checklist(-1, 2, 1, 0, 1)", True),
        ("checklist(3, -1, 'a', 'b')", False),
        ("weighted-checklist(5, 6, true(), 2, true(), 4)", True),
        ("weighted-checklist(5, 6, true(), 2, false(), 4)", False),
        ("geofence('0.5 0.5', '0 0;0 1;1 1;1 0;0 0')", True),
        ("geofence('2 0.5', '0 0;0 1;1 1;1 0;0 0')", False),
        ("geofence('0 0', '')", False),
        ("if(false(), 1 div 0, 'x') = 'x'", True),
        ("lang('zh')", False),
    ],
)
def test_truths(source, value):
    assert evaluate(source) is value


def test_a_seed_of_words_shuffles_the_same_way_each_time():
    first = evaluate("join('', randomize(//x, 'village'))", LETTERS)
    assert first == evaluate("join('', randomize(//x, 'village'))", LETTERS)
    assert sorted(first) == list("ABCDEF")


def form(**person):
    root = document(group("data", group("p", *(leaf(k, v) for k, v in person.items()))))
    return root, root.children[0].children[0]


def test_once_keeps_what_a_node_holds():
    root, person = form(seed="kept", blank="")
    context = surroundings(root, person.named("seed")[0])
    once = compile_expression("once(random())")
    assert once.string(context.current, context) == "kept"
    context.current = person.named("blank")[0]
    assert once.string(context.current, context) == "0.5"


def test_once_keeps_it_even_while_not_relevant():
    root, person = form(seed="kept")
    person.own = False
    context = surroundings(root, person.named("seed")[0])
    value = compile_expression("once(random())").string(context.current, context)
    assert value == "kept"


def test_the_form_answers_for_choices_and_lists():
    root, person = form(q="a", key="7")
    context = surroundings(root, person.named("q")[0])
    here = context.current
    told = compile_expression("jr:choice-name(., ' /data/p/q ')").string(here, context)
    pulled = compile_expression("pulldata('people', 'name', 'id', ../key)")
    assert told == "label of a"
    assert pulled.string(here, context) == "name of 7"
    assert context.host.asked == [
        ("a", "/data/p/q", "q"),
        ("people", "name", "id", "7"),
    ]


def test_a_uuid_is_version_four_and_as_random_as_its_source():
    root, person = form(q="")
    numbers = iter([0.1, 0.2, 0.3, 0.4])
    context = surroundings(root, person, random=lambda: next(numbers))
    made = compile_expression("uuid()").string(person, context)
    assert len(made) == 36
    assert made[14] == "4"
    assert made[19] in "89ab"
