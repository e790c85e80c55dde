"""Compiling location paths: where they start, their steps, and document order.

A step maps a list of nodes to a list of nodes. Steps that can neither repeat nor
disorder nodes (``child`` of nodes none of which lies below another) are not sorted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.xpath import axes, code, syntax
from kiosk.xpath.code import Code, Kind
from kiosk.xpath.nodetests import matching, named_so
from kiosk.xpath.predicates import Predicates
from kiosk.xpath.rows import child_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from kiosk.xpath.code import Run
    from kiosk.xpath.syntax import Expr, NameTest, Step
    from kiosk.xpath.values import Context, Node

    Compile: TypeAlias = Callable[[Expr], Code]
    Select: TypeAlias = Callable[[list[Node], Node, Context], list[Node]]

_LEVEL: Final = frozenset({"child", "attribute", "self", "namespace"})
"""Axes that keep nodes distinct and in order if none lay below another."""


def compile_path(path: syntax.Path, compile_expression: Compile) -> Code:
    """The code of a location path."""
    steps = _merged(path.steps)
    base = None
    if path.base is not None:
        base = code.as_nodes(compile_expression(path.base), "a path")
    selects, reads, flat = _selects(
        steps, compile_expression, flat=base is None or base.flat
    )
    if base is not None:
        return Code(
            Kind.NODES, _through(base.run, selects), base.reads | reads, flat=flat
        )
    reads |= code.OUTSIDE
    if path.absolute:
        return Code(Kind.NODES, _absolute(steps, selects), reads, flat=flat)
    run, text = _relative(steps, selects), _own_text(steps)
    return Code(Kind.NODES, run, reads | code.NODE, flat=flat, text=text)


def _own_text(steps: tuple[Step, ...]) -> Run | None:
    """The string-value of ``.`` or of ``child``, without building a node-set."""
    if len(steps) != 1 or steps[0].predicates:
        return None
    if steps[0] == syntax.SELF:
        return lambda node, _context: node.text()
    name = child_name(steps[0])
    if name is None:
        return None

    def text(node: Node, _context: Context) -> str:
        for child in node.named(name):
            if child.relevant and not child.prefix:
                return child.text()
        return ""

    return text


def compile_filter(expression: syntax.Filter, compile_expression: Compile) -> Code:
    """The code of a primary expression with predicates."""
    base = code.as_nodes(compile_expression(expression.base), "a predicate")
    predicates = Predicates(expression.predicates, compile_expression)
    run, keep = base.run, predicates.keep
    return Code(
        Kind.NODES,
        lambda n, c: keep(run(n, c), n, c),
        base.reads | predicates.reads,
        flat=base.flat,
    )


def compile_union(parts: Sequence[Code]) -> Code:
    """The code of node-sets joined by ``|``."""
    runs = [code.as_nodes(part, "'|'").run for part in parts]
    distinct = axes.distinct
    return Code(
        Kind.NODES,
        lambda n, c: distinct([node for run in runs for node in run(n, c)]),
        code.reads_of(list(parts)),
    )


def _merged(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """``//name`` as one descendant step, where no predicate counts positions."""
    merged: list[Step] = []
    for step in steps:
        plain = step.axis == "child" and not step.predicates
        if plain and merged and merged[-1] == syntax.ANY_DEPTH:
            merged[-1] = syntax.Step("descendant", step.test)
        else:
            merged.append(step)
    return tuple(merged)


def _through(start: Run, selects: list[Select]) -> Run:
    """Steps from the nodes another expression gives."""

    def run(node: Node, context: Context) -> list[Node]:
        nodes: list[Node] = start(node, context)
        for select in selects:
            nodes = select(nodes, node, context)
        return nodes

    return run


def _relative(steps: tuple[Step, ...], selects: list[Select]) -> Run:
    """Steps from the context node; the commonest short ones directly."""
    if not steps[0].predicates and steps[0].test == syntax.ANY_NODE:
        if steps[0].axis == "self":
            return _from_self(selects[1:])
        if steps[0].axis == "parent":
            return _from_parent(selects[1:])
    return _from_self(selects)


