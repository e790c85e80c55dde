"""The thirteen axes (XPath 1.0, 2.2), document order, and nodes made on the way.

Each axis maps one node to a list in the order of the axis: reverse axes nearest first.
Nodes that are not relevant are left out of all axes but parent, ancestor and self.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from kiosk.xpath.values import ATTRIBUTE, ELEMENT, NAMESPACE, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kiosk.xpath.values import Node

XML_URI: Final = "http://www.w3.org/XML/1998/namespace"
REVERSE: Final = frozenset(
    {"ancestor", "ancestor-or-self", "parent", "preceding", "preceding-sibling"}
)


@runtime_checkable
class DeclaresNamespaces(Protocol):
    """An element that knows the namespaces in scope (prefix to URI)."""

    @property
    def namespaces(self) -> Mapping[str, str]:
        """All prefixes in scope, "" for the default namespace."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A text or namespace node that its tree does not keep: made when asked for.

    Two of them are the same node if they have the same parent, kind and name.
    """

    kind: int
    parent: Node
    name: str = ""
    value: str = ""
    namespace: str = ""
    prefix: str = ""
    datatype: str = ""
    relevant: bool = True
    children: Sequence[Node] = ()
    attributes: Sequence[Node] = ()

    def text(self) -> str:
        """The text itself, or the namespace's URI."""
        return self.value

    def named(self, name: str) -> Sequence[Node]:
        """Nothing: it has no children."""
        del name
        return ()


def children(node: Node) -> list[Node]:
    """Relevant children; a leaf that keeps its text itself has one text node."""
    found = [child for child in node.children if child.relevant]
    if not found and node.kind == ELEMENT and not node.children:
        value = node.text()
        if value:
            return [Derived(TEXT, node, value=value, datatype=node.datatype)]
    return found


def descendants(node: Node) -> list[Node]:
    """Everything below, in document order."""
    found: list[Node] = []
    stack = children(node)[::-1]
    while stack:
        top = stack.pop()
        found.append(top)
        if top.kind == ELEMENT:
            stack.extend(reversed(children(top)))
    return found


def ancestors(node: Node) -> list[Node]:
    """Parents up to the document, nearest first."""
    found: list[Node] = []
    parent = node.parent
    while parent is not None:
        found.append(parent)
        parent = parent.parent
    return found


def attributes(node: Node) -> list[Node]:
    """Relevant attributes."""
    return [attribute for attribute in node.attributes if attribute.relevant]


def namespaces(node: Node) -> list[Node]:
    """The namespace nodes of an element, by prefix."""
    if node.kind != ELEMENT:
        return []
    scope = {"xml": XML_URI}
    if isinstance(node, DeclaresNamespaces):
        scope |= node.namespaces
    return [
        Derived(NAMESPACE, node, name=prefix, value=scope[prefix])
        for prefix in sorted(scope)
        if scope[prefix]
    ]


def _siblings(node: Node) -> tuple[list[Node], int]:
    """A node's parent's children, and where among them it stands."""
    if node.parent is None or node.kind in {ATTRIBUTE, NAMESPACE}:
        return [node], 0
    around = list(node.parent.children)
    for index, sibling in enumerate(around):
        if sibling == node:
            return around, index
    return [node], 0


def following_siblings(node: Node) -> list[Node]:
    """Relevant siblings after it."""
    around, index = _siblings(node)
    return [sibling for sibling in around[index + 1 :] if sibling.relevant]


def preceding_siblings(node: Node) -> list[Node]:
    """Relevant siblings before it, nearest first."""
    around, index = _siblings(node)
    return [sibling for sibling in around[:index][::-1] if sibling.relevant]


def following(node: Node) -> list[Node]:
    """Everything after it in the document that is not below it."""
    found: list[Node] = []
    if node.kind in {ATTRIBUTE, NAMESPACE} and node.parent is not None:
        found += descendants(node.parent)
        node = node.parent
    for start in (node, *ancestors(node)):
        for sibling in following_siblings(start):
            found.append(sibling)
            found += descendants(sibling)
    return found


def preceding(node: Node) -> list[Node]:
    """Everything before it that is not above it, nearest first."""
    found: list[Node] = []
    if node.kind in {ATTRIBUTE, NAMESPACE} and node.parent is not None:
        node = node.parent
    for start in (node, *ancestors(node)):
        for sibling in preceding_siblings(start):
            found += descendants(sibling)[::-1]
            found.append(sibling)
    return found


def parent(node: Node) -> list[Node]:
    """Its parent, if it has one."""
    return [] if node.parent is None else [node.parent]


WALKS: Final[dict[str, Callable[[Node], list[Node]]]] = {
    "ancestor": ancestors,
    "ancestor-or-self": lambda node: [node, *ancestors(node)],
    "attribute": attributes,
    "child": children,
    "descendant": descendants,
    "descendant-or-self": lambda node: [node, *descendants(node)],
    "following": following,
    "following-sibling": following_siblings,
    "namespace": namespaces,
    "parent": parent,
    "preceding": preceding,
    "preceding-sibling": preceding_siblings,
    "self": lambda node: [node],
}


def distinct(nodes: list[Node]) -> list[Node]:
    """Each node once, in document order."""
    once = list(dict.fromkeys(nodes))
    if len(once) < 2:  # noqa: PLR2004 (nothing to order)
        return once
    places: dict[Node, dict[Node, int]] = {}
    return sorted(once, key=lambda node: _place(node, places))


def _place(
    node: Node, places: dict[Node, dict[Node, int]]
) -> list[tuple[int, int, str]]:
    """Where a node stands: its place among its siblings, from the document down.

    An element comes before its namespaces, those before its attributes, those before
    its children. ``places`` keeps the numbering of siblings, by parent.
    """
    path: list[tuple[int, int, str]] = []
    above = node.parent
    while above is not None:
        numbers = places.get(above)
        if numbers is None:
            numbers = places[above] = dict(_numbered(above))
        group = {NAMESPACE: 0, ATTRIBUTE: 1}.get(node.kind, 2)
        name = node.name if group == 0 else ""
        path.append((group, numbers.get(node, 0), name))
        node, above = above, above.parent
    path.append((id(node), 0, ""))
    path.reverse()
    return path


def _numbered(node: Node) -> Iterator[tuple[Node, int]]:
    """Attributes and children with their places."""
    for index, attribute in enumerate(node.attributes):
        yield attribute, index
    for index, child in enumerate(node.children):
        yield child, index
