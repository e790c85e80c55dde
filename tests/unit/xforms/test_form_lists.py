"""Lists a form brings along: CSV, XML and GeoJSON, in memory and as nodes."""

from __future__ import annotations

import pytest

from kiosk.xforms import FormEntry, FormError, load_form
from kiosk.xforms.geojson import feature_rows
from kiosk.xforms.reading import read_xml
from kiosk.xforms.resources import Resources
from kiosk.xforms.secondary import external, internal
from kiosk.xforms.tree import Table
from tests.support.scenario import xform


def csv(content):
    return external("jr://file-csv/l.csv", Resources({"l.csv": content}), [])


def rows(document):
    root = document.children[0]
    return [{cell.name: cell.text() for cell in row.children} for row in root.children]


def test_a_csv_is_rows_of_items():
    document = csv('name,label\r\na,甲\r\nb,"乙,丙"\r\n'.encode())
    assert document.children[0].name == "root"
    assert [row.name for row in document.children[0].children] == ["item", "item"]
    assert rows(document) == [
        {"name": "a", "label": "甲"},
        {"name": "b", "label": "乙,丙"},
    ]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffname,label\na,甲\n".encode(),
        "name;label\na;甲\n".encode(),
        " name , label \na,甲\n\n".encode(),
        "name,label\na,甲,more\n".encode(),
    ],
)
def test_csv_as_spreadsheets_write_it(content):
    assert rows(csv(content)) == [{"name": "a", "label": "甲"}]


def test_a_short_row_has_blanks():
    assert rows(csv(b"name,label\na\n")) == [{"name": "a", "label": ""}]


@pytest.mark.parametrize("content", [b"", b"name,label\n"])
def test_a_csv_without_rows_is_an_empty_list(content):
    assert rows(csv(content)) == []


def test_a_csv_that_is_not_utf8_is_refused():
    with pytest.raises(FormError) as caught:
        csv("name\n北京\n".encode("gb18030"))
    assert caught.value.code == "resource-not-readable"


def test_even_and_uneven_rows_become_tables():
    even = internal(read_xml(b"<root><i><a>1</a></i><i><a>2</a></i></root>"))
    uneven = internal(read_xml(b"<root><i><a>1</a></i><i><b>2</b></i></root>"))
    assert isinstance(even, Table)
    assert isinstance(uneven, Table)
    assert rows(even) == [{"a": "1"}, {"a": "2"}]
    assert rows(uneven) == [{"a": "1"}, {"b": "2"}]


@pytest.mark.parametrize(
    "xml",
    [
        b'<root><i x="1"><a>1</a></i></root>',
        b"<root><i><a><b/></a></i></root>",
        b"<root><i><a>1</a><a>2</a></i></root>",
        b"<root><i><a>1</a></i><j><a>1</a></j></root>",
        b"<root/>",
    ],
)
def test_whatever_is_no_table_is_still_a_tree(xml):
    document = internal(read_xml(xml))
    assert not isinstance(document, Table)
    assert document.children[0].name == "root"


def test_a_row_without_a_cell_reads_blank_in_the_index():
    table = internal(read_xml(b"<root><i><a>1</a></i><i><b>2</b></i></root>"))
    assert [row.number for row in table.find([("a", "1")])] == [0]
    assert [row.number for row in table.find([("a", "")])] == [1]
    assert [row.number for row in table.find([("nothing", "")])] == [0, 1]


def test_a_feature_is_a_row_with_its_place():
    point = {"type": "Point", "coordinates": [102, 0.5]}
    feature = {
        "type": "Feature",
        "id": 7,
        "geometry": point,
        "properties": {"name": "井", "deep": True},
    }
    found = feature_rows({"type": "FeatureCollection", "features": [feature]})
    assert found == [
        {"geometry": "0.5 102 0 0", "id": "7", "name": "井", "deep": "true"}
    ]


@pytest.mark.parametrize(
    "content",
    [b"[]", b"{", b'{"type": "FeatureCollection", "features": [{"type": "x"}]}'],
)
def test_a_geojson_that_is_none_is_refused(content):
    with pytest.raises(FormError) as caught:
        external("jr://file/p.geojson", Resources({"p.geojson": content}), [])
    assert caught.value.code == "resource-not-readable"


def test_an_external_xml_is_read_as_carefully_as_a_form():
    bomb = b'<!DOCTYPE r [<!ENTITY e "x">]><root>&e;</root>'
    with pytest.raises(FormError) as caught:
        external("jr://file/l.xml", Resources({"l.xml": bomb}), [])
    assert caught.value.code == "form-has-doctype"


def test_files_come_from_a_folder_and_never_from_above_it(tmp_path):
    inside = tmp_path / "media"
    inside.mkdir()
    (inside / "l.csv").write_bytes(b"in")
    (tmp_path / "secret.csv").write_bytes(b"out")
    files = Resources(inside)
    assert files.read("jr://file-csv/l.csv") == b"in"
    assert files.read("jr://file-csv/../secret.csv") is None
    assert files.read("..\\secret.csv") is None
    assert files.read("jr://file-csv/..") is None


def test_a_mapping_may_hold_bytes_or_places(tmp_path):
    place = tmp_path / "l.csv"
    place.write_bytes(b"x")
    assert Resources({"l.csv": place}).read("jr://file-csv/l.csv") == b"x"
    assert Resources({"jr://file-csv/l.csv": b"y"}).read("jr://file-csv/l.csv") == b"y"


def test_an_index_gives_what_a_walk_gives():
    items = "".join(f"<i><n>{n}</n><g>{n % 3}</g></i>" for n in range(30))
    form = load_form(
        xform(
            '<instance><data id="f"><q/><walk/><quick/></data></instance>'
            f'<instance id="l"><root>{items}</root></instance>'
            '<bind nodeset="/data/walk" calculate="'
            "join(' ', instance('l')/root/i[contains(g, /data/q)]/n)\"/>"
            '<bind nodeset="/data/quick" calculate="'
            "join(' ', instance('l')/root/i[g = /data/q]/n)\"/>",
            '<input ref="/data/q"/>',
        )
    )
    entry = FormEntry.start(form)
    entry.answer("/data/q", "2")
    assert entry.node("/data/quick").value == entry.node("/data/walk").value
    assert entry.node("/data/quick").value.startswith("2 5 8")
