"""A process that writes answers and submissions and says so, until it is killed.

Run as ``python -m tests.support.dying_writer FOLDER [STEPS]``: after each commit it
prints one line (``saved 3 12``, ``submitted uuid:3 12``). What it has printed must be
found again; ``record_check`` looks.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from itertools import count
from pathlib import Path

from kiosk.clock import SystemChance, SystemClock
from kiosk.store import cases, drafts, outbox
from kiosk.store.database import Database, load_or_make_key
from tests.support.stored_rows import a_draft, a_submission, number, publish

EVERY = 4
"""Answers in one visit before it is handed in."""


def answer(step: int) -> bytes:
    """What is entered at this step: a little longer each time, then short again."""
    return f"<data><step>{step}</step>{'灯' * (step % 700)}</data>".encode()


def main(folder: Path, steps: int | None = None) -> None:
    """Write for ever, or this many answers and then stop as a power cut would."""
    key = load_or_make_key(folder, SystemChance())
    database = Database.open(folder, key, clock=SystemClock())
    database.write(publish).result()
    begun = len(database.read(cases.listing).result())
    for step in count(begun * EVERY + 1):
        if step == steps:
            os._exit(0)
        visit = f"{(step - 1) // EVERY}"
        draft = a_draft(visit, instance_xml=answer(step), screen=f"/data/q{step}")
        files = {"signature.png": answer(step)}
        database.write(partial(drafts.save, draft=draft, attachments=files)).result()
        say(f"saved {visit} {step}")
        if step % EVERY:
            continue
        new = a_submission(
            visit, xml=answer(step), attachments=files, draft_id=draft.draft_id
        )
        submit = partial(cases.submit, new=new, make_reference=number)
        database.write(submit).result()
        say(f"submitted {new.instance_id} {step}")
        if step % (2 * EVERY) == 0:
            now = SystemClock().now()
            claim = partial(outbox.claim, instance_id=new.instance_id, now=now)
            database.write(claim).result()


def say(line: str) -> None:
    """One whole line, past every buffer: it is acknowledged now."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
