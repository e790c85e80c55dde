"""After a crash or a power cut: back to the same question, or safely put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.receipts import reference
from kiosk.store import drafts
from kiosk.visit import aside

if TYPE_CHECKING:
    from kiosk.store.records import DraftRecord, ServiceRecord
    from kiosk.visit.ports import VisitPorts
    from kiosk.visit.visit import Visit


def recover(visit: Visit, ports: VisitPorts) -> None:
    """Take up the draft of a visit that never ended, if there is one.

    A draft saved a moment ago belongs to somebody who may still be sitting there: the
    same question comes back. An older one is kept for staff to find, and the rest
    screen stands: nobody else's answers are shown to whoever sits down next.
    """
    draft = ports.database.read(drafts.open_draft).result()
    if draft is None:
        return
    service = _service(ports, draft)
    if service is not None and aside.is_fresh(ports, draft):
        files = ports.database.read(
            lambda db: drafts.attachments(db, draft.draft_id)
        ).result()
        visit.resume(draft, files, service)
        return
    ports.database.write(
        lambda db: drafts.keep(
            db,
            draft.draft_id,
            lambda counter: reference.make(ports.kiosk, counter, draft=True),
        )
    ).result()


def _service(ports: VisitPorts, draft: DraftRecord) -> ServiceRecord | None:
    published = ports.library.published()
    found = (one for one in published if one.form_hash == draft.form_hash)
    return next(found, None)
