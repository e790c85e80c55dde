"""Keep a database of the present schema: ``python -m tests.migrations.keep_snapshot``.

Run once for every new step, before it ships; what it writes (``<step>.db``) is added
and never written again. The key is 32 zero bytes: there is nothing secret in it.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from kiosk.store import cases, drafts, help, outbox, servers, settings_rows  # noqa: A004 (the room's own module)
from kiosk.store.database import Database
from kiosk.store.migrations import NAMES
from tests.support.clock import MORNING, FakeClock
from tests.support.stored_rows import (
    a_draft,
    a_form,
    a_submission,
    number,
    publish,
    slip,
)

HERE = Path(__file__).parent
KEY = bytes(32)


def fill(db):
    """Something in every table, in every state a row can be in."""
    publish(db)
    publish(db, a_form(version="2"))
    drafts.save(db, a_draft("open"), {"signature.png": b"ink"})
    drafts.save(db, a_draft("kept"))
    drafts.keep(db, a_draft("kept").draft_id, slip)
    for name in ("waiting", "sent", "refused", "withdrawn"):
        files = {"photo.jpg": name.encode()}
        cases.submit(db, a_submission(name, attachments=files), number)
    for name, act in (("sent", outbox.sent), ("refused", outbox.refused)):
        instance_id = a_submission(name).instance_id
        outbox.claim(db, instance_id, MORNING)
        act(db, instance_id, MORNING if act is outbox.sent else "form-closed")
    cases.withdraw(db, a_submission("withdrawn").case_id, MORNING)
    servers.add(db, name="city", url="https://city.example")
    servers.login(db, "city", token="t0ken")
    settings_rows.put(db, "kiosk.number", 7)
    help.call(db, at=MORNING, form_id="tell-us")


def main():
    """Write the snapshot of the last step, if there is none."""
    out = HERE / f"{NAMES[-1]}.db"
    if out.exists():
        raise SystemExit(f"{out.name} is kept already")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with Database.open(place, KEY, clock=FakeClock(), reserve_bytes=0) as database:
            database.write(fill).result()
        shutil.copy(place / "kiosk.db", out)


if __name__ == "__main__":
    main()
