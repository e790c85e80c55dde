"""The live instance: one person's answers as a tree.

What belongs here: nodes with value and relevance, repeat instances coming and going,
and finding nodes by path. Nothing here evaluates an expression.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from kiosk.xforms.datatypes import written
from kiosk.xforms.definition import FormError
from kiosk.xpath.values import ATTRIBUTE, DOCUMENT, ELEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.xforms.definition import ModelNode


class InstanceNode:
    """An element or attribute of the primary instance.

    Attributes:
        model: what the form says about it; ``path`` is the model's generic path.
        value: the text as stored; kept while the node is not relevant.
        own_relevant: what its own expression says.
        relevant: with all ancestors; only ``set_relevance`` changes it.
        by_path: the children by generic path, in document order.
        place: where among its like it last stood, from 0; ``Instance.ref`` checks it.
    """

    __slots__ = (
        "_by_name",
        "attributes",
        "by_path",
        "children",
        "datatype",
        "kind",
        "model",
        "name",
        "namespace",
        "own_relevant",
        "parent",
        "path",
        "place",
        "prefix",
        "relevant",
        "value",
    )

    def __init__(self, model: ModelNode, parent: Parent, kind: int = ELEMENT) -> None:
        """A leaf with its default value; ``grow`` adds what is inside."""
        self.kind = kind
        self.model = model
        self.path = model.path
        self.name = model.name
        self.namespace = model.namespace
        self.prefix = model.prefix
        self.datatype = "" if model.children else model.bind.datatype
        self.parent: Parent = parent
        self.children: list[InstanceNode] = []
        self.by_path: dict[str, list[InstanceNode]] = {}
        self._by_name: dict[str, list[InstanceNode]] = {}
        self.value = written(model.text, self.datatype)
        self.own_relevant = True
        self.relevant: bool = parent.relevant
        self.place = 0
        self.attributes: list[InstanceNode] = [
            InstanceNode(attribute, self, ATTRIBUTE) for attribute in model.attributes
        ]

    def text(self) -> str:
        """The string-value; "" while the node is not relevant."""
        if not self.relevant:
            return ""
        if not self.children:
            return self.value
        return "".join(child.text() for child in self.children)

    def named(self, name: str) -> Sequence[InstanceNode]:
        """The element children of that local name, relevant or not."""
        return self._by_name.get(name, ())

    @property
    def element_parent(self) -> InstanceNode | None:
        """The element it stands in, or None for the root."""
        return self.parent if isinstance(self.parent, InstanceNode) else None

    def grow(self) -> InstanceNode:
        """Add what the form starts with inside this node."""
        for model in self.model.children:
            starts = (model,) if model.repeat is None else model.defaults
            for start in starts:
                self.append(InstanceNode(start, self).grow())
        return self

    def append(self, child: InstanceNode) -> None:
        """Put a child at the end."""
        self.children.append(child)
        self.by_path.setdefault(child.path, []).append(child)
        self._by_name.setdefault(child.name, []).append(child)

    def insert_repeat(self, child: InstanceNode) -> None:
        """Put a repeat instance behind those there are, or where the form has it."""
        like = self.by_path.setdefault(child.path, [])
        named = self._by_name.setdefault(child.name, [])
        at = _behind(like[-1], self.children) if like else 0
        at = at or self._place_of(child.path)
        self.children.insert(at, child)
        if len(named) == len(like):  # no other element has its name
            named.append(child)
        else:
            named[:] = [c for c in self.children if c.name == child.name]
        like.append(child)

    def _place_of(self, path: str) -> int:
        """Before the first child that follows ``path`` in the form's order."""
        paths = [model.path for model in self.model.children]
        if path not in paths:
            return len(self.children)
        later = set(paths[paths.index(path) + 1 :])
        for at, child in enumerate(self.children):
            if child.path in later:
                return at
        return len(self.children)

    def remove(self, child: InstanceNode) -> None:
        """Take a child out."""
        like = self.by_path[child.path]
        for nodes in (self.children, like, self._by_name[child.name]):
            del nodes[_behind(child, nodes) - 1]

    def subtree(self) -> Iterator[InstanceNode]:
        """This node, its attributes, and everything inside, in document order."""
        yield self
        yield from self.attributes
        for child in self.children:
            yield from child.subtree()

    def set_relevance(self, own: bool) -> list[InstanceNode]:  # noqa: FBT001 (a fact)
        """Set what its own expression says; gives the nodes this changed."""
        self.own_relevant = own
        changed: list[InstanceNode] = []
        self._inherit(changed)
        return changed

    def _inherit(self, changed: list[InstanceNode]) -> None:
        effective = self.own_relevant and self.parent.relevant
        if effective == self.relevant:
            return
        self.relevant = effective
        changed.append(self)
        for attribute in self.attributes:
            attribute._inherit(changed)  # noqa: SLF001 (the same class)
        for child in self.children:
            child._inherit(changed)  # noqa: SLF001 (the same class)


