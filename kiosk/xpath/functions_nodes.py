"""Functions over nodes: XPath 1.0's, and how ODK finds its way between instances.

``position(node)``, ``current()``, ``instance()``, ``indexed-repeat()`` and
``randomize()`` among them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from kiosk.xpath import axes, code, shuffle
from kiosk.xpath.code import CHANCE, NODE, OUTSIDE, POSITION, Code, Kind
from kiosk.xpath.coerce import plain_number, to_number, to_text
from kiosk.xpath.errors import XPathError
from kiosk.xpath.functions import Form, Function
from kiosk.xpath.values import ELEMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.xpath.code import Run
    from kiosk.xpath.syntax import Call
    from kiosk.xpath.values import Context, Node, Value


def _count_non_empty(nodes: list[Node]) -> float:
    return float(sum(1 for node in nodes if node.text()))


def qualified_name(node: Node) -> str:
    """A node's name as it was written, with its prefix."""
    return f"{node.prefix}:{node.name}" if node.prefix else node.name


def _of_first(name: str, body: Callable[[Node], str]) -> Form:
    """A function of the first node of its argument, or of the context node."""

    def build(args: list[Code], site: Call) -> Code:
        if not args:
            return Code(Kind.STRING, lambda n, _c: body(n), NODE | OUTSIDE)
        nodes = code.as_nodes(args[0], f"{name}()", site.column)
        run = nodes.run

        def first(node: Node, context: Context) -> str:
            found: list[Node] = run(node, context)
            return body(found[0]) if found else ""

        return Code(Kind.STRING, first, nodes.reads)

    return Form(name, 0, 1, build)


def _last(_args: list[Code], _site: Call) -> Code:
    """``last()``."""
    return Code(Kind.NUMBER, lambda _n, c: float(c.size), POSITION)


def _position(args: list[Code], site: Call) -> Code:
    """``position()``, or ``position(node)`` among its like-named siblings (ODK)."""
    if not args:
        return Code(Kind.NUMBER, lambda _n, c: float(c.position), POSITION)
    nodes = code.as_nodes(args[0], "position()", site.column)
    run = nodes.run
    return Code(Kind.NUMBER, lambda n, c: place_among_siblings(run(n, c)), nodes.reads)


def place_among_siblings(nodes: list[Node]) -> float:
    """1-based, relevant or not; NaN for no node."""
    if not nodes:
        return math.nan
    node = nodes[0]
    if node.parent is None:
        return 1.0
    alike = [s for s in node.parent.named(node.name) if s.prefix == node.prefix]
    for number, sibling in enumerate(alike, 1):
        if sibling == node:
            return float(number)
    return 1.0


def _id(node: Node, _context: Context, value: Value) -> list[Node]:
    """Elements whose ``id`` (or ``xml:id``) is among the words given."""
    texts = [n.text() for n in value] if isinstance(value, list) else [to_text(value)]
    wanted = {word for text in texts for word in text.split()}
    top = axes.ancestors(node)[-1] if node.parent is not None else node
    return [
        element
        for element in axes.descendants(top)
        if any(a.name == "id" and a.text() in wanted for a in element.attributes)
    ]


def _lang(node: Node, _context: Context, wanted: str) -> bool:
    """Whether the nearest ``xml:lang`` is that language or a kind of it."""
    for element in (node, *axes.ancestors(node)):
        for attribute in element.attributes:
            if attribute.name == "lang" and attribute.prefix == "xml":
                have, want = attribute.text().lower(), wanted.lower()
                return have == want or have.startswith(f"{want}-")
    return False


def _current(_args: list[Code], _site: Call) -> Code:
    """``current()``: the node an expression is bound to, whatever the predicate."""
    return Code(
        Kind.NODES,
        lambda n, c: [n if c.current is None else c.current],
        OUTSIDE,
        flat=True,
    )


def _instance(args: list[Code], site: Call) -> Code:
    """``instance(id)``: a secondary instance; ``/`` stays with the primary."""
    named = code.as_string(args[0])
    name_of, column = named.run, site.column

    def run(node: Node, context: Context) -> list[Node]:
        name: str = name_of(node, context)
        document = context.instance(name)
        if document is None:
            message = "there is no instance of that name"
            raise XPathError("xpath-instance", message, column)
        return [document]

    return Code(Kind.NODES, run, named.reads | OUTSIDE, flat=True)


