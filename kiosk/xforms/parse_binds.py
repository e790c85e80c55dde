"""The binds of a model: what holds for each node, by generic path.

What belongs here: reading ``bind`` attributes and ``submission``. Where two binds name
the same node, each attribute counts where it is first given.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from kiosk.xforms.definition import KIOSK, Bind, Submission
from kiosk.xforms.expressions import message_text, optional
from kiosk.xforms.reading import (
    ENTITIES,
    JAVAROSA,
    attribute,
    child,
    children,
    own_attributes,
)

if TYPE_CHECKING:
    from lxml import etree


def absolute(path: str, base: str) -> str:
    """A reference of the form as a generic path; ``base`` is the enclosing one."""
    path = path.strip()
    if not path.startswith("/"):
        path = f"{base}/{path}"
    steps: list[str] = []
    for step in path.split("/"):
        name = step.partition("[")[0].strip()
        if name == "..":
            del steps[-1:]
        elif name and name not in {".", "current()"}:
            steps.append(name)
    return "/" + "/".join(steps)


def read_binds(
    model: etree._Element, root_path: str
) -> tuple[dict[str, Bind], dict[str, str]]:
    """All binds of the model.

    Returns:
        The binds by path, and the paths by bind ``id``.
    """
    binds: dict[str, Bind] = {}
    ids: dict[str, str] = {}
    for element in children(model, "bind"):
        reference = element.get("nodeset") or element.get("ref") or ""
        if not reference:
            continue
        path = absolute(reference, root_path)
        if element.get("id"):
            ids[element.get("id", "")] = path
        bind = _bind(element, path)
        binds[path] = _merged(binds[path], bind) if path in binds else bind
    return binds, ids


def _bind(element: etree._Element, path: str) -> Bind:
    def message(name: str) -> str:
        return attribute(element, name, JAVAROSA)

    return Bind(
        path=path,
        datatype=element.get("type", "string").rpartition(":")[2] or "string",
        calculate=optional(element.get("calculate"), f"{path} calculate"),
        relevant=optional(element.get("relevant"), f"{path} relevant"),
        readonly=optional(element.get("readonly"), f"{path} readonly"),
        required=optional(element.get("required"), f"{path} required"),
        constraint=optional(element.get("constraint"), f"{path} constraint"),
        constraint_message=message_text(message("constraintMsg"), path),
        required_message=message_text(message("requiredMsg"), path),
        preload=message("preload"),
        preload_params=message("preloadParams"),
        attributes=own_attributes(element, KIOSK),
        saveto=attribute(element, "saveto", ENTITIES),
    )


def _merged(first: Bind, second: Bind) -> Bind:
    """Both binds as one: an attribute counts where it is first given."""
    blank = Bind(path=first.path)
    given = {
        item.name: getattr(second, item.name)
        for item in fields(Bind)
        if getattr(first, item.name) == getattr(blank, item.name)
    }
    return replace(first, **given)


def read_submission(model: etree._Element) -> Submission:
    """The ``submission`` element, blank where the form has none."""
    element = child(model, "submission")
    if element is None:
        return Submission()
    return Submission(
        action=element.get("action", ""),
        method=element.get("method", ""),
        public_key=element.get("base64RsaPublicKey", ""),
    )
