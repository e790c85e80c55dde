"""Form definitions, their media, and which of them citizens see.

What belongs here: forms keyed by the hash of their content, media keyed by theirs, and
the one row the services screen is read from.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from kiosk.errors import Expected
from kiosk.store import audit
from kiosk.store.records import FormRecord, ServiceRecord
from kiosk.store.stored import (
    canonical,
    hold,
    maybe_moment,
    moment_of,
    seal,
    sha256,
    text_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.ids import FormHash, FormId, FormVersion
    from kiosk.store.engine import Db, Row
    from kiosk.store.records import NewForm


def add(db: Db, new: NewForm) -> None:
    """Take a form in, not yet shown to anybody; the same form again changes nothing.

    Raises:
        Expected: ``form-version-taken`` where other bytes have its id and version.
    """
    there = db.one(
        "SELECT form_hash FROM forms WHERE form_id = ? AND version = ?",
        (new.form_id, new.version),
    )
    if there is not None:
        if there["form_hash"] != new.form_hash:
            raise Expected("form-version-taken", new.form_id, version=new.version)
        return
    service = canonical(asdict(new.service))
    db.run(
        "INSERT INTO forms (form_hash, form_id, version, title, xml, state,"
        " imported_at, service, sha256) VALUES (?, ?, ?, ?, ?, 'imported', ?, ?, ?)",
        (
            new.form_hash,
            new.form_id,
            new.version,
            new.title,
            new.xml,
            text_of(new.imported_at),
            service,
            seal(new.form_hash, new.form_id, new.version, new.xml, service),
        ),
    )
    for name, content in new.media.items():
        _add_media(db, new.form_hash, name, content)
    audit.record(
        db,
        "form-imported",
        new.imported_at,
        form_id=new.form_id,
        version=new.version,
        form_hash=new.form_hash,
    )


def publish(db: Db, form_hash: FormHash, at: datetime) -> None:
    """Show this version to citizens, in place of any other of the same form.

    Raises:
        Expected: ``form-unknown``.
    """
    row = db.one("SELECT form_id, version FROM forms WHERE form_hash = ?", (form_hash,))
    if row is None:
        raise Expected("form-unknown", form_hash)
    _withdraw_published(db, row["form_id"])
    db.run(
        "UPDATE forms SET state = 'published', published_at = ? WHERE form_hash = ?",
        (text_of(at), form_hash),
    )
    _list_services(db)
    audit.record(db, "form-published", at, form_hash=form_hash, **row)


def retire(db: Db, form_id: FormId, at: datetime) -> None:
    """Take a form off the services screen; drafts on it can still be finished."""
    if _withdraw_published(db, form_id):
        _list_services(db)
        audit.record(db, "form-retired", at, form_id=form_id)


def published(db: Db) -> tuple[ServiceRecord, ...]:
    """Every published service in order: one row, read at every start.

    Raises:
        Expected: ``record-damaged``.
    """
    row = db.one("SELECT listed, sha256 FROM services")
    if row is None:
        return ()
    hold(row["sha256"], seal(row["listed"]), "services")
    return tuple(ServiceRecord(**service) for service in json.loads(row["listed"]))


def get(db: Db, form_hash: FormHash) -> FormRecord:
    """A stored form.

    Raises:
        Expected: ``form-unknown``, ``record-damaged``.
    """
    row = db.one("SELECT * FROM forms WHERE form_hash = ?", (form_hash,))
    if row is None:
        raise Expected("form-unknown", form_hash)
    return _record(db, row)


def find(
    db: Db, form_id: FormId, version: FormVersion | None = None
) -> FormRecord | None:
    """The form of this id and version; without a version, the one imported last."""
    row = db.one(
        "SELECT * FROM forms WHERE form_id = ?1 AND (?2 IS NULL OR version = ?2)"
        " ORDER BY rowid DESC LIMIT 1",
        (form_id, version),
    )
    return None if row is None else _record(db, row)


def live(db: Db, form_id: FormId) -> FormRecord | None:
    """The version of a form that citizens see now."""
    row = db.one(
        "SELECT * FROM forms WHERE form_id = ? AND state = 'published'", (form_id,)
    )
    return None if row is None else _record(db, row)


def listing(db: Db) -> tuple[FormRecord, ...]:
    """Every stored form, by id, versions in the order they were imported."""
    rows = db.all("SELECT * FROM forms ORDER BY form_id, rowid")
    return tuple(_record(db, row) for row in rows)


def media(db: Db, digest: str) -> bytes:
    """The file with this SHA-256.

    Raises:
        Expected: ``media-unknown``, ``record-damaged``.
    """
    row = db.one("SELECT content FROM media WHERE sha256 = ?", (digest,))
    if row is None:
        raise Expected("media-unknown", digest)
    content: bytes = row["content"]
    hold(digest, sha256(content), f"media {digest[:12]}")
    return content


def _add_media(db: Db, form_hash: str, name: str, content: bytes) -> None:
    digest = sha256(content)
    db.run(
        "INSERT INTO media (sha256, content) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (digest, content),
    )
    db.run(
        "INSERT INTO form_media (form_hash, name, sha256) VALUES (?, ?, ?)",
        (form_hash, name, digest),
    )


def _withdraw_published(db: Db, form_id: str) -> int:
    return db.run(
        "UPDATE forms SET state = 'retired' WHERE form_id = ? AND state = 'published'",
        (form_id,),
    )


def _list_services(db: Db) -> None:
    rows = db.all("SELECT service FROM forms WHERE state = 'published'")
    services = [json.loads(row["service"]) for row in rows]
    services.sort(key=lambda service: (service["order"], service["form_id"]))
    listed = canonical(services)
    db.run(
        "INSERT INTO services (one, listed, sha256) VALUES (1, ?, ?)"
        " ON CONFLICT (one) DO UPDATE SET listed = excluded.listed,"
        " sha256 = excluded.sha256",
        (listed, seal(listed)),
    )


def _record(db: Db, row: Row) -> FormRecord:
    found = seal(
        row["form_hash"], row["form_id"], row["version"], row["xml"], row["service"]
    )
    hold(row["sha256"], found, f"form {row['form_id']} {row['version']}")
    files = db.all(
        "SELECT name, sha256 FROM form_media WHERE form_hash = ? ORDER BY name",
        (row["form_hash"],),
    )
    return FormRecord(
        form_hash=row["form_hash"],
        form_id=row["form_id"],
        version=row["version"],
        title=row["title"],
        xml=row["xml"],
        media={file["name"]: file["sha256"] for file in files},
        state=row["state"],
        imported_at=moment_of(row["imported_at"]),
        published_at=maybe_moment(row["published_at"]),
        service=ServiceRecord(**json.loads(row["service"])),
    )
