"""A form's XML as its parts, joined by path and checked against each other.

What belongs here: finding model, primary instance and body, and making sure every
reference leads somewhere. The lists, wordings and dependencies are read elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.xforms.definition import QUESTIONS, FormError
from kiosk.xforms.parse_actions import read_actions
from kiosk.xforms.parse_binds import read_binds, read_submission
from kiosk.xforms.parse_body import BodyReader
from kiosk.xforms.parse_model import ModelReader, qname
from kiosk.xforms.reading import child, children, local, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from kiosk.xforms.definition import (
        Action,
        Control,
        ModelNode,
        Repeat,
        Submission,
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """What ``load`` puts together with wordings, lists and dependencies."""

    form_id: str
    version: str
    title: str
    model_element: etree._Element
    model: ModelNode
    nodes: dict[str, ModelNode]
    body: tuple[Control, ...]
    actions: tuple[Action, ...]
    submission: Submission
    namespaces: dict[str, str]
    primary_id: str
    warnings: tuple[str, ...]


def parse(root: etree._Element) -> Parts:
    """Take a form apart.

    Raises:
        FormError: ``not-a-form``, ``dangling-reference``, ``choice-without-value``,
            ``range-not-a-number`` or an XPath code.
    """
    model, instance, data = _skeleton(root)
    body_element = child(root, "body")
    root_path = f"/{qname(data)}"
    binds, bind_ids = read_binds(model, root_path)
    body = BodyReader(root_path, bind_ids).read(body_element)
    controls, repeats = _by_path(body)
    reader = ModelReader(binds, controls, repeats)
    tree = reader.read(data)
    actions = read_actions(model, body_element, root_path, bind_ids)
    _check((control.path for control in _walk(body)), reader.nodes, "control")
    _check((action.target for action in actions), reader.nodes, "action")
    return Parts(
        form_id=_form_id(data),
        version=_named(data, "version"),
        title=_title(root),
        model_element=model,
        model=tree,
        nodes=reader.nodes,
        body=body,
        actions=actions,
        submission=read_submission(model),
        namespaces=_namespaces(root, data),
        primary_id=instance.get("id", ""),
        warnings=tuple(
            f"a bind for a question the form does not have: {path}"
            for path in binds
            if path not in reader.nodes
        ),
    )


def _skeleton(
    root: etree._Element,
) -> tuple[etree._Element, etree._Element, etree._Element]:
    """The model, its first instance, and that instance's root."""
    if local(root) != "html":
        raise FormError("not-a-form", "the document is not an XForm (h:html)")
    head = child(root, "head")
    model = child(head if head is not None else root, "model")
    if model is None:
        raise FormError("not-a-form", "the form has no model")
    instance = child(model, "instance")
    data = None if instance is None else next(children(instance), None)
    if instance is None or data is None:
        raise FormError("not-a-form", "the form has no primary instance")
    return model, instance, data


def _form_id(data: etree._Element) -> str:
    return data.get("id") or split(str(data.tag))[0]


def _named(data: etree._Element, name: str) -> str:
    """An attribute of the root, with or without OpenRosa's namespace."""
    for key, value in data.attrib.items():
        if split(str(key))[1] == name:
            return str(value)
    return ""


def _title(root: etree._Element) -> str:
    head = child(root, "head")
    found = None if head is None else child(head, "title")
    return (
        "" if found is None else "".join(str(part) for part in found.itertext()).strip()
    )


def _namespaces(root: etree._Element, data: etree._Element) -> dict[str, str]:
    declared = {**root.nsmap, **data.nsmap}
    return {prefix: uri for prefix, uri in declared.items() if prefix}


def _walk(body: Iterable[Control]) -> Iterator[Control]:
    for control in body:
        yield control
        yield from _walk(control.children)


def searched(body: Iterable[Control]) -> Iterator[str]:
    """The ids of the lists that questions search."""
    return (control.searched for control in _walk(body) if control.searched)


def _by_path(
    body: tuple[Control, ...],
) -> tuple[dict[str, Control], dict[str, Repeat]]:
    """Which control shows a node, and which nodes repeat.

    A repeat takes the words of the group around it, where pyxform puts them.
    """
    controls: dict[str, Control] = {}
    repeats: dict[str, Repeat] = {}
    for control in _walk(body):
        path = control.path
        if control.repeat is not None:
            repeats[path] = control.repeat
            around = controls.get(path)
            if around is None or control.label is not None:
                controls[path] = control
            else:
                label, hint = around.label, around.hint
                controls[path] = replace(control, label=label, hint=hint)
        elif control.kind in QUESTIONS or path not in controls:
            controls[path] = control
    controls.pop("", None)
    return controls, repeats


def _check(paths: Iterable[str], nodes: dict[str, ModelNode], what: str) -> None:
    for path in paths:
        if path and path not in nodes:
            message = f"the {what} names a question the form does not have"
            raise FormError("dangling-reference", message, path)
