"""What a form declares for others to use: entities and the client's audit log.

What belongs here: the frozen shapes of both. ``parse_declarations`` fills them,
``entities`` and ``audit`` act on them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class EntityDeclaration:
    """One ``entity`` element (ODK Entities, Declaring Entities).

    Attributes:
        path: of the element, usually ``/data/meta/entity``.
        dataset: the entity list it belongs to.
        properties: property → generic path of the question with that ``save_to``.
    """

    path: str
    dataset: str
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What ``meta/audit`` asks to be written down (ODK XForms, Client Audit Logs).

    Attributes:
        path: of the node that names the attachment.
        track_changes: whether rows carry the old and the new value.
        identify_user: whether rows carry who was filling in.
        reasons: ``on-form-edit`` where a correction needs a reason, else "".
        location: ``location-priority``, ``-min-interval`` and ``-max-age`` as the form
            writes them; a kiosk knows no place, so those columns stay blank.
    """

    path: str
    track_changes: bool = False
    identify_user: bool = False
    reasons: str = ""
    location: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Declarations:
    """All of one form.

    Attributes:
        entities_version: ``entities:entities-version`` of the model; "" without.
        audit: None where the form wants no log.
    """

    entities_version: str = ""
    entities: tuple[EntityDeclaration, ...] = ()
    audit: AuditRequest | None = None

    @property
    def offline(self) -> bool:
        """Whether entities may be applied to the list on this machine (2024.1 on)."""
        return self.entities_version >= "2024.1"
