"""The body of a form: controls, groups, repeats and what they say.

What belongs here: from ``h:body`` to the tree of ``Control``. References become
generic paths; whether they lead anywhere is checked by ``parse``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.definition import (
    KIOSK,
    QUESTIONS,
    Control,
    FormError,
    Item,
    Repeat,
)
from kiosk.xforms.expressions import element_text, optional
from kiosk.xforms.parse_binds import absolute
from kiosk.xforms.parse_itemset import read_itemset
from kiosk.xforms.parse_search import read_search
from kiosk.xforms.reading import (
    JAVAROSA,
    ODK,
    attribute,
    child,
    children,
    local,
    own_attributes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from kiosk.xforms.definition import Itemset
    from kiosk.xforms.texts import Text

_GROUPS = frozenset({"group", "repeat"})
_ALIASES = {"select1": "select1", "select": "select", "secret": "input"}
_CHOOSING = frozenset({"select1", "select"})
_KEPT = ("start", "end", "step", "mediatype", "rows", "accept", "query", "intent")
"""Plain attributes of a control that a screen or a widget may need."""


class BodyReader:
    """Reads controls with the references of their surroundings."""

    def __init__(self, root_path: str, bind_ids: Mapping[str, str]) -> None:
        """``bind_ids``: generic path by bind id, for controls that name a bind."""
        self._root = root_path
        self._ids = bind_ids

    def read(self, body: etree._Element | None) -> tuple[Control, ...]:
        """All controls of the body, nested as they are."""
        if body is None:
            return ()
        return tuple(self._controls(body, self._root))

    def _controls(self, parent: etree._Element, base: str) -> Iterator[Control]:
        for element in children(parent):
            name = _ALIASES.get(local(element), local(element))
            if name in _GROUPS:
                yield self._group(element, name, base)
            elif name in QUESTIONS:
                yield self._question(element, name, base)

    def _path(self, element: etree._Element, base: str) -> str:
        bound = element.get("bind")
        if bound:
            if bound not in self._ids:
                raise FormError("dangling-reference", "no such bind", f"bind {bound}")
            return self._ids[bound]
        reference = element.get("ref") or element.get("nodeset") or ""
        return absolute(reference, base) if reference else ""

    def _group(self, element: etree._Element, name: str, base: str) -> Control:
        path = self._path(element, base)
        nested = tuple(self._controls(element, path or base))
        repeat = self._repeat(element, path) if name == "repeat" else None
        return Control(
            kind=name,
            path=path,
            label=_wording(element, "label", path),
            hint=_wording(element, "hint", path),
            appearance=element.get("appearance", ""),
            attributes=_attributes(element),
            children=nested,
            repeat=repeat,
        )

    def _repeat(self, element: etree._Element, path: str) -> Repeat:
        if not path:
            raise FormError("dangling-reference", "a repeat without a nodeset", "body")
        count = attribute(element, "count", JAVAROSA) or None
        fixed = attribute(element, "noAddRemove", JAVAROSA)
        return Repeat(
            path=path,
            count=optional(count, f"{path} jr:count"),
            fixed=fixed.strip() in {"true", "true()"},
        )

    def _question(self, element: etree._Element, name: str, base: str) -> Control:
        path = self._path(element, base)
        if not path:
            raise FormError("dangling-reference", f"a {name} without a ref", "body")
        appearance = element.get("appearance", "")
        items, itemset = tuple(_items(element, path)), _itemset(element, path)
        searched = None
        if name in _CHOOSING and itemset is None:
            searched = read_search(appearance, items, path)
        name_of_list, itemset, items = searched or ("", itemset, items)
        return Control(
            kind=name,
            path=path,
            label=_wording(element, "label", path),
            hint=_wording(element, "hint", path),
            appearance=appearance,
            items=items,
            itemset=itemset,
            attributes=_checked(_attributes(element), name, path),
            searched=name_of_list,
        )


def _wording(element: etree._Element, name: str, path: str) -> Text | None:
    found = child(element, name)
    return None if found is None else element_text(found, f"{path} {name}")


def _items(element: etree._Element, path: str) -> Iterator[Item]:
    for item in children(element, "item"):
        value = child(item, "value")
        if value is None:
            raise FormError("choice-without-value", "an item has no value", path)
        yield Item((value.text or "").strip(), _wording(item, "label", path))


def _itemset(element: etree._Element, path: str) -> Itemset | None:
    found = child(element, "itemset")
    return None if found is None else read_itemset(found, path)


def _attributes(element: etree._Element) -> dict[str, str]:
    kept = {name: element.get(name, "") for name in _KEPT if element.get(name)}
    return {**kept, **own_attributes(element, ODK), **own_attributes(element, KIOSK)}


def _checked(attributes: dict[str, str], kind: str, path: str) -> dict[str, str]:
    """A range's bounds must be numbers, or no one could answer it."""
    if kind == "range":
        for name in ("start", "end", "step"):
            try:
                float(attributes.get(name, "1"))
            except ValueError:
                message = f"range {name} is not a number"
                raise FormError("range-not-a-number", message, path) from None
    return attributes
