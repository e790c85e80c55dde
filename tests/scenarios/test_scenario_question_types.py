"""Every question type of pyxform's own table: it loads, walks, validates, finalises."""

from __future__ import annotations

import json

import pytest
from lxml import etree
from pyxform.aliases import _type_alias_map
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from kiosk.xforms import FormEntry
from tests.support.scenario import NOW, ZONE, Scenario, form_of

CHOOSING = {
    "add select multiple prompt using": "select_multiple l",
    "add select one prompt using": "select_one l",
    "q select": "select_multiple l",
    "q select1": "select_one l",
    "rank": "rank l",
    "select all that apply": "select_multiple l",
    "select all that apply from": "select_multiple l",
    "select multiple from": "select_multiple l",
    "select multiple using": "select_multiple l",
    "select one": "select_one l",
    "select one using": "select_one l",
}
"""Types that need a list: as an author writes them, with it."""
ELSEWHERE = {"select one external", "xml-external", "csv-external", "audit"}
"""Types with a test of their own below, or in another file."""
NEEDS = {
    "calculate": {"calculation": "1 + 1"},
    "background-geopoint": {"trigger": "${first}"},
}
"""Columns without which pyxform refuses the type."""
ANSWERS = {
    "input": {
        "string": "词",
        "int": "7",
        "decimal": "1.5",
        "date": "2026-11-22",
        "time": "09:30:00.000+08:00",
        "dateTime": "2026-11-22T09:30:00.000+08:00",
        "geopoint": "31.2 121.5 4 5",
        "geotrace": "31.2 121.5 0 0; 31.3 121.6 0 0",
        "geoshape": "31.2 121.5 0 0; 31.3 121.6 0 0; 31.2 121.5 0 0",
        "barcode": "6901234567892",
    },
    "upload": {"binary": "file.bin"},
    "trigger": {"string": "OK"},
    "range": {"int": "5"},
    "select1": {"string": "a"},
    "select": {"string": "a b"},
    "rank": {"rank": "b a"},
}
"""An answer that will do, by control and datatype."""
PLACE = {
    "type": "Feature",
    "id": "p1",
    "properties": {"title": "Park"},
    "geometry": {"type": "Point", "coordinates": [121.5, 31.2]},
}
PROPERTIES = {
    "deviceid": "kiosk-07",
    "username": "lin",
    "phonenumber": "13800000000",
    "email": "lin@example.org",
    "simserial": "8986",
    "subscriberid": "460",
}


def started(kind):
    extra = NEEDS.get(kind, {})
    columns = ("calculation", "trigger")
    label = "" if kind == "background-geopoint" else "Asked?"
    row = " | ".join(extra.get(column, "") for column in columns)
    form = form_of(f"""
        | survey  |           |       |        |             |         |
        |         | type      | name  | label  | calculation | trigger |
        |         | text      | first | First? |             |         |
        |         | {CHOOSING.get(kind, kind)} | asked | {label} | {row} |
        |         | text      | last  | Last?  |             |         |
        | choices |           |       |        |
        |         | list_name | name  | label  |
        |         | l         | a     | A      |
        |         | l         | b     | B      |
    """)
    return FormEntry.start(
        form, now=NOW, timezone=ZONE, properties=PROPERTIES, random=lambda: 0.5
    )


def walked(entry):
    """The names of all questions on the way, there and back the same."""
    there = []
    while (screen := entry.next()) is not None:
        there += screen.nodes
    back = []
    while (screen := entry.back()) is not None:
        back += screen.nodes
    assert back == there[::-1]
    return [entry.node(ref).name for ref in there]


