"""Every schema that ever shipped opens with this program, and loses nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.store import (
    attachments,
    audit,
    cases,
    drafts,
    forms,
    help,  # noqa: A004 (the room's own module)
    outbox,
    servers,
    settings_rows,
)
from kiosk.store.database import Database, open_reader
from kiosk.store.engine import Migrations
from kiosk.store.migrations import NAMES, STEPS
from tests.support.clock import FakeClock
from tests.support.stored_rows import XML, number

KEY = bytes(32)
SNAPSHOTS = sorted(Path(__file__).parent.glob("*.db"))


@pytest.fixture(params=SNAPSHOTS, ids=lambda path: path.stem)
def folder(request, tmp_path):
    shutil.copy(request.param, tmp_path / "kiosk.db")
    return tmp_path


def opened(folder):
    return Database.open(folder, KEY, clock=FakeClock(), reserve_bytes=0)


def schema(database):
    rows = database.read(
        lambda db: db.all("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    ).result()
    return [row for row in rows if not row["name"].startswith("sqlite_")]


def test_every_step_has_its_snapshot_and_its_name():
    assert tuple(path.stem for path in SNAPSHOTS) == NAMES
    assert tuple(step.name for step in STEPS._migrations) == NAMES


def test_an_old_record_arrives_at_the_present_schema(folder, tmp_path_factory):
    with opened(folder) as old, opened(tmp_path_factory.mktemp("new")) as new:
        assert schema(old) == schema(new)
        applied = old.read(STEPS.applied).result()
        assert tuple(step.name for step in applied) == NAMES


def test_nothing_of_an_old_record_is_lost(folder):
    with opened(folder) as database:
        read = {
            name: database.read(work).result()
            for name, work in {
                "services": forms.published,
                "forms": forms.listing,
                "open": drafts.open_draft,
                "kept": drafts.kept,
                "cases": cases.listing,
                "outbox": outbox.counts,
                "servers": servers.listing,
                "settings": settings_rows.get_all,
                "waiting": help.waiting,
                "trail": audit.verify,
            }.items()
        }
        photos = database.read(lambda db: attachments.of(db, "uuid:sent")).result()
    assert [service.version for service in read["services"]] == ["2"]
    assert [form.state for form in read["forms"]] == ["retired", "published"]
    assert read["open"].instance_xml == XML
    assert len(read["kept"]) == 1
    assert [case.reference for case in read["cases"]] == [
        number(counter) for counter in (1, 2, 3, 4)
    ]
    assert [case.state for case in read["cases"]] == [
        "waiting",
        "sent",
        "refused",
        "withdrawn",
    ]
    assert [photo.content for photo in photos] == [b"sent"]
    assert read["outbox"]["refused"] == 1
    assert read["servers"][0].token == "t0ken"
    assert read["settings"] == {"kiosk.number": 7}
    assert len(read["waiting"]) == 1
    assert read["trail"].broken_at is None


def test_a_reader_takes_an_old_record_as_it_is(folder):
    with open_reader(folder, KEY) as reader:
        assert len(reader.read(cases.listing)) == 4


def test_a_step_that_breaks_leaves_everything_as_it_was(folder, monkeypatch):
    later = Migrations("kiosk")
    for step in STEPS._migrations:
        later(name=step.name)(step.fn)

    @later(name="999-breaks")
    def _breaks(db):
        db.execute("DROP TABLE attachments")
        raise ZeroDivisionError

    monkeypatch.setattr("kiosk.store.migrations.STEPS", later)
    with pytest.raises(ZeroDivisionError):
        opened(folder)
    monkeypatch.undo()
    with opened(folder) as database:
        photos = database.read(lambda db: attachments.of(db, "uuid:sent")).result()
        assert len(photos) == 1
