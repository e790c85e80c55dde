"""Entities and the audit log, as a form declares them.

What belongs here: reading ``meta/entity`` with its ``saveto`` binds and ``meta/audit``,
and refusing declarations a server could make nothing of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.declarations import AuditRequest, Declarations, EntityDeclaration
from kiosk.xforms.definition import FormError
from kiosk.xforms.paths import ancestors, parent_of
from kiosk.xforms.reading import ENTITIES, ODK, attribute, children

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from kiosk.xforms.definition import ModelNode

_VERSIONS = ("2022.1.", "2023.1.", "2024.1.", "2025.1.")
_RESERVED = frozenset({"name", "label"})
_ACTS = frozenset({"create", "update"})


def read_declarations(
    model: etree._Element, nodes: Mapping[str, ModelNode], warnings: list[str]
) -> Declarations:
    """All declarations of the model.

    Entities of a version that is missing or unknown are for the server alone to make
    sense of: the form works, nothing is done with them here, and a warning says so.

    Raises:
        FormError: ``entity-not-whole`` for a declaration that lacks something, a
            ``saveto`` that belongs to no entity, or a property saved twice.
    """
    found = tuple(
        node for node in nodes.values() if node.name == "entity" and _dataset(node)
    )
    version = attribute(model, "entities-version", ENTITIES)
    if found and not f"{version}.".startswith(_VERSIONS):
        warnings.append(f"entities-version {version!r} is not one of 2022.1 to 2025.1")
        return Declarations(version, audit=_audit(model, nodes))
    properties = _properties(nodes, found)
    return Declarations(
        entities_version=version,
        entities=tuple(_entity(node, properties[node.path]) for node in found),
        audit=_audit(model, nodes),
    )


def _dataset(node: ModelNode) -> str:
    return next((a.text for a in node.attributes if a.name == "dataset"), "").strip()


def _entity(node: ModelNode, properties: Mapping[str, str]) -> EntityDeclaration:
    names = {a.name for a in node.attributes}
    if "id" not in names:
        raise FormError("entity-not-whole", "the entity has no id", node.path)
    if not names & _ACTS:
        message = "the entity is neither created nor updated"
        raise FormError("entity-not-whole", message, node.path)
    return EntityDeclaration(node.path, _dataset(node), properties)


def _properties(
    nodes: Mapping[str, ModelNode], entities: tuple[ModelNode, ...]
) -> dict[str, dict[str, str]]:
    """Each entity's properties: a ``saveto`` belongs to the nearest one around it."""
    holders = {_holder(entity): entity.path for entity in entities}
    found: dict[str, dict[str, str]] = {entity.path: {} for entity in entities}
    for node in nodes.values():
        name = node.bind.saveto
        if not name:
            continue
        holder = next((up for up in ancestors(node.path) if up in holders), None)
        if holder is None:
            message = f"{name} is saved to an entity the form does not declare"
            raise FormError("entity-not-whole", message, node.path)
        of_entity = found[holders[holder]]
        if name.lower() in _RESERVED or name.startswith("__") or name in of_entity:
            message = f"{name} is reserved, or saved twice"
            raise FormError("entity-not-whole", message, node.path)
        of_entity[name] = node.path
    return found


def _holder(entity: ModelNode) -> str:
    """What the entity is about: the node around its ``meta``."""
    return parent_of(parent_of(entity.path))


def _audit(
    model: etree._Element, nodes: Mapping[str, ModelNode]
) -> AuditRequest | None:
    root = next(iter(nodes.values())).path.split("/")[1]
    meta = (f"/{root}/meta", f"/{root}/orx:meta")
    held = [n for n in nodes.values() if n.name == "audit"]
    node = next((n for n in held if parent_of(n.path) in meta), None)
    if node is None:
        return None
    bind = next(
        (
            b
            for b in children(model, "bind")
            if (b.get("nodeset") or "").strip() == node.path
        ),
        None,
    )
    if bind is None:
        return AuditRequest(node.path)
    location = {
        name: attribute(bind, f"location-{name}", ODK)
        for name in ("priority", "min-interval", "max-age")
        if attribute(bind, f"location-{name}", ODK)
    }
    return AuditRequest(
        path=node.path,
        track_changes=attribute(bind, "track-changes", ODK) == "true",
        identify_user=attribute(bind, "identify-user", ODK) == "true",
        reasons=attribute(bind, "track-changes-reasons", ODK),
        location=location,
    )


def last_saved(model: etree._Element) -> frozenset[str]:
    """The ids under which the form reads the submission before this one."""
    return frozenset(
        element.get("id", "")
        for element in children(model, "instance")
        if element.get("src", "") == "jr://instance/last-saved"
    )
