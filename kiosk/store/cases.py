"""Cases: what was handed in, its receipt, and what became of it.

What belongs here: the one transaction of a submission, look-ups by reference or id,
and the changes of a case's state. The bytes of a submission never change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.errors import Expected
from kiosk.store import attachments, audit, counters, drafts, outbox
from kiosk.store.records import CaseRecord
from kiosk.store.stored import hold, moment_of, seal, sha256, text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.ids import CaseId, Reference
    from kiosk.store.engine import Db, Row
    from kiosk.store.records import NewSubmission, Reviewed

_CASES: Final = """
SELECT c.case_id, c.reference, c.secret, c.title, c.language, c.state, c.reviewed,
    c.sha256 AS seal, s.instance_id, s.form_id, s.version, s.form_hash, s.submitted_at,
    s.xml, s.sha256
FROM cases c JOIN submissions s ON s.serial =
    (SELECT max(serial) FROM submissions WHERE case_id = c.case_id)
"""


def submit(
    db: Db, new: NewSubmission, make_reference: Callable[[int], Reference]
) -> CaseRecord:
    """Take a submission in: all of it, or nothing.

    One transaction gives it a reference, keeps its bytes and files, puts it into the
    outbox, deletes its draft and writes the trail. Handing in the same instance again
    gives the case there is: a second touch never makes a second case.

    Raises:
        Expected: ``instance-taken`` where the same instanceID came with other bytes.
    """
    there = _of_instance(db, new)
    if there is not None:
        return there
    reference = make_reference(counters.following(db, "cases"))
    _insert(db, new, reference)
    attachments.add(db, new.instance_id, new.attachments)
    outbox.put(db, new.instance_id)
    if new.draft_id is not None:
        drafts.delete(db, new.draft_id)
    audit.record(
        db,
        "submitted",
        new.submitted_at,
        case_id=new.case_id,
        reference=reference,
        instance_id=new.instance_id,
        form_id=new.form_id,
        version=new.version,
        sha256=sha256(new.xml),
        draft_id=new.draft_id,
    )
    case = get(db, new.case_id)
    assert case is not None
    return case


def get(db: Db, which: Reference | CaseId) -> CaseRecord | None:
    """The case with this reference or id, or None; raises ``record-damaged``."""
    row = db.one(f"{_CASES} WHERE c.reference = ?1 OR c.case_id = ?1", (which,))
    return None if row is None else _record(row)


def listing(db: Db) -> tuple[CaseRecord, ...]:
    """Every case, oldest first; raises ``record-damaged``."""
    return tuple(_record(row) for row in db.all(f"{_CASES} ORDER BY s.serial"))


def withdraw(db: Db, case_id: CaseId, at: datetime) -> None:
    """Take back a case that has not left this machine; it is never sent then.

    Raises:
        Expected: ``case-unknown``, ``case-already-sent``.
    """
    case = _there(db, case_id)
    outbox.withdraw(db, case.instance_id)
    audit.record(db, "withdrawn", at, case_id=case_id, reference=case.reference)


def review(db: Db, case_id: CaseId, reviewed: Reviewed, at: datetime) -> None:
    """Note what a person at the office has said; raises ``case-unknown``."""
    case = _there(db, case_id)
    db.run("UPDATE cases SET reviewed = ? WHERE case_id = ?", (reviewed, case_id))
    audit.record(
        db, "reviewed", at, case_id=case_id, reference=case.reference, verdict=reviewed
    )


def _insert(db: Db, new: NewSubmission, reference: Reference) -> None:
    db.run(
        "INSERT INTO cases (case_id, reference, secret, title, language, state,"
        " reviewed, sha256) VALUES (?, ?, ?, ?, ?, 'waiting', 'none', ?)",
        (
            new.case_id,
            reference,
            new.secret,
            new.title,
            new.language,
            seal(new.case_id, reference, new.secret, new.title, new.language),
        ),
    )
    db.run(
        "INSERT INTO submissions (instance_id, case_id, form_id, version, form_hash,"
        " submitted_at, xml, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new.instance_id,
            new.case_id,
            new.form_id,
            new.version,
            new.form_hash,
            text_of(new.submitted_at),
            new.xml,
            sha256(new.xml),
        ),
    )


def _of_instance(db: Db, new: NewSubmission) -> CaseRecord | None:
    row = db.one(
        "SELECT case_id, sha256 FROM submissions WHERE instance_id = ?",
        (new.instance_id,),
    )
    if row is None:
        return None
    if row["sha256"] != sha256(new.xml):
        raise Expected("instance-taken", new.instance_id)
    return get(db, row["case_id"])


def _there(db: Db, case_id: CaseId) -> CaseRecord:
    case = get(db, case_id)
    if case is None:
        raise Expected("case-unknown", case_id)
    return case


def _record(row: Row) -> CaseRecord:
    where = f"case {row['reference']}"
    found = seal(
        row["case_id"], row["reference"], row["secret"], row["title"], row["language"]
    )
    hold(row.pop("seal"), found, where)
    hold(row["sha256"], sha256(row["xml"]), where)
    row["submitted_at"] = moment_of(row["submitted_at"])
    return CaseRecord(**row)
