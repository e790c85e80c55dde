"""Compiling predicates, so that filtering ten thousand rows is cheap.

A number is a position. Anything else is split at its ``and``s; an ``=`` or ``<``
between something of the row and something invariant computes the invariant once; a
child's text against an invariant is read without building node-sets, and may be
answered by an index (``Lookup``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xpath import code, compare, syntax
from kiosk.xpath.code import Code, Kind
from kiosk.xpath.coerce import text_to_number, to_boolean
from kiosk.xpath.operators import TESTS
from kiosk.xpath.values import ELEMENT, NUMERIC_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from kiosk.xpath.code import Run
    from kiosk.xpath.syntax import Expr
    from kiosk.xpath.values import Context, Node, Value

    Compile: TypeAlias = Callable[[Expr], Code]
    Keep: TypeAlias = Callable[[list[Node], Node, Context], list[Node]]


class Predicates:
    """The predicates of one step, in order.

    Attributes:
        reads: what they read from outside their own loop.
    """

    __slots__ = ("_indexed", "_keeps", "_without_indexed", "reads")

    def __init__(
        self,
        predicates: tuple[Expr, ...],
        compile_expression: Compile,
        step: syntax.Step | None = None,
    ) -> None:
        """Compile each; ``step`` says whether a child index may answer the first."""
        self.reads = 0
        self._keeps: list[Keep] = []
        self._indexed: ChildTest | None = None
        self._without_indexed: list[Keep] = []
        for number, predicate in enumerate(predicates):
            self._add(predicate, compile_expression, first=number == 0)
        if step is None or self._indexed is None:
            self._indexed = None

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._keeps)

    def _add(
        self, predicate: Expr, compile_expression: Compile, *, first: bool
    ) -> None:
        """Compile one predicate into one or more filters."""
        whole = compile_expression(predicate)
        self.reads |= whole.reads & ~(code.NODE | code.POSITION)
        for part in _conjuncts(predicate, whole):
            test = child_test(part, compile_expression)
            if test is not None:
                keep: Keep = test.keep
                if first and self._indexed is None:
                    self._indexed = test
                    self._keeps.append(keep)
                    continue
            else:
                keep = _filter(part, compile_expression)
            self._keeps.append(keep)
            self._without_indexed.append(keep)

    def keep(self, nodes: list[Node], node: Node, context: Context) -> list[Node]:
        """The nodes that pass all predicates; ``nodes`` in the order of their axis."""
        for keep in self._keeps:
            if not nodes:
                break
            nodes = keep(nodes, node, context)
        return nodes

    def look_up(
        self, parent: Node, name: str, node: Node, context: Context
    ) -> list[Node] | None:
        """The children ``name`` that pass, by the context's index; None without one."""
        if self._indexed is None or context.lookup is None:
            return None
        key = self._indexed.key(node, context)
        if key is None:
            return None
        rows = context.lookup.find(parent, name, self._indexed.child, key)
        if rows is None:
            return None
        nodes = [row for row in rows if row.relevant and not row.prefix]
        for keep in self._without_indexed:
            nodes = keep(nodes, node, context)
        return nodes


def _conjuncts(predicate: Expr, whole: Code) -> list[Expr]:
    """The parts of an ``and`` that may filter one after the other."""
    if (
        not isinstance(predicate, syntax.Chain)
        or predicate.rest[0][0] != "and"
        or whole.reads & (code.POSITION | code.CHANCE)
    ):
        return [predicate]
    parts = [predicate.first, *(operand for _, operand in predicate.rest)]
    # By its value, as an operand of `and`, and not by its existence.
    return [syntax.Call("boolean", (part,)) for part in parts]


def _unwrapped(part: Expr) -> Expr:
    """A conjunct without the ``boolean()`` that marks it as one."""
    if isinstance(part, syntax.Call) and part.name == "boolean":
        return part.args[0]
    return part


class ChildTest:
    """``child = invariant`` over rows, by text or by number.

    Attributes:
        child: the child's name.
    """

    __slots__ = ("_value", "child")

    def __init__(self, child: str, value: Code) -> None:
        """``value`` is invariant over the rows and gives a string, number or nodes."""
        self.child = child
        self._value = value

    def key(self, node: Node, context: Context) -> str | None:
        """The text rows must have, or None if they compare otherwise."""
        value = self._value.run(node, context)
        return _key_text(value)

    def keep(self, nodes: list[Node], node: Node, context: Context) -> list[Node]:
        """The rows that pass."""
        value: Value = self._value.run(node, context)
        key = _key_text(value)
        if key is None:
            return self._compared(nodes, value, context)
        name = self.child
        kept: list[Node] = []
        for row in nodes:
            missing = True
            for child in row.children:
                if child.name == name and child.kind == ELEMENT and child.relevant:
                    if child.prefix:
                        continue
                    missing = False
                    if child.text() == key:
                        kept.append(row)
                        break
            else:
                if missing and not key:
                    kept.append(row)
        return kept

    def _compared(
        self, nodes: list[Node], value: Value, context: Context
    ) -> list[Node]:
        """The rows that pass where numbers or several nodes are compared."""
        name = self.child
        number = _key_number(value)
        kept: list[Node] = []
        for row in nodes:
            found = [
                child
                for child in row.named(name)
                if child.relevant and not child.prefix
            ]
            if number is None or len(found) != 1:
                passes = compare.equal(found, value, context)
            else:
                read = text_to_number(found[0].text(), context.timezone)
                passes = compare.same_number(read, number)
            if passes:
                kept.append(row)
        return kept


