"""Absolute paths inside repeats, and finding one's way between instances."""

from __future__ import annotations

import math

import pytest

from kiosk.xpath import XPathError
from kiosk.xpath.compile import compile_expression
from tests.support.xpath_forms import at, document, group, leaf, surroundings


def child(name, toys):
    return group("child", leaf("name", name), *(leaf("toy", toy) for toy in toys))


def person(name, age, *children):
    return group("person", leaf("name", name), leaf("age", age, "int"), *children)


ROOT = document(
    group(
        "data",
        leaf("village", "v2"),
        person("Li", "70", child("An", ["ball"]), child("Bo", [])),
        person("Wang", "81", child("Cui", ["kite", "drum"])),
        leaf("total"),
    )
)
DATA = ROOT.children[0]
LI, WANG = DATA.named("person")
VILLAGES = document(
    group(
        "root",
        *(
            group("item", leaf("name", f"v{n}"), leaf("county", f"c{n % 2}"))
            for n in range(4)
        ),
    )
)


@pytest.mark.parametrize(
    ("source", "node", "value"),
    [
        ("string(/data/person/age)", WANG.named("name")[0], "81"),
        ("count(/data/person/age)", WANG.named("name")[0], 1),
        ("count(/data/person)", WANG.named("name")[0], 2),
        ("count(/data/person/child)", WANG, 1),
        ("count(/data/person/child)", DATA.named("total")[0], 3),
        ("sum(/data/person/age)", DATA.named("total")[0], 151),
        ("count(/data/person[age > 1]/age)", WANG, 2),
        ("sum(../../person/age)", WANG.named("name")[0], 151),
        ("string(/data/village)", WANG.named("name")[0], "v2"),
        ("count(/data/person/child/toy)", WANG.named("child")[0], 2),
        ("count(/data/person[true()]/child/toy)", LI.named("child")[0], 3),
        ("position(..)", WANG.named("name")[0], 2),
        ("position(../..)", WANG.named("child")[0].children[0], 2),
        ("position(/data/nobody)", WANG, math.nan),
        ("string(current()/../name)", WANG.named("age")[0], "Wang"),
    ],
)
def test_a_path_shares_the_instances_one_stands_in(source, node, value):
    expected = pytest.approx(value, nan_ok=True) if isinstance(value, float) else value
    assert at(source, node, ROOT) == expected


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("indexed-repeat(/data/person/name, /data/person, 1)", "Li"),
        ("indexed-repeat(/data/person/name, /data/person, 2)", "Wang"),
        ("indexed-repeat(/data/person/name, /data/person, 3)", ""),
        ("indexed-repeat(/data/person/name, /data/person, 0)", ""),
        ("indexed-repeat(/data/person/name, /data/person, /data/nothing)", ""),
        (
            "indexed-repeat(//child/name, /data/person, 1, /data/person/child, 2)",
            "Bo",
        ),
        ("indexed-repeat(../name, .., 1)", "Li"),
        (
            "join(' ', indexed-repeat(/data/person/child/name, /data/person, 1))",
            "An Bo",
        ),
    ],
)
def test_one_instance_by_its_number(source, value):
    assert at(f"string({source})", WANG.named("age")[0], ROOT) == value


def test_inside_a_list_absolute_paths_stay_with_the_answers():
    where = "instance('v')/root/item[name = /data/village]/county"
    node = DATA.named("total")[0]
    assert at(f"string({where})", node, ROOT, instances={"v": VILLAGES}) == "c0"


def test_a_list_that_is_not_there():
    with pytest.raises(XPathError) as caught:
        at("1 + count(instance('none')/root)", DATA, ROOT)
    assert (caught.value.code, caught.value.column) == ("xpath-instance", 11)


class Remembering:
    """An index that answers one question, and remembers all of them."""

    def __init__(self, rows):
        self.rows = rows
        self.asked = []
        self.compared = []

    def index(self, parent, name):
        self.place = (parent.name, name)
        return None if self.rows is None else self

    def find(self, tests):
        self.asked.append((*self.place, *tests))
        return self.rows

    def passing(self, child, holds):
        self.compared.append((child, holds))


ROWS = "instance('v')/root/item"


@pytest.mark.parametrize(
    ("predicate", "asked"),
    [
        ("[county = 'c1']", ("county", "c1")),
        ("['c1' = county]", ("county", "c1")),
        ("[./county = /data/village]", ("county", "v2")),
        ("[string-length(name) > 1 and county = 'c1']", ("county", "c1")),
        ("[county = 'c1'][2]", ("county", "c1")),
        ("[name = current()/../village]", ("name", "v2")),
        ("[county = /data/missing]", ("county", "")),
    ],
)
def test_an_index_is_asked(predicate, asked):
    rows = VILLAGES.children[0].children
    index = Remembering([rows[1], rows[3]])
    context = surroundings(
        ROOT, DATA.named("total")[0], instances={"v": VILLAGES}, lookup=index
    )
    found = compile_expression(ROWS + predicate).nodes(context.current, context)
    assert index.asked == [("root", "item", asked)]
    assert found == ([rows[3]] if "[2]" in predicate else [rows[1], rows[3]])


@pytest.mark.parametrize(
    "predicate",
    [
        "[2][county = 'c1']",
        "[county != 'c1']",
        "[county = 1]",
        "[county = name]",
        "[position() = 1 and county = 'c1']",
        "[county = /data/person[1]/age]",
        "[county = 'c1' or name = 'v0']",
    ],
)
def test_an_index_is_not_asked_what_it_does_not_know(predicate):
    index = Remembering([])
    node = DATA.named("total")[0]
    with_index = at(
        ROWS + predicate, node, ROOT, instances={"v": VILLAGES}, lookup=index
    )
    without = at(ROWS + predicate, node, ROOT, instances={"v": VILLAGES})
    assert index.asked == []
    assert with_index == without


@pytest.mark.parametrize("predicate", ["[county != 'c1']", "['c1' != county][2]"])
def test_an_index_is_asked_which_texts_pass(predicate):
    index = Remembering([])
    node = DATA.named("total")[0]
    with_index = at(
        ROWS + predicate, node, ROOT, instances={"v": VILLAGES}, lookup=index
    )
    child, holds = index.compared[0]
    assert child == "county"
    assert holds("c2")
    assert not holds("c1")
    assert with_index == at(ROWS + predicate, node, ROOT, instances={"v": VILLAGES})


def test_an_index_is_asked_for_all_texts_at_once():
    rows = VILLAGES.children[0].children
    index = Remembering([rows[1]])
    node = DATA.named("total")[0]
    asked = f"{ROWS}[county = 'c1' and name = 'v1'][1 < string-length(name)][name='v1']"
    assert at(asked, node, ROOT, instances={"v": VILLAGES}, lookup=index) == [rows[1]]
    every = (("county", "c1"), ("name", "v1"), ("name", "v1"))
    assert index.asked == [("root", "item", *every)]


def test_without_an_answer_the_rows_are_walked():
    index = Remembering(None)
    node = DATA.named("total")[0]
    rows = at(
        f"{ROWS}[county = 'c1']", node, ROOT, instances={"v": VILLAGES}, lookup=index
    )
    assert [row.children[0].value for row in rows] == ["v1", "v3"]
