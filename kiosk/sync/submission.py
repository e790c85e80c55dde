"""A submission as it travels: bytes that nothing on the way may change.

What belongs here: the frozen values the rest of the room passes around.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.ids import FormId, FormVersion, InstanceId


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a submission names.

    Attributes:
        name: the file name as it stands in the submission; servers match on it.
        content: its bytes.
        content_type: its MIME type.
    """

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Submission:
    """A finalised instance with its attachments.

    Attributes:
        instance_id: what the record says its instanceID is (``uuid:…``).
        form_id: the form it answers.
        version: that form's version; "" where it has none.
        xml: the exact bytes that were committed at submit; sent as they are.
        attachments: in the order the record keeps them.
        encrypted_form: the form asks for encryption, so plain answers must not leave.
    """

    instance_id: InstanceId
    form_id: FormId
    version: FormVersion
    xml: bytes
    attachments: tuple[Attachment, ...] = ()
    encrypted_form: bool = False