def _randomize(
    _node: Node, context: Context, nodes: list[Node], seed: Value | None = None
) -> list[Node]:
    """The nodes shuffled: by a seed always the same way, else by chance."""
    if seed is None:
        return shuffle.by_chance(nodes, context.random)
    return shuffle.seeded(nodes, _seed(seed, context))


def _seed(value: Value, context: Context) -> int:
    """A seed as a whole number; a text that is none by its digest."""
    text = to_text(value)
    if isinstance(value, str | list) and plain_number(text) is None:
        return shuffle.seed_of_text(text)
    number = to_number(value, context)
    return int(number) if math.isfinite(number) else 0


def _indexed_repeat(args: list[Code], site: Call) -> Code:
    """``indexed-repeat(node, repeat, index, …)``: ``node`` within those instances.

    Stands for ``repeat[position() = index]/…/node``: the paths say which nodes are
    meant, the indexes which instances, and nothing is shared with the current node.
    """
    if len(args) % 2 == 0:
        message = "indexed-repeat() takes a path, then pairs of a repeat and an index"
        raise XPathError("xpath-arity", message, site.column)
    target = code.as_nodes(args[0], "indexed-repeat()", site.column)
    repeats = [
        code.as_nodes(arg, "indexed-repeat()", site.column) for arg in args[1::2]
    ]
    indexes = [code.as_number(arg) for arg in args[2::2]]
    find = _finding(
        target.run, [r.run for r in repeats], [index.run for index in indexes]
    )
    return Code(Kind.NODES, find, code.reads_of([target, *repeats, *indexes]))


def _finding(target: Run, repeats: list[Run], indexes: list[Run]) -> Run:
    """The closure of ``indexed-repeat``."""

    def run(node: Node, context: Context) -> list[Node]:
        wanted = [index(node, context) for index in indexes]
        shared, context.contextual = context.contextual, False
        try:
            targets: list[Node] = target(node, context)
            lines = [_first_line(repeat(node, context)) for repeat in repeats]
        finally:
            context.contextual = shared
        if not targets or not all(lines):
            return []
        places = {len(line): number for line, number in zip(lines, wanted, strict=True)}
        return _walk(_line(targets[0]), places)

    return run


def _line(node: Node) -> list[Node]:
    """From the document's root element down to the node."""
    return [*axes.ancestors(node)[-2::-1], node]


def _first_line(nodes: list[Node]) -> list[Node]:
    """The line of the first node, or nothing."""
    return _line(nodes[0]) if nodes else []


def _walk(line: list[Node], places: dict[int, float]) -> list[Node]:
    """All nodes named like the line's, at the places given for some depths."""
    top = line[0].parent
    found: list[Node] = [line[0]] if top is None else [top]
    for depth, like in enumerate(line, 1):
        found = list(_below(found, like, places.get(depth)))
    return found


def _below(nodes: list[Node], like: Node, place: float | None) -> Iterator[Node]:
    """Children named as ``like``, or the one at ``place`` under each node."""
    for node in nodes:
        if like.kind != ELEMENT:
            alike = [a for a in node.attributes if a.name == like.name]
        else:
            alike = [c for c in node.named(like.name) if c.prefix == like.prefix]
        if place is not None:
            index = int(place) if math.isfinite(place) else 0
            alike = alike[index - 1 : index] if index > 0 else []
        yield from (child for child in alike if child.relevant)


FUNCTIONS: Final = (
    Form("last", 0, 0, _last),
    Form("position", 0, 1, _position),
    Function("count", "N", Kind.NUMBER, lambda nodes: float(len(nodes))),
    Function("count-non-empty", "N", Kind.NUMBER, _count_non_empty),
    Function("id", "v", Kind.NODES, _id, NODE | OUTSIDE),
    _of_first("local-name", lambda node: node.name),
    _of_first("name", qualified_name),
    _of_first("namespace-uri", lambda node: node.namespace),
    Function("lang", "s", Kind.BOOLEAN, _lang, NODE | OUTSIDE),
    Form("current", 0, 0, _current),
    Form("instance", 1, 1, _instance),
    Function("randomize", "Nv?", Kind.NODES, _randomize, CHANCE | OUTSIDE),
    Form("indexed-repeat", 3, None, _indexed_repeat),
)
