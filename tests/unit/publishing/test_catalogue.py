"""A form goes live, is replaced, and comes back; a broken one changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from kiosk.errors import Expected
from kiosk.publishing import catalogue
from kiosk.publishing.convert import convert
from kiosk.publishing.findings import FormRefused
from kiosk.publishing.shipped import publish_shipped, shipped_forms
from kiosk.store import forms
from kiosk.store.database import Database

FORM = """
| survey |
| | type | name | label |
| | text | word | {label} |

| settings |
| | form_title | form_id | version |
| | 测试 | test | {version} |
"""


class SteppingClock:
    """A minute passes whenever somebody looks."""

    def __init__(self):
        self.at = datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=8)))

    def now(self):
        self.at += timedelta(minutes=1)
        return self.at

    def monotonic(self):
        return self.at.timestamp()


@pytest.fixture
def clock():
    return SteppingClock()


@pytest.fixture
def database(tmp_path, clock):
    folder = tmp_path / "data"
    folder.mkdir()
    with Database.open(folder, b"k" * 32, clock=clock, reserve_bytes=0) as opened:
        yield opened


@pytest.fixture
def take_in(tmp_path, database, clock):
    def save(version, label="写字"):
        path = tmp_path / "test.md"
        path.write_text(FORM.format(version=version, label=label), "utf-8")
        return catalogue.import_form(database, path, clock).record

    return save


@pytest.fixture
def live(database):
    def versions():
        shown = database.read(forms.published).result()
        return {record.form_id: record.version for record in shown}

    return versions


def test_an_imported_form_is_not_yet_shown(take_in, live):
    assert take_in("1").state == "imported"
    assert live() == {}


def test_publishing_shows_what_was_imported_last(database, clock, take_in, live):
    take_in("1")
    take_in("2")
    record = catalogue.publish(database, "test", clock)
    assert (record.state, record.version) == ("published", "2")
    assert live() == {"test": "2"}


def test_a_version_can_be_named(database, clock, take_in, live):
    take_in("1")
    take_in("2")
    catalogue.publish(database, "test", clock, "1")
    assert live() == {"test": "1"}


def test_rolling_back_brings_the_version_before(database, clock, take_in, live):
    for version in ("1", "2"):
        take_in(version)
        catalogue.publish(database, "test", clock, version)
    assert catalogue.roll_back(database, "test", clock).version == "1"
    assert live() == {"test": "1"}


def test_there_may_be_nothing_to_roll_back_to(database, clock, take_in, live):
    take_in("1")
    catalogue.publish(database, "test", clock)
    take_in("2")
    with pytest.raises(Expected) as told:
        catalogue.roll_back(database, "test", clock)
    assert (told.value.code, told.value.where) == ("form-nothing-to-roll-back", "test")
    assert live() == {"test": "1"}


def test_a_retired_form_is_no_longer_shown(database, clock, take_in, live):
    take_in("1")
    catalogue.publish(database, "test", clock)
    catalogue.retire(database, "test", clock)
    assert live() == {}


@pytest.mark.parametrize("act", [catalogue.publish, catalogue.retire])
def test_a_form_nobody_imported_is_told(database, clock, act):
    with pytest.raises(Expected) as told:
        act(database, "none", clock)
    assert (told.value.code, told.value.where) == ("form-not-published", "none")


def test_a_broken_form_leaves_the_published_one_in_place(
    tmp_path, database, clock, take_in, live
):
    take_in("1")
    catalogue.publish(database, "test", clock)
    path = tmp_path / "test.md"
    broken = FORM.format(version="2", label="写字").replace("| text |", "| txet |")
    path.write_text(broken, "utf-8")
    with pytest.raises(FormRefused) as refused:
        catalogue.import_form(database, path, clock)
    assert refused.value.code == "form-type-not-on-kiosk"
    assert refused.value.where == "survey row 2 (line 4)"
    assert live() == {"test": "1"}
    assert len(database.read(forms.listing).result()) == 1


def test_other_words_under_the_same_version_are_refused(take_in):
    take_in("1")
    with pytest.raises(Expected) as told:
        take_in("1", label="别的字")
    assert told.value.code == "form-version-taken"


def test_the_same_form_twice_is_the_same_form(database, take_in):
    assert take_in("1").form_hash == take_in("1").form_hash
    assert len(database.read(forms.listing).result()) == 1


def test_a_media_file_is_part_of_what_a_form_is(tmp_path):
    path = tmp_path / "test.md"
    path.write_text(FORM.format(version="1", label="写字"), "utf-8")
    plain = convert(path)
    with_media = replace(plain, media={"a.csv": b"name,label\n"})
    assert catalogue.hash_of(plain) != catalogue.hash_of(with_media)


def test_an_empty_kiosk_gets_the_shipped_forms_once(database, clock, live):
    published = publish_shipped(database, clock)
    assert {record.form_id for record in published} == {
        path.stem for path in shipped_forms()
    }
    assert set(live()) == {"senior-allowance", "tell-us"}
    assert publish_shipped(database, clock) == ()


def test_what_an_admin_retired_stays_retired(database, clock, live):
    publish_shipped(database, clock)
    catalogue.retire(database, "tell-us", clock)
    publish_shipped(database, clock)
    assert set(live()) == {"senior-allowance"}


def test_the_division_list_lies_in_the_store_with_its_form(database, clock):
    publish_shipped(database, clock)
    record = database.read(lambda db: forms.find(db, "senior-allowance")).result()
    sha256 = record.media["divisions.csv"]
    content = database.read(lambda db: forms.media(db, sha256)).result()
    assert content.startswith(b"name,label,level,parent,pinyin\n11,")
