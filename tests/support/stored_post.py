"""A kiosk's record with a server and submissions in it: the real database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ids import CaseId, FormHash, FormId, FormVersion, Reference
from kiosk.store import cases, forms, outbox, servers
from kiosk.store.database import Database
from kiosk.store.records import NewForm, NewSubmission, ServiceRecord
from kiosk.sync import Server
from kiosk.sync.stored import StoredOutbox
from tests.support.sending import FORM, START, StandingClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.store.database import Db
    from kiosk.sync import Submission

CITY = Server("city", "https://city.example/v1/projects/7", token="secret")
KEY = bytes(32)
HASH = FormHash("0" * 64)
FORM_ID = FormId(FORM)
VERSION = FormVersion("1")


class Stored:
    """The outbox over a real, encrypted database."""

    def __init__(self, folder: Path) -> None:
        self._closed = False
        self.database = Database.open(
            folder, KEY, clock=StandingClock(), reserve_bytes=0
        )
        self.write(lambda db: servers.add(db, name=CITY.name, url=CITY.url))
        self.write(lambda db: servers.login(db, CITY.name, token=CITY.token))
        self.add_form(b"<h/>")
        self.outbox = StoredOutbox(self.database)

    def write(self, work: Callable[[Db], object]) -> None:
        """Commit ``work``."""
        self.database.write(work).result()

    def add_form(self, xml: bytes) -> None:
        """Keep the form the submissions answer."""
        service = ServiceRecord(FORM_ID, HASH, VERSION, 1, "", {})
        new = NewForm(HASH, FORM_ID, VERSION, "t", xml, {}, START, service)
        self.write(lambda db: forms.add(db, new))

    def put(self, one: Submission) -> None:
        """A person hands it in."""
        new = NewSubmission(
            CaseId(f"case of {one.instance_id}"),
            "secret",
            one.instance_id,
            one.form_id,
            one.version,
            HASH,
            "高龄津贴",
            one.xml,
            {file.name: file.content for file in one.attachments},
            "zh",
            START,
        )
        self.write(
            lambda db: cases.submit(db, new, lambda n: Reference(f"07-{n:06}-0"))
        )

    def state(self, one: Submission) -> tuple[str, int, str]:
        """Where it is, how often it went wrong, and why last."""
        item = self.database.read(lambda db: outbox.get(db, one.instance_id)).result()
        assert item is not None
        return item.state, item.failures, item.last_code

    def close(self) -> None:
        """Close the database; again is nothing."""
        if not self._closed:
            self._closed = True
            self.database.close()


def _reference(counter: int) -> Reference:
    return Reference(f"07-{counter:06}-0")
