"""Actions: what a form does by itself when something happens.

What belongs here: ``setvalue``, ``setgeopoint`` and ``recordaudio`` in the model and in
the body, with their events and targets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.definition import QUESTIONS, Action, FormError
from kiosk.xforms.expressions import optional
from kiosk.xforms.parse_binds import absolute
from kiosk.xforms.reading import children, local, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_KINDS = frozenset({"setvalue", "setgeopoint", "recordaudio"})
_HOLDERS = QUESTIONS | {"group", "repeat", "secret"}


def read_actions(
    model: etree._Element,
    body: etree._Element | None,
    root_path: str,
    bind_ids: Mapping[str, str],
) -> tuple[Action, ...]:
    """All actions, the model's first.

    Raises:
        FormError: ``dangling-reference`` for an action without a target.
    """
    found = [
        _action(element, root_path, "", bind_ids)
        for element in children(model, *_KINDS)
    ]
    if body is not None:
        found.extend(_nested(body, root_path, bind_ids))
    return tuple(found)


def _nested(
    parent: etree._Element, base: str, bind_ids: Mapping[str, str]
) -> Iterator[Action]:
    for element in children(parent):
        name = local(element)
        if name in _KINDS:
            yield _action(element, base, base, bind_ids)
        elif name in _HOLDERS:
            reference = element.get("ref") or element.get("nodeset") or ""
            bound = bind_ids.get(element.get("bind", ""), "")
            inner = bound or (absolute(reference, base) if reference else base)
            yield from _nested(element, inner, bind_ids)


def _action(
    element: etree._Element, base: str, scope: str, bind_ids: Mapping[str, str]
) -> Action:
    reference = element.get("ref") or bind_ids.get(element.get("bind", ""), "")
    if not reference:
        message = f"{local(element)} without a target"
        raise FormError("dangling-reference", message, scope or "model")
    target = absolute(reference, base)
    return Action(
        kind=local(element),
        events=frozenset(_events(element)),
        target=target,
        value=optional(element.get("value"), f"{target} setvalue"),
        text=element.text or "",
        scope=scope,
    )


def _events(element: etree._Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if split(str(key))[1] == "event":
            yield from (name.rpartition(":")[2] for name in str(value).split())