class InstanceDocument:
    """The document node above the root."""

    kind: ClassVar[int] = DOCUMENT
    name: ClassVar[str] = ""
    namespace: ClassVar[str] = ""
    prefix: ClassVar[str] = ""
    datatype: ClassVar[str] = ""
    relevant: ClassVar[bool] = True
    parent: ClassVar[None] = None
    attributes: ClassVar[tuple[InstanceNode, ...]] = ()

    def __init__(self) -> None:
        """Empty; ``Instance`` gives it its root."""
        self.children: list[InstanceNode] = []

    def named(self, name: str) -> Sequence[InstanceNode]:
        """The root, where it is called that."""
        return [child for child in self.children if child.name == name]

    def text(self) -> str:
        """The string-value of the whole instance."""
        return "".join(child.text() for child in self.children)


Parent: TypeAlias = "InstanceNode | InstanceDocument"


class Instance:
    """One person's answers, found by path."""

    def __init__(self, model: ModelNode, *, filled: bool = True) -> None:
        """Start as the form does; ``filled=False`` leaves the root without children."""
        self.document = InstanceDocument()
        self.root = InstanceNode(model, self.document)
        self.document.children.append(self.root)
        if filled:
            self.root.grow()
        self._steps: dict[tuple[str, str], tuple[str, ...]] = {}

    def under(self, anchor: InstanceNode, path: str) -> list[InstanceNode]:
        """All nodes of a generic path inside ``anchor`` (or itself)."""
        found = [anchor]
        for step in self._way(anchor.path, path):
            if "/@" in step:
                found = [a for n in found for a in n.attributes if a.path == step]
            else:
                found = [child for n in found for child in n.by_path.get(step, ())]
        return found

    def all(self, path: str) -> list[InstanceNode]:
        """All nodes of a generic path."""
        return self.under(self.root, path)

    def _way(self, start: str, path: str) -> tuple[str, ...]:
        """The generic paths from just below ``start`` down to ``path``."""
        way = self._steps.get((start, path))
        if way is None:
            steps, at = [], start
            for name in path[len(start) :].split("/")[1:]:
                at = f"{at}/{name}"
                steps.append(at)
            way = self._steps[start, path] = tuple(steps)
        return way

    def related(self, path: str, node: InstanceNode) -> list[InstanceNode]:
        """The nodes of ``path`` that share ``node``'s repeat instances."""
        anchor = self.root
        upper: InstanceNode | None = node
        while upper is not None:
            if path == upper.path or path.startswith(upper.path + "/"):
                anchor = upper
                break
            upper = upper.element_parent
        return self.under(anchor, path)

    def ref(self, node: InstanceNode) -> str:
        """The path of one node, with positions on repeat instances."""
        steps: list[str] = []
        at: InstanceNode | None = node
        while at is not None:
            step = at.path.rpartition("/")[2]
            parent = at.element_parent
            if at.model.repeat is not None and parent is not None:
                like = parent.by_path.get(at.path, [])
                step = f"{step}[{_position(at, like)}]"
            steps.append(step)
            at = parent
        return "/" + "/".join(reversed(steps))

    def find(self, ref: str) -> InstanceNode:
        """The node of a reference; a missing position means the first instance.

        Raises:
            FormError: ``unknown-reference``.
        """
        node = self.seek(ref)
        if node is None:
            raise FormError("unknown-reference", "no such question", ref)
        return node

    def seek(self, ref: str) -> InstanceNode | None:
        """As ``find``, but None where there is none."""
        first, *steps = ref.strip().lstrip("/").split("/")
        node = self.root if f"/{first}" == self.root.path else None
        for step in steps:
            node = None if node is None else _step(node, step)
        return node


def _behind(node: InstanceNode, nodes: list[InstanceNode]) -> int:
    """The place after a node, sought from the end: thousands may precede it."""
    return next(at + 1 for at in range(len(nodes) - 1, -1, -1) if nodes[at] is node)


def _position(node: InstanceNode, like: list[InstanceNode]) -> int:
    """Where an instance stands, from 1; all are counted anew only after a change."""
    if node.place >= len(like) or like[node.place] is not node:
        node.place = len(like)
        for place, other in enumerate(like):
            other.place = place
    return node.place + 1


def _step(node: InstanceNode, step: str) -> InstanceNode | None:
    name, _, position = step.partition("[")
    path = f"{node.path}/{name}"
    if name.startswith("@"):
        return next((a for a in node.attributes if a.path == path), None)
    like = node.by_path.get(path, [])
    wanted = position.rstrip("]").strip() or "1"
    if not wanted.isdigit() or not 1 <= int(wanted) <= len(like):
        return None
    return like[int(wanted) - 1]
