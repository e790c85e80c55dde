"""Handing in: the exact bytes on disk first, then a receipt to take home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from kiosk.ids import CaseId, FormId, FormVersion, InstanceId
from kiosk.receipts import reference
from kiosk.receipts.receipt import Receipt, new_secret
from kiosk.store import cases
from kiosk.store.records import NewSubmission
from kiosk.visit.asking import owed
from kiosk.visit.services import service_view
from kiosk.visit.views import ReceiptView

if TYPE_CHECKING:
    from concurrent.futures import Future

    from kiosk.filling import Filling
    from kiosk.store.records import CaseRecord, ServiceRecord
    from kiosk.visit.ports import VisitPorts


class HandingIn:
    """One submission on its way to a receipt.

    Attributes:
        case: the record, once the store has acknowledged it.
    """

    def __init__(self, ports: VisitPorts) -> None:
        """Nothing handed in yet."""
        self._ports = ports
        self._owed: dict[str, tuple[str, ...]] = {}
        self.case: CaseRecord | None = None

    def hand_in(self, filling: Filling, service: ServiceRecord) -> Future[CaseRecord]:
        """Write the finalised bytes, the receipt and the outbox in one transaction."""
        self._owed = _owed_in_both(filling)
        new = self._submission(filling, service)
        kiosk = self._ports.kiosk
        return self._ports.database.write(
            lambda db: cases.submit(
                db, new, lambda counter: reference.make(kiosk, counter)
            )
        )

    def receipt(self, service: ServiceRecord, language: str) -> ReceiptView:
        """What the person takes home, in ``language``."""
        assert self.case is not None, "nothing was handed in"
        settings = self._ports.settings
        view = service_view(service, language)
        still_owed = self._owed.get(language, ())
        steps = tuple(step for step in (*view.next_steps, view.reply_by) if step)
        receipt = Receipt(
            reference=self.case.reference,
            secret=self.case.secret,
            title=view.title,
            received_at=self.case.submitted_at,
            centre=settings.centre(language),
            phone=settings.text("centre.phone"),
            hours=settings.text("centre.hours"),
            next_steps=steps,
            owed=still_owed,
            sent=self.case.state == "sent",
        )
        return ReceiptView(receipt, receipt.sent, still_owed, steps)

    def _submission(self, filling: Filling, service: ServiceRecord) -> NewSubmission:
        xml = filling.entry.finalise()
        definition = filling.entry.definition
        return NewSubmission(
            case_id=CaseId(self._ports.chance.uuid()),
            secret=new_secret(self._ports.chance),
            instance_id=_instance_id(xml),
            form_id=FormId(definition.form_id),
            version=FormVersion(definition.version),
            form_hash=filling.record.form_hash,
            title=service_view(service, filling.record.language).title,
            xml=xml,
            attachments=filling.attachments_of(xml),
            language=filling.record.language,
            submitted_at=self._ports.clock.now(),
            draft_id=filling.record.draft_id,
        )


def _owed_in_both(filling: Filling) -> dict[str, tuple[str, ...]]:
    """The papers owed in each language: the receipt follows a change of language."""
    entry, now = filling.entry, filling.record.language
    named = {}
    for tag in ("zh", "en"):
        entry.set_language(tag)
        named[tag] = owed(entry)
    entry.set_language(now)
    return named


def _instance_id(xml: bytes) -> InstanceId:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    found = etree.fromstring(xml, parser).xpath(
        "string(//*[local-name()='instanceID'])"
    )
    return InstanceId(str(found))
