"""What a record must still hold after a crash, by what its writer has said.

The writer is ``dying_writer``; its lines are ``saved VISIT STEP`` and
``submitted INSTANCE STEP``, each printed after the commit it tells of.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.clock import SystemChance, SystemClock
from kiosk.store import attachments, audit, cases, drafts, outbox
from kiosk.store.database import Database, load_or_make_key
from tests.support.dying_writer import EVERY, answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kiosk.store.records import CaseRecord, DraftRecord


def check(folder: Path, lines: Iterable[str]) -> None:
    """Open the record and hold it against every whole line of its writer."""
    last, handed_in = _told(lines)
    listed, draft = _look(folder)
    assert handed_in <= {case.instance_id for case in listed}, "a submission is lost"
    if draft is None:  # the last save became a submission, acknowledged or not
        reached = len(listed) * EVERY
    else:
        reached = int(draft.screen.removeprefix("/data/q"))
        assert draft.instance_xml == answer(reached), "an answer is half there"
    assert reached >= last, "an answer is lost"
    # At most the one write that was under way is there without having been said.
    assert reached <= last + 1


def _told(lines: Iterable[str]) -> tuple[int, set[str]]:
    """The last acknowledged save, and every acknowledged submission."""
    whole = [line.split() for line in lines if line.endswith("\n")]
    saves = [int(words[2]) for words in whole if words[0] == "saved"]
    handed_in = {words[1] for words in whole if words[0] == "submitted"}
    return saves[-1] if saves else 0, handed_in


def _look(folder: Path) -> tuple[tuple[CaseRecord, ...], DraftRecord | None]:
    key = load_or_make_key(folder, SystemChance())
    with Database.open(folder, key, clock=SystemClock(), reserve_bytes=0) as database:
        checks = database.read(lambda db: db.all("PRAGMA integrity_check")).result()
        assert checks == [{"integrity_check": "ok"}]
        assert database.read(audit.verify).result().broken_at is None
        listed = database.read(cases.listing).result()
        draft = database.read(drafts.open_draft).result()
        counted = database.read(outbox.counts).result()
        files = [
            database.read(partial(attachments.of, instance_id=case.instance_id))
            for case in listed
        ]
    for case, kept in zip(listed, files, strict=True):
        assert [file.content for file in kept.result()] == [case.xml]
    assert counted["claimed"] == 0
    assert counted["waiting"] == len(listed)
    assert len({case.reference for case in listed}) == len(listed)
    return listed, draft
