"""Unfinished instances: what a person has entered so far, and where they stand.

What belongs here: saving (each save is the whole draft, committed), putting aside with
a slip, taking up again, and deleting for good.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kiosk.errors import Expected
from kiosk.ids import DraftId, Reference
from kiosk.store import audit, counters
from kiosk.store.records import DraftRecord
from kiosk.store.stored import hold, moment_of, seal, sha256, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.store.engine import Db, Row

_NONE: Final[Mapping[str, bytes]] = MappingProxyType({})
_AGAIN: Final = """
UPDATE drafts SET instance_xml = ?, screen = ?, language = ?, saved_at = ?,
    applicant = ?, sha256 = ?
WHERE draft_id = ?
"""
_FIRST: Final = """
INSERT INTO drafts (instance_xml, screen, language, saved_at, applicant, sha256,
    draft_id, form_hash, state, started_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)
"""


def save(db: Db, draft: DraftRecord, attachments: Mapping[str, bytes] = _NONE) -> None:
    """Write everything entered so far, and the files made since the last save.

    A first save is noted in the trail; the form, the slip and whether the draft is kept
    never change by saving.
    """
    changing = (
        draft.instance_xml,
        draft.screen,
        draft.language,
        text_of(draft.saved_at),
        draft.applicant,
        seal(draft.draft_id, draft.instance_xml, draft.screen, draft.language),
        draft.draft_id,
    )
    if not db.run(_AGAIN, changing):
        begun = text_of(draft.started_at)
        db.run(_FIRST, (*changing, draft.form_hash, begun))
        _note_begun(db, draft)
    for name, content in attachments.items():
        _attach(db, draft.draft_id, name, content)


def get(db: Db, draft_id: DraftId) -> DraftRecord | None:
    """The draft, or None; raises ``record-damaged``."""
    return _found(db.one("SELECT * FROM drafts WHERE draft_id = ?", (draft_id,)))


def by_slip(db: Db, slip: Reference) -> DraftRecord | None:
    """The kept draft with this slip, or None; raises ``record-damaged``."""
    return _found(db.one("SELECT * FROM drafts WHERE slip = ?", (slip,)))


def open_draft(db: Db) -> DraftRecord | None:
    """The draft of a visit that never ended; the last one saved where several are."""
    return _found(
        db.one(
            "SELECT * FROM drafts WHERE state = 'open' ORDER BY saved_at DESC LIMIT 1"
        )
    )


def kept(db: Db) -> tuple[DraftRecord, ...]:
    """Every draft put aside, oldest first; raises ``record-damaged``."""
    rows = db.all("SELECT * FROM drafts WHERE state = 'kept' ORDER BY saved_at")
    return tuple(_record(row) for row in rows)


def attachments(db: Db, draft_id: DraftId) -> dict[str, bytes]:
    """The draft's files by name; raises ``record-damaged``."""
    rows = db.all(
        "SELECT name, content, sha256 FROM draft_attachments"
        " WHERE draft_id = ? ORDER BY name",
        (draft_id,),
    )
    for row in rows:
        hold(row["sha256"], sha256(row["content"]), f"draft {draft_id} attachment")
    return {row["name"]: row["content"] for row in rows}


def keep(db: Db, draft_id: DraftId, make_slip: Callable[[int], Reference]) -> Reference:
    """Put a draft aside for another day; its slip, the one it has where it has one.

    Raises:
        Expected: ``draft-unknown``.
    """
    row = _row(db, draft_id)
    slip = row["slip"] or _new_slip(db, make_slip)
    db.run(
        "UPDATE drafts SET state = 'kept', slip = ? WHERE draft_id = ?",
        (slip, draft_id),
    )
    audit.record(db, "draft-kept", db.clock.now(), draft_id=draft_id, slip=slip)
    return Reference(slip)


def reopen(db: Db, draft_id: DraftId) -> DraftRecord:
    """Take a kept draft up again; its slip stays its own.

    Raises:
        Expected: ``draft-unknown``, ``record-damaged``.
    """
    _row(db, draft_id)
    db.run("UPDATE drafts SET state = 'open' WHERE draft_id = ?", (draft_id,))
    audit.record(db, "draft-reopened", db.clock.now(), draft_id=draft_id)
    return _record(_row(db, draft_id))


def discard(db: Db, draft_id: DraftId) -> None:
    """Delete a draft and its files for good; one that is not there is gone already."""
    if delete(db, draft_id):
        db.purged = True  # the person chose so: the bytes leave the WAL as well
        audit.record(db, "draft-discarded", db.clock.now(), draft_id=draft_id)


def delete(db: Db, draft_id: DraftId) -> bool:
    """Delete what became a submission, which has its own line; whether it was there."""
    return db.run("DELETE FROM drafts WHERE draft_id = ?", (draft_id,)) > 0


def _note_begun(db: Db, draft: DraftRecord) -> None:
    audit.record(
        db,
        "draft-begun",
        draft.started_at,
        draft_id=draft.draft_id,
        form_hash=draft.form_hash,
    )


def _attach(db: Db, draft_id: DraftId, name: str, content: bytes) -> None:
    db.run(
        "INSERT INTO draft_attachments (draft_id, name, content, sha256)"
        " VALUES (?, ?, ?, ?) ON CONFLICT (draft_id, name) DO UPDATE SET"
        " content = excluded.content, sha256 = excluded.sha256"
        " WHERE sha256 <> excluded.sha256",  # the same file again writes nothing
        (draft_id, name, content, sha256(content)),
    )


def _new_slip(db: Db, make_slip: Callable[[int], Reference]) -> Reference:
    # Slips begin again after 99,999: one that is still out is passed over.
    while True:
        slip = make_slip(counters.following(db, "slips"))
        if db.one("SELECT 1 FROM drafts WHERE slip = ?", (slip,)) is None:
            return slip


def _row(db: Db, draft_id: DraftId) -> Row:
    row = db.one("SELECT * FROM drafts WHERE draft_id = ?", (draft_id,))
    if row is None:
        raise Expected("draft-unknown", draft_id)
    return row


def _found(row: Row | None) -> DraftRecord | None:
    return None if row is None else _record(row)


def _record(row: Row) -> DraftRecord:
    found = seal(row["draft_id"], row["instance_xml"], row["screen"], row["language"])
    hold(row["sha256"], found, f"draft {row['draft_id']}")
    return DraftRecord(
        draft_id=DraftId(row["draft_id"]),
        form_hash=row["form_hash"],
        instance_xml=row["instance_xml"],
        screen=row["screen"],
        language=row["language"],
        state=row["state"],
        slip=row["slip"],
        started_at=moment_of(row["started_at"]),
        saved_at=moment_of(row["saved_at"]),
        applicant=row["applicant"],
    )
