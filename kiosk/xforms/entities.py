"""Entities: the lasting things a submission is about, and the list of them kept here.

What belongs here: which entities an instance creates or updates (ODK Entities 2022.1 to
2025.1) and, from 2024.1 on, applying them to the attached list, so that the next form
filled in on this machine finds what the last one made although no server was asked.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.xforms.paths import parent_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kiosk.xforms.declarations import EntityDeclaration
    from kiosk.xforms.definition import FormDefinition
    from kiosk.xforms.instance import Instance, InstanceNode

VERSION, TRUNK, BRANCH = "__version", "__trunkVersion", "__branchId"
"""Columns of an entity list that say which state of an entity a row is."""
_TRUE = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Entity:
    """What one submission says about one entity.

    Attributes:
        dataset: the list it belongs to.
        entity_id: its UUID; the ``name`` column of the list.
        label: "" where the form gives none (an update then leaves it as it is).
        create: whether it is new.
        update: whether it changes one there is; with ``create`` as well, whichever
            the server finds fitting (an upsert).
        base_version: of the row that was shown to the person; "" when created.
        properties: property → value; blank where the question is not relevant.
    """

    dataset: str
    entity_id: str
    label: str
    create: bool
    update: bool
    base_version: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)


def entities_of(definition: FormDefinition, instance: Instance) -> tuple[Entity, ...]:
    """Every entity the answers create or update as they stand, in document order."""
    return tuple(
        entity
        for declaration in definition.declarations.entities
        for node in instance.all(declaration.path)
        if node.relevant
        for entity in _entity(declaration, node, instance)
    )


def _entity(
    declaration: EntityDeclaration, node: InstanceNode, instance: Instance
) -> Iterator[Entity]:
    said = {a.name: a.text() for a in node.attributes}
    create, update = (said.get(act, "") in _TRUE for act in ("create", "update"))
    if not (create or update) or not said.get("id"):
        return
    about = _about(node)
    yield Entity(
        dataset=declaration.dataset,
        entity_id=said["id"],
        label=next((label.text() for label in node.named("label")), ""),
        create=create,
        update=update,
        base_version=said.get("baseVersion", ""),
        properties={
            name: _value(instance, path, about)
            for name, path in declaration.properties.items()
        },
    )


def _about(entity: InstanceNode) -> InstanceNode:
    """The node around the ``meta`` in which the entity stands."""
    holder, wanted = entity, parent_of(parent_of(entity.path))
    while holder.path != wanted and holder.element_parent is not None:
        holder = holder.element_parent
    return holder


def _value(instance: Instance, path: str, about: InstanceNode) -> str:
    found = instance.under(about, path)
    return found[0].text() if found else ""


def applied(
    listed: bytes, entities: Iterable[Entity], new_id: Callable[[], str]
) -> bytes:
    """An entity list with what has been created and updated on this machine.

    Call it without entities for a list fresh from a server: its rows then learn which
    version they stem from (``__trunkVersion``) and get a branch of their own.

    Args:
        listed: the CSV that is attached to the form (``name,label,__version,…``).
        entities: of this list, oldest first; other lists' must not be among them.
        new_id: gives a new UUID for each branch.

    Returns:
        The CSV to attach from now on. An update of a row that is not there is left
        out: the server knows it, this machine does not.
    """
    reader = csv.DictReader(io.StringIO(listed.decode("utf-8-sig"), newline=""))
    names = list(dict.fromkeys([*(reader.fieldnames or ()), "name", "label", VERSION]))
    rows = {row["name"]: row for row in reader if row.get("name")}
    for row in rows.values():
        if not row.get(BRANCH):
            row[TRUNK], row[BRANCH] = row.get(VERSION) or "", new_id()
    for entity in entities:
        _apply(rows, entity, new_id)
        names += [name for name in entity.properties if name not in names]
    names = list(dict.fromkeys([*names, TRUNK, BRANCH]))
    return _written(names, rows.values())


def _apply(
    rows: dict[str, dict[str, str]], entity: Entity, new_id: Callable[[], str]
) -> None:
    row = rows.get(entity.entity_id)
    if row is None:
        if entity.create:
            rows[entity.entity_id] = {
                **entity.properties,
                "name": entity.entity_id,
                "label": entity.label,
                VERSION: "1",
                TRUNK: "",
                BRANCH: new_id(),
            }
        return
    if entity.update:
        row.update(entity.properties)
        row["label"] = entity.label or row.get("label", "")
        row[VERSION] = str(int(row.get(VERSION) or "0") + 1)


def _written(names: list[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text, names, restval="", extrasaction="ignore", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
