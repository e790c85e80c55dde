"""Published forms, parsed once."""

from __future__ import annotations

import shutil

import pytest

from kiosk.errors import Expected
from kiosk.publishing import catalogue
from kiosk.store import forms
from kiosk.xforms import FormEntry
from tests.support.clock import FakeClock
from tests.support.house import Sitting, publish_small


@pytest.fixture
def house(tmp_path):
    sitting = Sitting(tmp_path / "data", FakeClock())
    try:
        publish_small(sitting.house, tmp_path)
        yield sitting.house
    finally:
        sitting.close()


def test_a_form_is_parsed_once_for_everybody(house):
    (service,) = house.library.published()

    first = house.library.load(service.form_hash).result()

    assert house.library.load(service.form_hash).result() is first
    assert first.form_id == "small"


def test_a_form_that_could_not_be_read_is_tried_again(house, monkeypatch):
    (service,) = house.library.published()

    def damaged(*_):
        raise Expected("record-damaged")

    monkeypatch.setattr(forms, "get", damaged)
    with pytest.raises(Expected, match="record-damaged"):
        house.library.load(service.form_hash).result()
    monkeypatch.undo()

    assert house.library.load(service.form_hash).result().form_id == "small"


def test_the_list_of_services_changes_only_when_it_is_read_again(house):
    (service,) = house.library.published()
    house.database.write(
        lambda db: forms.retire(db, service.form_id, house.clock.now())
    ).result()

    assert house.library.published() == (service,)
    house.library.refresh()
    assert house.library.published() == ()


def publish_large(house, folder):
    """A form whose list has 6,000 rows, in a CSV beside it."""
    media = folder / "large-media"
    media.mkdir()
    lines = "".join(f"v{n},村 {n},s{n // 20}\n" for n in range(6_000))
    (media / "places.csv").write_text(f"name,label,street\n{lines}", encoding="utf-8")
    file = folder / "large.md"
    file.write_text(LARGE, encoding="utf-8")
    imported = catalogue.import_form(house.database, file, house.clock, house.tables)
    catalogue.publish(house.database, "large", house.clock)
    return imported.record


LARGE = """
| survey | | | | |
| | type | name | label | choice_filter |
| | text | street | Which street | |
| | select_one_from_file places.csv | place | Which place | street = ${street} |
| settings | | | | |
| | form_id | form_title | version | |
| | large | Places | 1 | |
"""


def places(definition):
    entry = FormEntry.start(definition)
    entry.answer("/data/street", "s7")
    return [choice.label for choice in entry.node("/data/place").choices]


def test_a_large_list_is_indexed_when_its_form_is_imported(
    house, tmp_path, monkeypatch
):
    record = publish_large(house, tmp_path)
    (index,) = house.tables.glob("*.table")
    assert index.name.startswith(record.media["places.csv"])

    def unread(*_):
        raise AssertionError("the index is enough")

    monkeypatch.setattr(forms, "media", unread)
    definition = house.library.load(record.form_hash).result()
    assert places(definition) == [f"村 {n}" for n in range(140, 160)]


def test_an_index_that_was_lost_is_made_from_the_record(house, tmp_path):
    record = publish_large(house, tmp_path)
    shutil.rmtree(house.tables)
    definition = house.library.load(record.form_hash).result()
    assert len(places(definition)) == 20
    assert len(list(house.tables.glob("*.table"))) == 1
