"""A full disk: the reserve finishes the write, and staff are told."""

from __future__ import annotations

import pytest

from kiosk.errors import Expected
from kiosk.store import drafts
from kiosk.store.database import Database
from kiosk.store.reserve import Reserve
from tests.support.stored_rows import a_draft, publish

SMALL = 1024 * 1024


@pytest.fixture
def told():
    return []


@pytest.fixture
def kiosk(tmp_path, key, clock, told):
    with Database.open(
        tmp_path, key, clock=clock, reserve_bytes=SMALL, told=told.append
    ) as database:
        database.write(publish).result()
        yield database


def limit(database, pages):
    """SQLite's own limit says SQLITE_FULL, just as a disk does."""
    count = database.read(lambda db: db.one("PRAGMA page_count")).result()
    most = count["page_count"] + pages
    database.read(lambda db: db.one(f"PRAGMA max_page_count = {most}")).result()


def big_draft():
    return a_draft(instance_xml=b"<data/>" + b" " * 100_000)


def test_room_is_kept_from_the_first_day(tmp_path, kiosk):
    assert (tmp_path / "reserve").stat().st_size == SMALL
    assert not kiosk.low_space


def test_a_full_disk_is_said_and_everything_before_is_still_there(kiosk, told):
    kiosk.write(lambda db: drafts.save(db, a_draft())).result()
    limit(kiosk, 2)
    for _ in range(2):
        with pytest.raises(Expected) as trouble:
            kiosk.write(lambda db: drafts.save(db, big_draft())).result()
        assert trouble.value.code == "disk-full"
    assert {trouble.code for trouble in told} == {"disk-full"}
    assert kiosk.read(drafts.open_draft).result() == a_draft()


def test_the_reserve_is_given_back_and_the_write_is_finished(tmp_path, kiosk, told):
    limit(kiosk, 2)
    tries = []

    def save(db):
        tries.append((tmp_path / "reserve").exists())
        if len(tries) > 1:  # the room the reserve gave
            db.one("PRAGMA max_page_count = 100000")
        drafts.save(db, big_draft())

    kiosk.write(save).result()
    assert tries == [True, False]
    assert [trouble.code for trouble in told] == ["disk-full"]
    assert kiosk.read(drafts.open_draft).result() == big_draft()


def test_the_reserve_comes_back_when_there_is_room_again(tmp_path, kiosk):
    limit(kiosk, 2)
    with pytest.raises(Expected):
        kiosk.write(lambda db: drafts.save(db, big_draft())).result()
    kiosk.close()  # the thread was idle in between
    assert Reserve(tmp_path, SMALL).there


def test_no_reserve_where_it_would_fill_the_disk_itself(tmp_path):
    greedy = Reserve(tmp_path, 1 << 60)
    assert not greedy.fill()
    assert not greedy.there
    assert not (tmp_path / "reserve").exists()


def test_a_reserve_that_was_cut_short_is_made_whole(tmp_path):
    (tmp_path / "reserve").write_bytes(b"half")
    reserve = Reserve(tmp_path, SMALL)
    assert not reserve.there
    assert reserve.fill()
    assert reserve.there
    reserve.spend()
    reserve.spend()
    assert not reserve.there