def _from_self(selects: list[Select]) -> Run:
    """Steps from the context node."""
    if not selects:
        return lambda node, _context: [node]
    if len(selects) == 1:
        (only,) = selects
        return lambda node, context: only([node], node, context)
    return _through(lambda node, _context: [node], selects)


def _from_parent(selects: list[Select]) -> Run:
    """Steps from the context node's parent."""

    def run(node: Node, context: Context) -> list[Node]:
        above = node.parent
        nodes = [] if above is None else [above]
        for select in selects:
            nodes = select(nodes, node, context)
        return nodes

    return run


def _absolute(steps: tuple[Step, ...], selects: list[Select]) -> Run:
    """Steps from the root, sharing the current node's repeat instances."""
    shared = shared_names(steps)

    def run(node: Node, context: Context) -> list[Node]:
        start, done = _shared_start(shared, context)
        nodes = [start]
        for select in selects[done:]:
            nodes = select(nodes, node, context)
        return nodes

    return run


def shared_names(steps: tuple[Step, ...]) -> tuple[NameTest, ...]:
    """The leading steps of an absolute path that may share repeat instances.

    Child steps by name, up to the first predicate and never the last one: a path to
    a repeat means all of its instances (ODK XForms, absolute paths in repeats).
    """
    names: list[NameTest] = []
    for step in steps[:-1]:
        test = step.test
        named = isinstance(test, syntax.NameTest) and test.name != "*"
        if step.axis != "child" or step.predicates or not named:
            break
        assert isinstance(test, syntax.NameTest)
        names.append(test)
    return tuple(names)


def _shared_start(names: tuple[NameTest, ...], context: Context) -> tuple[Node, int]:
    """The node an absolute path starts at, and how many steps that saves."""
    current = context.current
    if current is None or not names or not context.contextual:
        return context.root, 0
    line = [current]
    while (above := line[-1].parent) is not None:
        line.append(above)
    if line.pop() is not context.root:
        return context.root, 0
    start, done = context.root, 0
    for test in names:
        if not line or not named_so(line[-1], test, context):
            break
        start, done = line.pop(), done + 1
    return start, done


def _selects(
    steps: tuple[Step, ...], compile_expression: Compile, *, flat: bool
) -> tuple[list[Select], int, bool]:
    """The selections of all steps, what their predicates read, whether it is flat."""
    selects: list[Select] = []
    reads = 0
    for step in steps:
        predicates = Predicates(step.predicates, compile_expression)
        select = _select(step, predicates)
        orderly = flat and step.axis in _LEVEL
        selects.append(select if orderly else _ordering(select))
        flat = orderly or (flat and step.axis == "parent")
        reads |= predicates.reads
    return selects, reads, flat


def _ordering(select: Select) -> Select:
    """The selection with each node once and in document order."""
    distinct = axes.distinct
    return lambda nodes, n, c: distinct(select(nodes, n, c))


def _select(step: Step, predicates: Predicates) -> Select:
    """The selection of one step."""
    name = child_name(step)
    if name is not None:
        return _children_named(name, predicates)
    walk, matches = axes.WALKS[step.axis], matching(step)
    keep = predicates.keep

    def select(nodes: list[Node], node: Node, context: Context) -> list[Node]:
        found: list[Node] = []
        for origin in nodes:
            near = [other for other in walk(origin) if matches(other, context)]
            found += keep(near, node, context)
        return found

    return select


def _children_named(name: str, predicates: Predicates) -> Select:
    """The selection of ``child::name``, the step forms are made of."""

    def select(nodes: list[Node], _node: Node, _context: Context) -> list[Node]:
        return [
            child
            for origin in nodes
            for child in origin.named(name)
            if child.relevant and not child.prefix
        ]

    if not predicates:
        return select
    keep, look_up = predicates.keep, predicates.look_up

    def filtered(nodes: list[Node], node: Node, context: Context) -> list[Node]:
        found: list[Node] = []
        for origin in nodes:
            hit = look_up(origin, name, node, context)
            if hit is None:
                hit = keep(select([origin], node, context), node, context)
            found += hit
        return found

    return filtered
