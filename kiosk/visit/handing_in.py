"""Handing in: the exact bytes on disk first, then a receipt to take home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from kiosk.ids import CaseId, InstanceId
from kiosk.receipts import reference
from kiosk.receipts.receipt import new_secret
from kiosk.store import cases
from kiosk.store.records import NewSubmission
from kiosk.visit.asking import owed
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
        raise NotImplementedError

    def _submission(self, filling: Filling, service: ServiceRecord) -> NewSubmission:
        xml = filling.entry.finalise()
        definition = filling.entry.definition
        return NewSubmission(
            case_id=CaseId(self._ports.chance.uuid()),
            instance_id=_instance_id(xml),
            xml=xml,
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
    found = etree.fromstring(xml, parser).xpath("string(//*[local-name()='instanceID'])")
    return InstanceId(str(found))
