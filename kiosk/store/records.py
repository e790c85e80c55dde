"""Rows as they leave and enter the store: frozen, with typed identifiers.

What belongs here: the shapes only. Instants are aware datetimes. Bytes are exactly
what was given; the store compares their SHA-256 whenever it reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kiosk.ids import (
        CaseId,
        DraftId,
        FormHash,
        FormId,
        FormVersion,
        InstanceId,
        Reference,
    )

FormState = Literal["imported", "published", "retired"]
DraftState = Literal["open", "kept"]
Applicant = Literal["self", "other", ""]
CaseState = Literal["waiting", "sent", "refused", "withdrawn"]
Reviewed = Literal["none", "needs_info", "approved", "rejected", "edited"]


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """How a published form appears on the services screen.

    Attributes:
        form_id: which form.
        form_hash: the published version's content hash.
        version: its version.
        order: smaller comes first.
        group: the heading it stands under; "" for none.
        facts: fact (``title``, ``summary``, ``minutes``, ``paper_1``…) → language
            tag (``zh``, ``en``) → text.
    """

    form_id: FormId
    form_hash: FormHash
    version: FormVersion
    order: int
    group: str
    facts: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class NewForm:
    """A form to be taken in; ``media`` maps a form's file name to its bytes."""

    form_hash: FormHash
    form_id: FormId
    version: FormVersion
    title: str
    xml: bytes
    media: Mapping[str, bytes]
    imported_at: datetime
    service: ServiceRecord


@dataclass(frozen=True, slots=True)
class FormRecord:
    """A stored form; ``media`` maps a form's file name to the SHA-256 of its bytes."""

    form_hash: FormHash
    form_id: FormId
    version: FormVersion
    title: str
    xml: bytes
    media: Mapping[str, str]
    state: FormState
    imported_at: datetime
    published_at: datetime | None
    service: ServiceRecord


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """An unfinished instance.

    Attributes:
        draft_id: a UUID.
        form_hash: the form version it was begun with and is finished on.
        instance_xml: the instance with everything entered so far.
        screen: the ref of the screen the person stands at, or "check".
        language: the language they use.
        state: "open" during a visit; "kept" once it was put aside.
        slip: the number of a kept draft's slip.
        started_at: first touch.
        saved_at: the last save.
        applicant: for oneself, for another, or "" where nobody asked.
    """

    draft_id: DraftId
    form_hash: FormHash
    instance_xml: bytes
    screen: str
    language: str
    state: DraftState
    slip: Reference | None
    started_at: datetime
    saved_at: datetime
    applicant: Applicant


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """A finalised instance on its way into the record.

    Attributes:
        case_id: a UUID for the case it opens.
        secret: what the receipt's QR proves itself with.
        instance_id: as it stands in ``xml``.
        form_id: which form.
        version: its version.
        form_hash: its content hash.
        title: the service's name in the person's language, for listings.
        xml: the exact bytes that will be sent.
        attachments: file name as named in ``xml`` → bytes.
        language: the person's.
        submitted_at: when the button was touched.
        draft_id: the draft it was, discarded in the same transaction; None for none.
    """

    case_id: CaseId
    secret: str = field(repr=False)
    instance_id: InstanceId
    form_id: FormId
    version: FormVersion
    form_hash: FormHash
    title: str
    xml: bytes = field(repr=False)
    attachments: Mapping[str, bytes] = field(repr=False)
    language: str
    submitted_at: datetime
    draft_id: DraftId | None = None


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case with the submission it stands at.

    Attributes:
        case_id: a UUID.
        reference: the receipt's number.
        secret: the receipt's QR secret.
        instance_id: of the latest submission.
        form_id: its form.
        version: the form's version.
        form_hash: the form's content hash.
        xml: the exact bytes.
        sha256: their SHA-256 in hex.
        language: the person's when they handed it in.
        submitted_at: when that was.
        state: where it is on its way to the office.
        reviewed: what a person there has said.
        title: the service's name in ``language``.
    """

    case_id: CaseId
    reference: Reference
    secret: str = field(repr=False)
    instance_id: InstanceId
    form_id: FormId
    version: FormVersion
    form_hash: FormHash
    xml: bytes = field(repr=False)
    sha256: str
    language: str
    submitted_at: datetime
    state: CaseState
    reviewed: Reviewed
    title: str


@dataclass(frozen=True, slots=True)
class AttachmentRecord:
    """A file that belongs to a submission: its name in the XML, its exact bytes."""

    name: str
    content: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A submission on its way.

    Attributes:
        instance_id: which one.
        case_id: its case.
        form_id: its form.
        version: the form's version.
        failures: tries that have gone wrong so far.
        next_try: not before; None where it may be tried at once.
        state: "waiting", "claimed", "sent", "refused" or "withdrawn".
        last_code: the code of the last trouble; "" for none.
        claimed_at: when the last try began.
        sent_at: when a server said it has it.
    """

    instance_id: InstanceId
    case_id: CaseId
    form_id: FormId
    version: FormVersion
    failures: int
    next_try: datetime | None
    state: str
    last_code: str
    claimed_at: datetime | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class ServerRecord:
    """Where submissions go; what proves us there never appears in a repr."""

    name: str
    url: str
    username: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class HelpCall:
    """Somebody asked for a person; ``over_at`` is None while they wait."""

    serial: int
    form_id: FormId | None
    called_at: datetime
    over_at: datetime | None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What happened, never what was answered; ``sha256`` seals it to the one before."""

    serial: int
    at: datetime
    event: str
    facts: Mapping[str, str | int | None]
    previous: str
    sha256: str
