"""The outbox over the database: the real one behind ``ports.Outbox``.

What belongs here: bringing a submission, its files, its form's wish for encryption and
its server together from the store, and reporting back. No SQL.
"""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, TypeVar

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

T = TypeVar("T")


class StoredOutbox:
    """The waiting submissions of one database; for one ``Cycle``.

    Every form goes to the server that was added first.
    """

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database
        self._held: list[InstanceId] = []  # claimed and not reported
        self._reports: list[Callable[[Db], None]] = []
        self._ahead: dict[InstanceId, Future[Submission]] = {}
        self._sealed: dict[FormHash, bool] = {}

    def due(self, now: datetime | None) -> tuple[Waiting, ...]:
        """See ``ports.Outbox``."""
        if self._held or self._reports:
            self.release(tuple(self._held))
        items, server = self._database.read(
            lambda db: (outbox.due(db, now), _server(db))
        ).result()
        return tuple(Waiting(item.instance_id, item.failures, server) for item in items)

    def claim(
        self, instance_ids: Sequence[InstanceId], now: datetime
    ) -> tuple[InstanceId, ...]:
        """See ``ports.Outbox``."""
        claimed = self._write(
            lambda db: tuple(
                each for each in instance_ids if outbox.claim(db, each, now)
            )
        )
        self._held.extend(claimed)
        return claimed

    def fetch(self, instance_id: InstanceId) -> Submission:
        """See ``ports.Outbox``; the next one is read while this one travels."""
        ready = self._ahead.pop(instance_id, None) or self._read(instance_id)
        place = self._held.index(instance_id) + 1
        self._ahead = {each: self._read(each) for each in self._held[place : place + 1]}
        return ready.result()

    def _read(self, instance_id: InstanceId) -> Future[Submission]:
        return self._database.read(lambda db: self._submission(db, instance_id))

    def release(self, instance_ids: Sequence[InstanceId]) -> None:
        """See ``ports.Outbox``."""

        def put_back(db: Db) -> None:
            for instance_id in instance_ids:
                outbox.release(db, instance_id)

        self._write(put_back)
        self._held = [each for each in self._held if each not in instance_ids]

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
            self._write(lambda _: None)

    def _report(self, instance_id: InstanceId, report: Callable[[Db], None]) -> None:
        self._held.remove(instance_id)
        self._reports.append(report)

    def _write(self, work: Callable[[Db], T]) -> T:
        """``work`` after everything reported so far, in one commit."""

        def reports_first(db: Db) -> T:
            for report in self._reports:
                report(db)
            return work(db)

        result = self._database.write(reports_first).result()
        self._reports.clear()
        return result

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
