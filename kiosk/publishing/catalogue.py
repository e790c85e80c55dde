"""What is published: a checked form goes into the store, goes live, and can come back.

What belongs here: import, publish, retire and roll back, each one transaction on the
database's own thread. A form that does not convert or parse never gets that far, so
what is published stays as it is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.errors import Expected
from kiosk.ids import FormHash, FormId, FormVersion
from kiosk.publishing.checks import check_file
from kiosk.publishing.findings import FormRefused
from kiosk.publishing.service import service_of
from kiosk.store import forms
from kiosk.store.records import FormRecord, NewForm

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.publishing.checks import Report
    from kiosk.publishing.convert import Converted
    from kiosk.publishing.findings import Finding
    from kiosk.store.database import Database, Db


@dataclass(frozen=True, slots=True)
class Imported:
    """A form that is in the store, and what its admin should still know."""

    record: FormRecord
    findings: tuple[Finding, ...]


def import_form(
    database: Database, path: Path, clock: Clock, tables: Path | None = None
) -> Imported:
    """Check ``path`` and keep it, not yet visible to anybody.

    Args:
        database: takes the form and its media.
        path: an XLSForm or an XForm.
        clock: says when.
        tables: the folder where its large lists are indexed, ready for the first
            visit.

    Raises:
        FormRefused: it is not fit for a kiosk; nothing was changed.
        Expected: ``form-version-taken`` where other bytes have the same id and version.
    """
    report = check_file(path, tables)
    if not report.fit:
        raise FormRefused(report.findings)
    new = _new_form(report, clock.now())

    def work(db: Db) -> FormRecord:
        forms.add(db, new)
        return forms.get(db, new.form_hash)

    return Imported(database.write(work).result(), report.findings)


def publish(
    database: Database, form_id: str, clock: Clock, version: str | None = None
) -> FormRecord:
    """Show a form to citizens: the version named, or the one imported last.

    Raises:
        Expected: ``form-not-published`` where no such form was imported.
    """

    def work(db: Db) -> FormRecord:
        record = _find(db, form_id, version)
        forms.publish(db, record.form_hash, clock.now())
        return forms.get(db, record.form_hash)

    return database.write(work).result()


def retire(database: Database, form_id: str, clock: Clock) -> None:
    """Take a form off the services screen; open drafts finish on it.

    Raises:
        Expected: ``form-not-published`` where no such form was imported.
    """

    def work(db: Db) -> None:
        record = _find(db, form_id, None)
        forms.retire(db, record.form_id, clock.now())

    database.write(work).result()


def roll_back(database: Database, form_id: str, clock: Clock) -> FormRecord:
    """Publish again what was published before the present version.

    Raises:
        Expected: ``form-nothing-to-roll-back`` where there was no earlier version.
    """

    def work(db: Db) -> FormRecord:
        record = _before(forms.listing(db), form_id)
        forms.publish(db, record.form_hash, clock.now())
        return forms.get(db, record.form_hash)

    return database.write(work).result()


def hash_of(converted: Converted) -> FormHash:
    """SHA-256 over the XML and every media file with its name."""
    whole = hashlib.sha256()
    for name, content in sorted([("", converted.xml), *converted.media.items()]):
        whole.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return FormHash(whole.hexdigest())


def _new_form(report: Report, at: datetime) -> NewForm:
    converted, definition = report.converted, report.definition
    assert converted is not None
    assert definition is not None
    form_hash = hash_of(converted)
    return NewForm(
        form_hash=form_hash,
        form_id=FormId(definition.form_id),
        version=FormVersion(definition.version),
        title=definition.title,
        xml=converted.xml,
        media=converted.media,
        imported_at=at,
        service=service_of(definition, form_hash),
    )


def _find(db: Db, form_id: str, version: str | None) -> FormRecord:
    record = forms.find(
        db, FormId(form_id), None if version is None else FormVersion(version)
    )
    if record is None:
        raise Expected("form-not-published", form_id, version=version or "")
    return record


def _before(records: tuple[FormRecord, ...], form_id: str) -> FormRecord:
    earlier = [
        record
        for record in records
        if record.form_id == form_id
        and record.state != "published"
        and record.published_at is not None
    ]
    if not earlier:
        raise Expected("form-nothing-to-roll-back", form_id)
    return max(earlier, key=lambda record: record.published_at or record.imported_at)
