"""How the database came to be as it is: append-only, one function a step.

What belongs here: the schema. A step that has shipped is never edited; what changes is
a new step at the end, and ``tests/migrations`` keeps a database of every shipped state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.errors import Expected
from kiosk.store.engine import Migrations

if TYPE_CHECKING:
    import sqlite_utils

    from kiosk.store.engine import Db

STEPS: Final = Migrations("kiosk")
NAMES: Final = ("001-the-record",)
"""Every step, in order."""
_JUMP: Final = 100_000
"""Counters of a database that follows a damaged one begin this much later."""


def migrate(db: Db, *, set_aside: int = 0) -> None:
    """Bring the database to the present schema, all steps or none.

    Args:
        db: open for writing, outside a transaction.
        set_aside: how many damaged databases stand beside a new one. Its counters
            begin after theirs, so that no reference is ever given out twice.

    Raises:
        Expected: ``database-newer``.
    """
    refuse_newer(db)
    if not STEPS.pending(db):
        return
    db.conn.execute("BEGIN EXCLUSIVE")
    try:
        new = not STEPS.applied(db)
        STEPS.apply(db)
        if new and set_aside:
            db.run("UPDATE counters SET value = ?", (set_aside * _JUMP,))
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def refuse_newer(db: Db) -> None:
    """Leave a database alone that a later version of the program has changed.

    Raises:
        Expected: ``database-newer``, with the first step that is not known here.
    """
    for step in STEPS.applied(db):
        if step.name not in NAMES:
            raise Expected("database-newer", step.name)


@STEPS(name=NAMES[0])
def _the_record(db: sqlite_utils.Database) -> None:
    """Forms, drafts, cases, the outbox, help calls, settings, the audit chain."""
    for statement in _RECORD.split(";"):
        if statement.strip():
            db.execute(statement)


_RECORD: Final = """
CREATE TABLE forms (
    form_hash TEXT PRIMARY KEY,
    form_id TEXT NOT NULL,
    version TEXT NOT NULL,
    title TEXT NOT NULL,
    xml BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('imported', 'published', 'retired')),
    imported_at TEXT NOT NULL,
    published_at TEXT,
    service TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    UNIQUE (form_id, version)
) STRICT;
CREATE UNIQUE INDEX one_published_version ON forms (form_id)
    WHERE state = 'published';
CREATE TABLE media (
    sha256 TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;
CREATE TABLE form_media (
    form_hash TEXT NOT NULL REFERENCES forms,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES media,
    PRIMARY KEY (form_hash, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE services (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    listed TEXT NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE drafts (
    draft_id TEXT PRIMARY KEY,
    form_hash TEXT NOT NULL REFERENCES forms,
    instance_xml BLOB NOT NULL,
    screen TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'kept')),
    slip TEXT UNIQUE,
    started_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    applicant TEXT NOT NULL CHECK (applicant IN ('self', 'other', '')),
    sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_by_state ON drafts (state);
CREATE TABLE draft_attachments (
    draft_id TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (draft_id, name)
) STRICT;

CREATE TABLE cases (
    case_id TEXT PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    secret TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('waiting', 'sent', 'refused', 'withdrawn')),
    reviewed TEXT NOT NULL
        CHECK (reviewed IN ('none', 'needs_info', 'approved', 'rejected', 'edited')),
    sha256 TEXT NOT NULL
) STRICT;
CREATE TABLE submissions (
    serial INTEGER PRIMARY KEY,
    instance_id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES cases,
    form_id TEXT NOT NULL,
    version TEXT NOT NULL,
    form_hash TEXT NOT NULL REFERENCES forms,
    submitted_at TEXT NOT NULL,
    xml BLOB NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX submissions_by_case ON submissions (case_id, serial);
CREATE TABLE attachments (
    instance_id TEXT NOT NULL REFERENCES submissions (instance_id),
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (instance_id, name)
) STRICT;

CREATE TABLE outbox (
    serial INTEGER PRIMARY KEY,
    instance_id TEXT NOT NULL UNIQUE REFERENCES submissions (instance_id),
    state TEXT NOT NULL
        CHECK (state IN ('waiting', 'claimed', 'sent', 'refused', 'withdrawn')),
    failures INTEGER NOT NULL DEFAULT 0,
    next_try TEXT,
    last_code TEXT NOT NULL DEFAULT '',
    claimed_at TEXT,
    sent_at TEXT
) STRICT;
CREATE INDEX outbox_by_state ON outbox (state, serial);
CREATE TABLE servers (
    serial INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    username TEXT NOT NULL DEFAULT '',
    password TEXT NOT NULL DEFAULT '',
    token TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE help_calls (
    serial INTEGER PRIMARY KEY,
    form_id TEXT,
    called_at TEXT NOT NULL,
    over_at TEXT
) STRICT;
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;
INSERT INTO counters (name, value) VALUES ('cases', 0), ('slips', 0);
CREATE TABLE audit (
    serial INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    facts TEXT NOT NULL,
    previous TEXT NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;
"""
