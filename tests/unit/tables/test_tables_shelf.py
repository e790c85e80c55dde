"""Indexes on disk: made once, checked at every opening, made again when damaged."""

from __future__ import annotations

import logging
import sqlite3

import pytest

from kiosk.tables import NotIndexedError, Rows, Shelf
from kiosk.tables.building import MOST_COLUMNS, whole

PLACES = [
    ("130101", "长安区", "1301"),
    ("130102", "桥西区", "1301"),
    ("130201", "路南区", "1302"),
    ("130202", "", "1302"),
]


class Told:
    """A list that counts how often it is read."""

    def __init__(self, rows=PLACES):
        self.rows = rows
        self.times = 0

    def __call__(self):
        self.times += 1
        return Rows(("code", "name", "city"), iter(self.rows))


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "tables")


def the_file(tmp_path):
    (file,) = (tmp_path / "tables").glob("*.table")
    return file


def damage(file, at):
    content = bytearray(file.read_bytes())
    content[at] ^= 0xFF
    file.write_bytes(bytes(content))


def test_rows_are_found_by_what_cells_say(shelf):
    index = shelf.open("k", Told(), lasting=True)
    assert index.columns == ("code", "name", "city")
    assert index.length == 4
    assert index.find([("city", "1302")]) == [(2, PLACES[2]), (3, PLACES[3])]
    assert index.find([("city", "1301"), ("name", "桥西区")]) == [(1, PLACES[1])]
    assert index.find([("city", "1302")], 1) == [(2, PLACES[2])]
    assert index.numbers([("city", "1301")]) == [0, 1]
    assert index.find([("city", "9")]) == []
    assert index.rows(1, 3) == PLACES[1:3]
    assert sorted(index.texts("city")) == ["1301", "1302"]
    assert index.among("city", {"1302", "9"}) == [2, 3]


def test_a_missing_cell_and_a_missing_column_read_blank(shelf):
    rows = [("1", None, "c"), ("2", "", "c"), ("3", "甲", "c")]
    index = shelf.open("k", Told(rows), lasting=True)
    assert index.numbers([("name", "")]) == [0, 1]
    assert index.numbers([("nothing", "")]) == [0, 1, 2]
    assert index.numbers([("nothing", "x")]) == []
    assert sorted(index.texts("name")) == ["", "甲"]
    assert index.texts("nothing") == [""]
    assert index.among("name", {"", *(f"t{n}" for n in range(600))}) == [0, 1]


def test_many_texts_are_told_apart_in_one_pass(shelf):
    rows = [(str(n), f"n{n % 700}", "c") for n in range(2_000)]
    index = shelf.open("k", Told(rows), lasting=True)
    texts = {f"n{n}" for n in range(600)}
    assert index.among("name", texts) == [n for n in range(2_000) if n % 700 < 600]


def test_an_index_is_built_once(shelf, tmp_path):
    told = Told()
    assert not shelf.has("k")
    shelf.open("k", told, lasting=True).close()
    assert shelf.has("k")
    Shelf(tmp_path / "tables").open("k", told, lasting=True).close()
    assert told.times == 1


def test_no_list_is_a_list_without_rows(shelf):
    index = shelf.open("k", Told([]), lasting=True)
    assert index.length == 0
    assert index.find([("city", "1301")]) == []
    assert index.rows(0, 10) == []


def test_a_flipped_bit_is_noticed_at_the_next_opening(shelf, tmp_path, caplog):
    told = Told()
    shelf.open("k", told, lasting=True).close()
    file = the_file(tmp_path)
    damage(file, file.read_bytes().index("桥西区".encode()) + 1)
    with caplog.at_level(logging.WARNING):
        index = shelf.open("k", told, lasting=True)
    assert told.times == 2
    assert "damaged" in caplog.text
    assert index.find([("name", "桥西区")]) == [(1, PLACES[1])]


@pytest.mark.parametrize("spoil", ["cut", "no seal", "emptied"])
def test_a_file_that_is_not_whole_is_built_again(shelf, tmp_path, spoil):
    told = Told()
    shelf.open("k", told, lasting=True).close()
    file = the_file(tmp_path)
    if spoil == "cut":
        file.write_bytes(file.read_bytes()[:5_000])
    elif spoil == "no seal":
        file.with_name(file.name + ".seal").unlink()
    else:
        file.write_bytes(b"")
    assert not whole(file)
    assert shelf.open("k", told, lasting=True).length == 4
    assert whole(file)


def test_damage_while_the_kiosk_runs_is_mended(shelf, tmp_path, caplog):
    rows = [(f"{n:06}", f"地方 {n}", f"{n // 10}") for n in range(20_000)]
    told = Told(rows)
    index = shelf.open("k", told, lasting=True)
    file = the_file(tmp_path)
    content = bytearray(file.read_bytes())
    content[8_192:] = b"\xff" * (len(content) - 8_192)
    file.write_bytes(bytes(content))
    with caplog.at_level(logging.WARNING):
        found = index.find([("city", "1234")])
    assert [line[1] for _, line in found] == [f"地方 {n}" for n in range(12340, 12350)]
    assert "damaged" in caplog.text


def test_damage_is_said_where_the_list_is_gone(shelf, tmp_path):
    rows = [(f"{n:06}", f"地方 {n}", f"{n // 10}") for n in range(20_000)]
    index = shelf.open("k", Told(rows), lasting=False)
    file = the_file(tmp_path)
    content = bytearray(file.read_bytes())
    content[8_192:] = b"\xff" * (len(content) - 8_192)
    file.write_bytes(bytes(content))
    with pytest.raises(sqlite3.DatabaseError):
        index.find([("city", "1234")])


def test_a_list_that_breaks_off_leaves_nothing_behind(shelf, tmp_path):
    def rows():
        yield PLACES[0]
        raise KeyError("not readable")

    with pytest.raises(KeyError):
        shelf.open("k", lambda: Rows(("a", "b", "c"), rows()), lasting=True)
    assert list((tmp_path / "tables").iterdir()) == []


def test_what_cannot_be_indexed_is_said(tmp_path):
    wide = [str(n) for n in range(MOST_COLUMNS + 1)]
    with pytest.raises(NotIndexedError):
        Shelf(tmp_path).open("k", lambda: Rows(wide, [wide]), lasting=True)
    with pytest.raises(NotIndexedError):
        Shelf(tmp_path).open("k", Told([("\ud800", "", "")]), lasting=True)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotIndexedError):
        Shelf(tmp_path / "file").open("k", Told(), lasting=True)


def test_a_temporary_index_goes_with_its_last_user(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    index = Shelf().open("k", Told(), lasting=True)
    assert index.length == 4
    assert len(list(tmp_path.iterdir())) == 1
    del index
    assert list(tmp_path.iterdir()) == []


def test_nobody_writes_to_an_open_index(shelf):
    index = shelf.open("k", Told(), lasting=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        index._ask("DELETE FROM list", ())


def test_lists_no_form_has_any_more_are_removed(shelf, tmp_path):
    shelf.open("old", Told(), lasting=True).close()
    shelf.open("new", Told(), lasting=True).close()
    assert len(shelf.keep_only({"new"})) == 2
    assert not shelf.has("old")
    assert whole(the_file(tmp_path))
