"""Drafts: kept at every answer, found again, deleted for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.errors import Expected
from kiosk.receipts import reference
from kiosk.store import audit, drafts
from tests.support.clock import MORNING
from tests.support.stored_rows import a_draft, publish, slip

DRAFT = a_draft().draft_id


@pytest.fixture(autouse=True)
def _published(write):
    write(publish)


def save(write, draft, files=None):
    write(lambda db: drafts.save(db, draft, files or {}))


def test_a_draft_comes_back_as_it_was_kept(write, read):
    draft = a_draft()
    save(write, draft)
    assert read(lambda db: drafts.get(db, DRAFT)) == draft
    assert read(drafts.open_draft) == draft


def test_the_last_save_is_what_counts(write, read):
    save(write, a_draft())
    later = a_draft(
        instance_xml=b"<data/>",
        screen="check",
        language="en",
        saved_at=MORNING + timedelta(minutes=3),
        applicant="other",
    )
    save(write, later)
    assert read(drafts.open_draft) == later


def test_a_draft_stays_on_the_form_it_was_begun_with(write):
    with pytest.raises(Exception, match="FOREIGN KEY"):
        save(write, a_draft(form_hash="never-imported"))


def test_files_are_kept_with_the_draft(write, read):
    save(write, a_draft(), {"signature.png": b"one"})
    save(write, a_draft(), {"signature.png": b"two", "photo.jpg": b"three"})
    save(write, a_draft())
    kept = read(lambda db: drafts.attachments(db, DRAFT))
    assert kept == {"photo.jpg": b"three", "signature.png": b"two"}


def test_nothing_is_open_where_every_visit_ended(write, read):
    assert read(drafts.open_draft) is None
    save(write, a_draft())
    write(lambda db: drafts.keep(db, DRAFT, slip))
    assert read(drafts.open_draft) is None


def test_a_kept_draft_is_found_by_its_slip(write, read):
    save(write, a_draft())
    number = write(lambda db: drafts.keep(db, DRAFT, slip))
    assert reference.is_slip(number)
    found = read(lambda db: drafts.by_slip(db, number))
    assert found == replace(a_draft(), state="kept", slip=number)
    assert read(drafts.kept) == (found,)


def test_keeping_it_again_gives_the_same_slip(write, read):
    save(write, a_draft())
    number = write(lambda db: drafts.keep(db, DRAFT, slip))
    assert write(lambda db: drafts.reopen(db, DRAFT)).state == "open"
    assert write(lambda db: drafts.keep(db, DRAFT, slip)) == number


def test_saving_never_loses_the_slip(write, read):
    save(write, a_draft())
    number = write(lambda db: drafts.keep(db, DRAFT, slip))
    write(lambda db: drafts.reopen(db, DRAFT))
    save(write, a_draft(screen="check"))
    assert read(lambda db: drafts.get(db, DRAFT)).slip == number


def test_a_slip_that_is_still_out_is_passed_over(write):
    def keep(name):
        save(write, a_draft(name))
        return write(lambda db: drafts.keep(db, a_draft(name).draft_id, slip))

    first = keep("first")
    write(lambda db: db.run("UPDATE counters SET value = 100000 WHERE name = 'slips'"))
    assert keep("second") != first


def test_a_discarded_draft_is_gone_with_its_files(write, read):
    save(write, a_draft(), {"signature.png": b"one"})
    write(lambda db: drafts.discard(db, DRAFT))
    assert read(lambda db: drafts.get(db, DRAFT)) is None
    left = read(lambda db: db.one("SELECT count(*) AS n FROM draft_attachments"))
    assert left["n"] == 0
    write(lambda db: drafts.discard(db, DRAFT))


def test_a_draft_that_is_not_there_cannot_be_kept(write):
    with pytest.raises(Expected) as trouble:
        write(lambda db: drafts.keep(db, DRAFT, slip))
    assert trouble.value.code == "draft-unknown"


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE drafts SET instance_xml = CAST('火' AS BLOB)",
        "UPDATE drafts SET screen = '/data/other'",
    ],
)
def test_a_changed_byte_is_noticed(write, read, damage):
    save(write, a_draft())
    write(lambda db: db.run(damage))
    with pytest.raises(Expected) as trouble:
        read(drafts.open_draft)
    assert trouble.value.code == "record-damaged"
    assert "灯" not in str(trouble.value)


def test_the_trail_says_what_happened_and_never_what_was_answered(write, read):
    save(write, a_draft())
    save(write, a_draft(screen="check"))
    write(lambda db: drafts.keep(db, DRAFT, slip))
    write(lambda db: drafts.discard(db, DRAFT))
    lines = read(audit.lines)
    assert [line.event for line in lines[2:]] == [
        "draft-begun",
        "draft-kept",
        "draft-discarded",
    ]
    assert "灯" not in str(lines)
