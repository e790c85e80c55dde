"""The outbox over the database: the real one behind ``ports.Outbox``.

What belongs here: bringing a submission, its files, its form's wish for encryption and
its server together from the store, and reporting back. No SQL.
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from kiosk.errors import Expected
from kiosk.store import attachments, cases, forms, outbox, servers
from kiosk.sync import markup
from kiosk.sync.ports import Waiting
from kiosk.sync.server import Server
from kiosk.sync.submission import Attachment, Submission

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from datetime import datetime

    from kiosk.ids import FormHash, InstanceId
    from kiosk.store.database import Database, Db

    Report = Callable[[Db], None]
    Loaded = Submission | Expected | None

MOST_AHEAD = 1_000_000
"""Bytes, about, that are read together with a claim; the rest as it is sent."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Commit(Generic[T]):
    """A write under way, and the reports that go with it."""

    future: Future[T]
    reports: tuple[Report, ...]


class StoredOutbox:
    """The waiting submissions of one database; for one ``Cycle``.

    Every form goes to the server that was added first.
    """

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database
        self._held: list[InstanceId] = []  # claimed and not reported
        self._reports: list[Report] = []
        self._coming: _Commit[dict[InstanceId, Loaded]] | None = None
        self._ready: dict[InstanceId, Loaded] = {}
        self._sealed: dict[FormHash, bool] = {}

    def due(self, now: datetime | None) -> tuple[Waiting, ...]:
        """See ``ports.Outbox``."""
        self.finish()
        items, server = self._database.read(
            lambda db: (outbox.due(db, now), _server(db))
        ).result()
        return tuple(Waiting(item.instance_id, item.failures, server) for item in items)

    def claim_ahead(self, instance_ids: Sequence[InstanceId], now: datetime) -> None:
        """See ``ports.Outbox``."""
        assert self._coming is None, "the claim before was not asked for"
        self._coming = self._write(lambda db: self._claim(db, instance_ids, now))

    def claimed(self) -> tuple[InstanceId, ...]:
        """See ``ports.Outbox``."""
        if self._coming is None:
            return ()
        coming, self._coming = self._coming, None
        ours = self._done(coming)
        self._held.extend(ours)
        self._ready.update(ours)
        return tuple(ours)

    def fetch(self, instance_id: InstanceId) -> Submission:
        """See ``ports.Outbox``."""
        ready = self._ready.pop(instance_id, None)
        if ready is None:
            work = self._database.read(lambda db: self._submission(db, instance_id))
            return work.result()
        if isinstance(ready, Expected):
            raise ready
        return ready

    def sent(self, instance_id: InstanceId, at: datetime) -> None:
        """See ``ports.Outbox``."""
        self._report(instance_id, lambda db: outbox.sent(db, instance_id, at))

    def failed(self, instance_id: InstanceId, code: str, next_try: datetime) -> None:
        """See ``ports.Outbox``."""
        self._report(
            instance_id, lambda db: outbox.failed(db, instance_id, code, next_try)
        )

    def refused(self, instance_id: InstanceId, code: str) -> None:
        """See ``ports.Outbox``."""
        self._report(instance_id, lambda db: outbox.refused(db, instance_id, code))

    def settle(self) -> None:
        """See ``ports.Outbox``."""
        if self._reports:
            self._done(self._write(lambda _: None))

    def finish(self) -> None:
        """See ``ports.Outbox``."""
        self.claimed()
        self._ready.clear()
        if not self._held:
            self.settle()
            return
        held = tuple(self._held)

        def put_back(db: Db) -> None:
            for instance_id in held:
                outbox.release(db, instance_id)

        self._done(self._write(put_back))
        self._held.clear()

    def _report(self, instance_id: InstanceId, report: Report) -> None:
        self._held.remove(instance_id)
        self._reports.append(report)

    def _write(self, work: Callable[[Db], T]) -> _Commit[T]:
        """``work`` after everything reported so far, in one commit."""
        reports = tuple(self._reports)
        self._reports.clear()

        def reports_first(db: Db) -> T:
            for report in reports:
                report(db)
            return work(db)

        return _Commit(self._database.write(reports_first), reports)

    def _done(self, commit: _Commit[T]) -> T:
        try:
            return commit.future.result()
        except BaseException:  # rolled back: the next one writes them
            self._reports[:0] = commit.reports
            raise

    def _claim(
        self, db: Db, instance_ids: Sequence[InstanceId], now: datetime
    ) -> dict[InstanceId, Loaded]:
        """What is ours now, small ones with all that is to be sent."""
        ours: dict[InstanceId, Loaded] = {}
        room = MOST_AHEAD
        for instance_id in instance_ids:
            if outbox.claim(db, instance_id, now) is None:
                continue
            ours[instance_id] = None
            if room > 0:
                ours[instance_id] = loaded = self._load(db, instance_id)
                room -= _size(loaded)
        return ours

    def _load(self, db: Db, instance_id: InstanceId) -> Submission | Expected:
        try:
            return self._submission(db, instance_id)
        except Expected as trouble:
            return trouble

    def _submission(self, db: Db, instance_id: InstanceId) -> Submission:
        item = outbox.get(db, instance_id)
        case = cases.get(db, item.case_id) if item else None
        if item is None or case is None or case.instance_id != instance_id:
            raise LookupError(f"{instance_id} has no case of its own")
        files = tuple(
            Attachment(file.name, file.content, _content_type(file.name))
            for file in attachments.of(db, item.instance_id)
        )
        return Submission(
            item.instance_id,
            item.form_id,
            item.version,
            case.xml,
            files,
            encrypted_form=self._asks_for_encryption(db, case.form_hash),
        )

    def _asks_for_encryption(self, db: Db, form_hash: FormHash) -> bool:
        if form_hash not in self._sealed:
            self._sealed[form_hash] = asks_for_encryption(forms.get(db, form_hash).xml)
        return self._sealed[form_hash]


def asks_for_encryption(form_xml: bytes) -> bool:
    """Whether a form's ``submission`` element carries a public key (ODK XForms)."""
    root = markup.read(form_xml)
    if root is None:
        return False
    elements = root.iter("{*}submission")
    return any(element.get("base64RsaPublicKey") for element in elements)


def _size(loaded: Submission | Expected) -> int:
    if isinstance(loaded, Expected):
        return 0
    return len(loaded.xml) + sum(len(file.content) for file in loaded.attachments)


def _server(db: Db) -> Server | None:
    records = servers.listing(db)
    if not records:
        return None
    first = records[0]
    return Server(
        first.name, first.url, first.username, first.password, token=first.token
    )


def _content_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