@pytest.mark.parametrize("kind", sorted(set(QUESTION_TYPE_DICT) - ELSEWHERE))
def test_a_question_type(kind):
    entry = started(kind)
    node = entry.node("/data/asked")
    shown = ["asked"] if node.kind and node.kind != "action" else []
    assert walked(entry) == ["first", *shown, "last"]
    if shown and not node.readonly:
        answer = ANSWERS[node.kind][node.type]
        if "phone" in kind:
            answer = "13800000000"
        outcome = entry.answer("/data/asked", answer)
        assert outcome.violations == ()
        assert outcome.value in {answer, "a b"}
    assert entry.validate() == []
    asked = 1 if shown and not node.readonly else 0
    assert entry.progress() == (asked, 2 + asked)
    sent = etree.fromstring(entry.finalise())
    assert (sent.findtext("asked") or "") == entry.node("/data/asked").value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("today", "2026-11-22"),
        ("start", "2026-11-22T09:30:00.000+08:00"),
        ("end", "2026-11-22T09:30:00.000+08:00"),
        ("deviceid", "kiosk-07"),
        ("imei", "kiosk-07"),
        ("username", "lin"),
        ("phonenumber", "13800000000"),
        ("email", "lin@example.org"),
        ("uri:email", "lin@example.org"),
        ("simserial", "8986"),
        ("subscriberid", "460"),
    ],
)
def test_metadata_has_its_value_when_it_is_final(kind, value):
    entry = started(kind)
    sent = etree.fromstring(entry.finalise())
    assert sent.findtext("asked") == value


@pytest.mark.parametrize(
    "kind", ["start-geopoint", "background-audio", "background-geopoint"]
)
def test_what_a_kiosk_has_no_device_for_stays_blank_and_stops_nobody(kind):
    entry = started(kind)
    entry.answer("/data/first", "词")
    sent = etree.fromstring(entry.finalise())
    assert sent.find("asked") is not None
    assert not sent.findtext("asked")
    assert entry.troubles == ()


@pytest.mark.parametrize("alias", sorted(_type_alias_map))
def test_another_name_of_a_type(alias):
    if _type_alias_map[alias] in ELSEWHERE | set(CHOOSING):
        return
    assert walked(started(alias))[0] == "first"


def test_a_note_is_a_screen_without_an_answer():
    entry = started("note")
    assert entry.node("/data/asked").readonly
    assert entry.progress() == (0, 2)


def test_a_list_from_each_kind_of_file():
    markdown = """
        | survey |                                     |      |        |                         |                                         |
        |        | type                                | name | label  | parameters              | calculation                             |
        |        | select_one_from_file a.csv          | c    | C?     |                         |                                         |
        |        | select_one_from_file b.xml          | x    | X?     | value=code, label=title |                                         |
        |        | select_multiple_from_file c.geojson | g    | G?     |                         |                                         |
        |        | rank r                              | r    | R?     |                         |                                         |
        |        | csv-external                        | d    |        |                         |                                         |
        |        | xml-external                        | e    |        |                         |                                         |
        |        | calculate                           | k    |        |                         | instance('d')/root/item[name='q']/label |
        | choices |
        |        | list_name | name | label |
        |        | r         | 1    | One   |
        |        | r         | 2    | Two   |
    """  # noqa: E501 (a table is read by its columns)
    places = {"type": "FeatureCollection", "features": [PLACE]}
    form = Scenario.of(
        markdown,
        {
            "a.csv": b"name,label\nq,Q\n",
            "b.xml": b"<root><item><code>z</code><title>Z</title></item></root>",
            "c.geojson": json.dumps(places).encode(),
            "d.csv": b"name,label\nq,Quite\n",
            "e.xml": b"<root><item><name>v</name></item></root>",
        },
    )
    assert form.definition.warnings == ()
    assert form.labels("c") == ["Q"]
    assert (form.choices("x"), form.labels("x")) == (["z"], ["Z"])
    assert (form.choices("g"), form.labels("g")) == (["p1"], ["Park"])
    assert form.value("k") == "Quite"
    for question, answer in {"c": "q", "x": "z", "g": "p1", "r": "2 1"}.items():
        assert form.answer(question, answer).violations == ()
    form.entry.finalise()
