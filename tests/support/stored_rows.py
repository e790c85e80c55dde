"""A form, a draft and a submission to put into a store; every field can be said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kiosk.ids import CaseId, DraftId, FormHash, FormId, FormVersion, InstanceId
from kiosk.receipts import reference
from kiosk.store import forms
from kiosk.store.records import DraftRecord, NewForm, NewSubmission, ServiceRecord
from tests.support.clock import MORNING

if TYPE_CHECKING:
    from kiosk.ids import Reference
    from kiosk.store.database import Db

XML = "<data id='tell-us'><need>灯坏了</need></data>".encode()
"""An instance with an answer that must be found nowhere it does not belong."""


def a_form(
    form_id: str = "tell-us", version: str = "1", *, order: int = 1, **changes: Any
) -> NewForm:
    """A form whose hash is its id and version."""
    form_hash = FormHash(f"{form_id}@{version}")
    service = ServiceRecord(
        FormId(form_id),
        form_hash,
        FormVersion(version),
        order,
        "",
        {"title": {"zh": "意见和求助", "en": "Tell us"}},
    )
    new = NewForm(
        form_hash=form_hash,
        form_id=FormId(form_id),
        version=FormVersion(version),
        title="意见和求助",
        xml=f"<h:html>{version}</h:html>".encode(),
        media={"places.csv": b"name,label\n1,a\n"},
        imported_at=MORNING,
        service=service,
    )
    return replace(new, **changes)


def publish(db: Db, new: NewForm | None = None) -> FormHash:
    """A published form for drafts and submissions to belong to."""
    form = new or a_form()
    forms.add(db, form)
    forms.publish(db, form.form_hash, MORNING)
    return form.form_hash


def a_draft(name: str = "draft-1", **changes: Any) -> DraftRecord:
    """An open draft of the form ``publish`` publishes."""
    draft = DraftRecord(
        draft_id=DraftId(name),
        form_hash=FormHash("tell-us@1"),
        instance_xml=XML,
        screen="/data/need",
        language="zh",
        state="open",
        slip=None,
        started_at=MORNING,
        saved_at=MORNING,
        applicant="self",
    )
    return replace(draft, **changes)


def a_submission(name: str = "1", **changes: Any) -> NewSubmission:
    """A submission of the form ``publish`` publishes."""
    new = NewSubmission(
        case_id=CaseId(f"case-{name}"),
        secret="S" * 32,
        instance_id=InstanceId(f"uuid:{name}"),
        form_id=FormId("tell-us"),
        version=FormVersion("1"),
        form_hash=FormHash("tell-us@1"),
        title="意见和求助",
        xml=XML,
        attachments={},
        language="zh",
        submitted_at=MORNING,
    )
    return replace(new, **changes)


def number(counter: int) -> Reference:
    """A case's reference at kiosk 7."""
    return reference.make(7, counter)


def slip(counter: int) -> Reference:
    """A draft's slip at kiosk 7."""
    return reference.make(7, counter, draft=True)