def _key_text(value: Value) -> str | None:
    """The text a string or a single untyped node compares by."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        if not value:
            return ""
        if len(value) == 1 and value[0].datatype not in NUMERIC_TYPES:
            return value[0].text()
    return None


def _key_number(value: Value) -> float | None:
    """The number a number compares by."""
    return value if isinstance(value, float) else None


def child_test(part: Expr, compile_expression: Compile) -> ChildTest | None:
    """The test of ``child = invariant`` (either way round), if that is what it is."""
    part = _unwrapped(part)
    if not isinstance(part, syntax.Chain) or len(part.rest) != 1:
        return None
    symbol, right = part.rest[0]
    if symbol != "=":
        return None
    for row, other in ((part.first, right), (right, part.first)):
        child = _child_name(row)
        if child is None:
            continue
        value = compile_expression(other)
        if not value.reads & code.VARIES and value.kind is not Kind.BOOLEAN:
            return ChildTest(child, value) if value.kind is not Kind.ANY else None
    return None


def _child_name(expression: Expr) -> str | None:
    """``name`` of the path ``name`` or ``./name``."""
    if not isinstance(expression, syntax.Path) or expression.absolute:
        return None
    steps = expression.steps
    if expression.base is None and steps[0] == syntax.SELF:
        steps = steps[1:]
    if expression.base is not None or len(steps) != 1:
        return None
    step = steps[0]
    if step.axis != "child" or step.predicates:
        return None
    if not isinstance(step.test, syntax.NameTest) or step.test.prefix:
        return None
    return None if step.test.name == "*" else step.test.name


def _filter(part: Expr, compile_expression: Compile) -> Keep:
    """The filter of one predicate or conjunct."""
    whole = compile_expression(part)
    if isinstance(whole.constant, float):
        return _at(whole.constant)
    if not whole.reads & code.VARIES:
        return _all_or_none(whole)
    if whole.kind is Kind.NUMBER or whole.kind is Kind.ANY:
        return _by_position(whole.run)
    if whole.reads & code.POSITION:
        return _counting(_truth(whole))
    hoisted = _hoisted(part, compile_expression)
    if hoisted is not None:
        return hoisted
    holds = _truth(whole)
    return lambda nodes, _node, context: [n for n in nodes if holds(n, context)]


def _truth(whole: Code) -> Run:
    """Whether a predicate holds: a node-set by its existence."""
    if whole.kind is Kind.NODES:
        run = whole.run
        return lambda n, c: bool(run(n, c))
    return code.as_boolean(whole).run


def _at(number: float) -> Keep:
    """The filter of a constant position."""
    if number < 1 or number != int(number):
        return lambda _nodes, _node, _context: []
    index = int(number)
    return lambda nodes, _node, _context: nodes[index - 1 : index]


def _all_or_none(whole: Code) -> Keep:
    """The filter of a predicate that is the same for every row."""
    run = whole.run

    def keep(nodes: list[Node], node: Node, context: Context) -> list[Node]:
        value = run(node, context)
        if isinstance(value, float):
            return _at(value)(nodes, node, context)
        holds = bool(value) if isinstance(value, list) else to_boolean(value)
        return nodes if holds else []

    return keep


def _by_position(run: Run) -> Keep:
    """The filter of a predicate that may give a position."""

    def holds(node: Node, context: Context) -> bool:
        value = run(node, context)
        if isinstance(value, float):
            return value == context.position
        return bool(value) if isinstance(value, list) else to_boolean(value)

    return _counting(holds)


def _counting(holds: Run) -> Keep:
    """The filter of a predicate that reads ``position()`` or ``last()``."""

    def keep(nodes: list[Node], _node: Node, context: Context) -> list[Node]:
        position, size = context.position, context.size
        context.size = len(nodes)
        kept: list[Node] = []
        try:
            for number, row in enumerate(nodes, 1):
                context.position = number
                context.size = len(nodes)
                if holds(row, context):
                    kept.append(row)
        finally:
            context.position, context.size = position, size
        return kept

    return keep


def _hoisted(part: Expr, compile_expression: Compile) -> Keep | None:
    """The filter of a comparison whose one side is the same for every row."""
    part = _unwrapped(part)
    if not isinstance(part, syntax.Chain) or len(part.rest) != 1:
        return None
    symbol, right = part.rest[0]
    test = TESTS.get(symbol)
    if test is None:
        return None
    left_code, right_code = compile_expression(part.first), compile_expression(right)
    if not right_code.reads & code.VARIES:
        row, fixed = left_code.run, right_code.run
        return lambda nodes, node, context: _kept(
            nodes, context, row, _flipped_if(test, fixed(node, context), flip=False)
        )
    if not left_code.reads & code.VARIES:
        row, fixed = right_code.run, left_code.run
        return lambda nodes, node, context: _kept(
            nodes, context, row, _flipped_if(test, fixed(node, context), flip=True)
        )
    return None


def _kept(
    nodes: list[Node],
    context: Context,
    row: Run,
    holds: Callable[[Value, Context], bool],
) -> list[Node]:
    """The nodes whose own side of a comparison holds."""
    return [node for node in nodes if holds(row(node, context), context)]


def _flipped_if(
    test: Callable[[Value, Value, Context], bool], fixed: Value, *, flip: bool
) -> Callable[[Value, Context], bool]:
    """A comparison with one side filled in."""
    if flip:
        return lambda value, context: test(fixed, value, context)
    return lambda value, context: test(value, fixed, context)
