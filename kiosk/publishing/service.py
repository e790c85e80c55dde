"""How a form appears as a service: a card on the services screen.

What belongs here: a form's facts as the record that the store keeps beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ids import FormId, FormVersion
from kiosk.publishing.facts import facts_of
from kiosk.store.records import ServiceRecord

if TYPE_CHECKING:
    from kiosk.ids import FormHash
    from kiosk.xforms import FormDefinition

LAST = 1_000
"""The order of a service that gives none: after all that do."""


def service_of(definition: FormDefinition, form_hash: FormHash) -> ServiceRecord:
    """The form as a card on the services screen.

    A form without a title among its facts appears under the title of its settings.
    """
    facts = facts_of(definition)
    facts.setdefault("title", {"zh": definition.title or definition.form_id})
    return ServiceRecord(
        form_id=FormId(definition.form_id),
        form_hash=form_hash,
        version=FormVersion(definition.version),
        order=_order(facts.get("order", {})),
        group=next(iter(facts.get("group", {}).values()), ""),
        facts=facts,
    )


def _order(texts: dict[str, str]) -> int:
    text = next(iter(texts.values()), "")
    return int(text) if text.isascii() and text.isdigit() else LAST
