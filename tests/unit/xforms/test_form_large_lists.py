"""A list on disk and the same list in memory answer alike, whatever is asked."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.tables import Rows, Shelf
from kiosk.xforms import FormEntry, FormError, Stored, load_form
from kiosk.xforms.external import LARGE
from kiosk.xforms.large import LargeTable
from kiosk.xforms.tree import Table
from tests.support.scenario import xform

TEXTS = ("", "1", "2", "10", "1.0", " 1", "a", "b", "东", "true", "1970-01-03")
COLUMNS = ("name", "label", "x", "y", "z")
ROWS = "instance('list')/root/item"
ASKED = {
    "": "{rows}",
    "count": "count({rows})",
    "text": "{rows}/label",
    "sum": "sum({rows}/x)",
    "join": "join('|', {rows}/name)",
    "second": "join(' ', {rows}[2]/name)",
    "last": "string({rows}[last()]/label)",
    "rest": "join(' ', {rows}/following-sibling::item/name)",
    "before": "count({rows}/preceding::name)",
    "union": "join(' ', {rows}/name | instance('list')/root/item[x = '1']/*)",
    "place": "position({rows})",
    "up": "count({rows}/../item[y = /data/q])",
}


@st.composite
def predicates(draw):
    """``[…]`` or several, of comparisons joined by ``and``, ``or`` and ``not``."""
    column = st.sampled_from((*COLUMNS, "missing"))
    texts = st.sampled_from(TEXTS).map(repr)
    other = st.one_of(
        texts, st.sampled_from(["/data/q", "/data/n", "/data/none", "1", "2.0"])
    )
    sign = st.sampled_from(["=", "=", "=", "=", "!=", "<", ">="])
    side = st.tuples(column, sign, other).map(" ".join)
    mirrored = st.tuples(other, sign, column).map(" ".join)
    selected = column.map(lambda name: f"selected('1 a b', {name})")
    part = st.one_of(side, side, side, mirrored, selected)
    joined = st.lists(part, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from([" and ", " or "]).map(lambda j: j.join(parts))
    )
    negated = joined.map(lambda inner: f"not({inner})")
    position = st.sampled_from(["1", "position() > 1", "last()"])
    whole = st.one_of(joined, joined, joined, negated, position)
    many = draw(st.lists(whole, min_size=1, max_size=3))
    return "".join(f"[{one}]" for one in many)


def form(nodeset, calculation):
    return load_form(
        xform(
            "<instance><data id='t'><q/><n/><none/><pick/><sum/><pull/></data>"
            "</instance>"
            "<instance id='list'><root><item><name/></item></root></instance>"
            "<bind nodeset='/data/n' type='int'/>"
            f'<bind nodeset="/data/sum" calculate="{calculation}"/>'
            '<bind nodeset="/data/pull"'
            " calculate=\"pulldata('list', 'label', 'x', /data/q)\"/>",
            "<input ref='/data/q'/><input ref='/data/n'/><select1 ref='/data/pick'>"
            f'<itemset nodeset="{nodeset}"><value ref="name"/><label ref="label"/>'
            "</itemset></select1>",
        )
    )


def answers(definition, document, given):
    changed = replace(definition, secondary={"list": document})
    entry = FormEntry.start(changed)
    found = []
    for q, n in given:
        entry.answer("/data/q", q)
        entry.answer("/data/n", n)
        state = entry.node("/data/pick")
        found.append([(c.value, c.label, dict(c.extra)) for c in state.choices])
        found += [entry.node(f"/data/{name}").value for name in ("sum", "pull")]
    return found, [str(trouble) for trouble in entry.troubles]


def columns_of(rows):
    return {name: [row[at] for row in rows] for at, name in enumerate(COLUMNS)}


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(
        st.tuples(*[st.sampled_from((*TEXTS, None))] * len(COLUMNS)), max_size=12
    ),
    predicate=predicates(),
    kind=st.sampled_from(sorted(ASKED)),
    given=st.lists(
        st.tuples(st.sampled_from(TEXTS), st.sampled_from(["", "1", "2", "10"])),
        min_size=1,
        max_size=3,
    ),
)
def test_disk_and_memory_answer_alike(tmp_path, rows, predicate, kind, given):
    asked = escape(ROWS + predicate, quote=True)
    definition = form(asked, ASKED[kind].format(rows=asked))
    memory = Table("root", "item", columns_of(rows), len(rows))
    key = hashlib.sha256(repr(rows).encode()).hexdigest()
    index = Shelf(tmp_path).open(key, lambda: Rows(COLUMNS, rows), lasting=False)
    disk = LargeTable(index)
    assert answers(definition, disk, given) == answers(definition, memory, given)
    index.close()


def csv_of(rows):
    lines = "".join(f"v{n},村 {n},s{n // 20},p{n // 4000}\n" for n in range(rows))
    return f"code,name,street,province\n{lines}".encode()


def cascade():
    return xform(
        "<instance><data id='t'><street/><pick/><count/><label/></data></instance>"
        "<instance id='l' src='jr://file-csv/l.csv'/>"
        '<bind nodeset="/data/count"'
        " calculate=\"count(instance('l')/root/item[province = 'p1'])\"/>"
        '<bind nodeset="/data/label"'
        " calculate=\"jr:choice-name(/data/pick, '/data/pick')\"/>",
        "<input ref='/data/street'/><select1 ref='/data/pick'>"
        "<itemset nodeset=\"instance('l')/root/item[street = /data/street]\">"
        '<value ref="code"/><label ref="name"/></itemset></select1>',
    )


def visit(definition):
    entry = FormEntry.start(definition)
    entry.answer("/data/street", "s250")
    entry.answer("/data/pick", "v5003")
    return entry


def test_a_list_of_more_than_5000_lines_is_on_disk(tmp_path):
    small = load_form(cascade(), {"l.csv": csv_of(LARGE - 1)}, tables=tmp_path)
    large = load_form(cascade(), {"l.csv": csv_of(LARGE + 1000)}, tables=tmp_path)
    assert isinstance(small.secondary["l"], Table)
    assert isinstance(large.secondary["l"], LargeTable)
    assert len(list(tmp_path.glob("*.table"))) == 1
    entry = visit(large)
    choices = entry.node("/data/pick").choices
    assert [choice.value for choice in choices] == [f"v{n}" for n in range(5000, 5020)]
    assert choices[0].extra == {"street": "s250", "province": "p1"}
    assert entry.node("/data/label").value == "村 5003"
    assert entry.node("/data/count").value == "2000"


def test_answers_with_very_many_rows_come_without_their_cells(tmp_path):
    large = load_form(cascade(), {"l.csv": csv_of(9_000)}, tables=tmp_path)
    document = large.secondary["l"]
    found = document.find([("province", "p1")])
    assert len(found) == 4_000
    assert found[-1].text() == "v7999村 7999s399p1"
    assert found[0] == document.children[0].children[4_000]
    assert document.find([("province", "p9")]) == []


def test_a_stored_list_is_read_only_where_its_index_is_missing(tmp_path):
    content = csv_of(6_000)
    reads = []

    def read():
        reads.append(1)
        return content

    files = {"l.csv": Stored(hashlib.sha256(content).hexdigest(), read)}
    load_form(cascade(), files, tables=tmp_path / "t")
    made = len(reads)
    assert made
    entry = visit(load_form(cascade(), files, tables=tmp_path / "t"))
    assert entry.node("/data/label").value == "村 5003"
    assert len(reads) == made


def test_without_room_for_an_index_the_list_is_held(tmp_path, caplog):
    (tmp_path / "t").write_bytes(b"a file where a folder should be")
    with caplog.at_level(logging.WARNING):
        form = load_form(cascade(), {"l.csv": csv_of(6_000)}, tables=tmp_path / "t")
    assert isinstance(form.secondary["l"], Table)
    assert "held in memory" in caplog.text
    assert visit(form).node("/data/label").value == "村 5003"


def test_a_large_list_that_is_not_utf8_is_refused(tmp_path):
    content = csv_of(6_000) + "北京\n".encode("gb18030")
    with pytest.raises(FormError) as caught:
        load_form(cascade(), {"l.csv": content}, tables=tmp_path)
    assert caught.value.code == "resource-not-readable"
    assert list(tmp_path.iterdir()) == []
