"""The outbox over the database: the real one behind ``ports.Outbox``.

What belongs here: bringing a submission, its files, its form's wish for encryption and
its server together from the store, and reporting back. No SQL.
"""

from __future__ import annotations

import mimetypes
from concurrent.futures import wait
from typing import TYPE_CHECKING

from kiosk.errors import Expected
from kiosk.store import attachments, cases, forms, outbox, servers
from kiosk.sync import markup
from kiosk.sync.ports import Parcel, Waiting
from kiosk.sync.server import Server
from kiosk.sync.submission import Attachment, Submission

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import datetime

    from kiosk.ids import FormHash, InstanceId
    from kiosk.store.database import Database, Db
    from kiosk.store.records import OutboxItem


class StoredOutbox:
    """The waiting submissions of one database; for one ``Cycle``.

    Every form goes to the server that was added first. Reports are handed to the
    database's thread and waited for in ``settle``, so that the disk and the network
    work at the same time; a report lost to a power cut only means that the submission
    is sent once more.
    """

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database
        self._held: set[InstanceId] = set()  # claimed and not reported
        self._reports: list[Future[None]] = []
        self._sealed: dict[FormHash, bool] = {}

    def due(self, now: datetime | None) -> tuple[Waiting, ...]:
        """See ``ports.Outbox``."""
        if self._held:
            self.release(tuple(self._held))
        items, server = self._database.read(
            lambda db: (outbox.due(db, now), _server(db))
        ).result()
        name = server.name if server else ""
        return tuple(Waiting(item.instance_id, item.failures, name) for item in items)

    def claim(
        self, instance_ids: Sequence[InstanceId], now: datetime
    ) -> Mapping[InstanceId, Parcel | Expected]:
        """See ``ports.Outbox``."""
        claimed = self._database.write(
            lambda db: self._claimed(db, instance_ids, now)
        ).result()
        self._held.update(claimed)
        return claimed

    def release(self, instance_ids: Sequence[InstanceId]) -> None:
        """See ``ports.Outbox``."""
        self.settle()

        def put_back(db: Db) -> None:
            for instance_id in instance_ids:
                item = outbox.get(db, instance_id)
                if item is not None and item.state == outbox.State.CLAIMED.value:
                    outbox.release(db, instance_id)

        self._database.write(put_back).result()
        self._held.difference_update(instance_ids)

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
        reports, self._reports = self._reports, []
        wait(reports)
        for report in reports:
            report.result()

    def _report(self, instance_id: InstanceId, work: Callable[[Db], None]) -> None:
        report = self._database.write(work)
        # Still held where the disk refused it, so that the next round puts it back.
        report.add_done_callback(lambda done: self._reported(instance_id, done))
        self._reports.append(report)

    def _reported(self, instance_id: InstanceId, report: Future[None]) -> None:
        if report.exception() is None:
            self._held.discard(instance_id)

    def _claimed(
        self, db: Db, instance_ids: Sequence[InstanceId], now: datetime
    ) -> dict[InstanceId, Parcel | Expected]:
        server = _server(db)
        if server is None:  # removed a moment ago: everything stays as it is
            return {}
        items = (outbox.claim(db, each, now) for each in instance_ids)
        return {
            item.instance_id: self._parcel(db, item, server)
            for item in items
            if item is not None
        }

    def _parcel(self, db: Db, item: OutboxItem, server: Server) -> Parcel | Expected:
        """The whole submission, or what is wrong with its record."""
        try:
            return Parcel(self._submission(db, item), server)
        except Expected as trouble:
            return trouble

    def _submission(self, db: Db, item: OutboxItem) -> Submission:
        case = cases.get(db, item.case_id)
        if case is None or case.instance_id != item.instance_id:
            raise LookupError(f"{item.instance_id} has no case of its own")
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
