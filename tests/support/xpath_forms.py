"""A small live tree for expressions, and the surroundings to evaluate them in.

``Leaf`` has what a document's nodes lack: a datatype and a relevance.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kiosk.xpath.compile import compile_expression
from kiosk.xpath.values import DOCUMENT, ELEMENT, Context

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.xpath.values import Node, Value

MORNING = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


@dataclass(eq=False, slots=True)
class Leaf:
    """A node that keeps its own text, typed and relevant or not."""

    kind: int
    name: str
    value: str = ""
    datatype: str = ""
    own: bool = True
    parent: Leaf | None = None
    namespace: str = ""
    prefix: str = ""
    children: list[Leaf] = field(default_factory=list)
    attributes: list[Leaf] = field(default_factory=list)

    @property
    def relevant(self) -> bool:
        """With all ancestors."""
        return self.own and (self.parent is None or self.parent.relevant)

    def text(self) -> str:
        """The string-value, blank while not relevant."""
        if not self.relevant:
            return ""
        return self.value + "".join(child.text() for child in self.children)

    def named(self, name: str) -> Sequence[Leaf]:
        """Children of that name."""
        return [child for child in self.children if child.name == name]


def leaf(name: str, value: str = "", datatype: str = "", *, own: bool = True) -> Leaf:
    """An element with a text of its own."""
    return Leaf(ELEMENT, name, value, datatype, own)


def group(name: str, *children: Leaf, own: bool = True) -> Leaf:
    """An element with children."""
    made = Leaf(ELEMENT, name, own=own)
    for child in children:
        child.parent = made
        made.children.append(child)
    return made


def document(root: Leaf) -> Leaf:
    """The document node over a root element."""
    made = group("", root)
    made.kind = DOCUMENT
    return made


@dataclass(slots=True)
class FormFacts:
    """A host that answers from plain dictionaries."""

    texts: Mapping[str, str] = field(default_factory=dict)
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def choice_name(self, value: str, path: str, node: Node) -> str:
        """What was asked for, remembered."""
        self.asked.append((value, path, node.name))
        return f"label of {value}"

    def itext(self, text_id: str, node: Node) -> str:
        """From the texts given."""
        del node
        return self.texts.get(text_id, "")

    def pulldata(self, instance: str, column: str, key_column: str, key: str) -> str:
        """What was asked for, remembered."""
        self.asked.append((instance, column, key_column, key))
        return f"{column} of {key}"

    def kept(self, node: Node) -> str:
        """The value whatever the relevance."""
        assert isinstance(node, Leaf)
        return node.value


def surroundings(root: Leaf, current: Leaf | None = None, **changes: object) -> Context:
    """A context over a primary instance; ``instances`` may name secondary ones."""
    instances = changes.pop("instances", {})
    assert isinstance(instances, dict)
    context = Context(
        now=MORNING,
        timezone=UTC,
        language="en",
        random=lambda: 0.5,
        root=root,
        host=FormFacts(),
        instance=instances.get,
        current=current,
    )
    for name, value in changes.items():
        setattr(context, name, value)
    return context


def at(source: str, node: Leaf, root: Leaf, **changes: object) -> Value:
    """The value of an expression bound to ``node``."""
    context = surroundings(root, node, **changes)
    return compile_expression(source).value(node, context)
