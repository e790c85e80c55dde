"""Compiling predicates, so that filtering ten thousand rows is cheap.

A number is a position. Anything else is split at its ``and``s; an ``=`` or ``<``
between something of the row and something invariant computes the invariant once. The
commonest of these, a child against an invariant, is in ``rows``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xpath import code, syntax
from kiosk.xpath.code import Code, Kind
from kiosk.xpath.coerce import to_boolean
from kiosk.xpath.operators import TESTS, deciding
from kiosk.xpath.rows import child_test, comparison, unwrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from kiosk.xpath.code import Run
    from kiosk.xpath.rows import ChildTest
    from kiosk.xpath.syntax import Expr
    from kiosk.xpath.values import Context, Node, RowIndex, Value

    Compile: TypeAlias = Callable[[Expr], Code]
    Keep: TypeAlias = Callable[[list[Node], Node, Context], list[Node]]
    Prepare: TypeAlias = Callable[[Node, Context], Run]


class Predicates:
    """The predicates of one step, in order.

    Attributes:
        reads: what they read from outside their own loop.
    """

    __slots__ = ("_keeps", "_others", "_tests", "reads")

    def __init__(
        self,
        predicates: tuple[Expr, ...],
        compile_expression: Compile,
    ) -> None:
        """Compile each."""
        self.reads = 0
        self._keeps: list[Keep] = []
        self._tests: list[ChildTest] = []
        self._others: list[Keep] = []
        anywhere = True  # whether the order of filters is free until here
        for predicate in predicates:
            whole = compile_expression(predicate)
            anywhere = anywhere and not _positional(whole)
            self._add(predicate, whole, compile_expression, anywhere=anywhere)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._keeps)

    def _add(
        self,
        predicate: Expr,
        whole: Code,
        compile_expression: Compile,
        *,
        anywhere: bool,
    ) -> None:
        """Compile one predicate into one or more filters."""
        self.reads |= whole.reads & ~(code.NODE | code.POSITION)
        for part in _conjuncts(predicate, whole):
            test = child_test(part, compile_expression)
            keep = _filter(part, compile_expression) if test is None else test.keep
            self._keeps.append(keep)
            if test is not None and anywhere:
                self._tests.append(test)
            else:
                self._others.append(keep)

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
        if not self._tests or context.lookup is None:
            return None
        index = context.lookup.index(parent, name)
        if index is None:
            return None
        rows, keeps = self._narrowed(index, node, context)
        if rows is None:
            return None
        nodes = [row for row in rows if row.relevant and not row.prefix]
        for keep in (*keeps, *self._others):
            nodes = keep(nodes, node, context)
        return nodes

    def _narrowed(
        self, index: RowIndex, node: Node, context: Context
    ) -> tuple[Sequence[Node] | None, list[Keep]]:
        """The rows an index gives, and the filters it did not answer."""
        asked: list[tuple[str, str]] = []
        keeps: list[Keep] = []
        for test in self._tests:
            key = test.key(node, context)
            if key is None:
                keeps.append(test.keep)
            else:
                asked.append((test.child, key))
        if asked:
            return index.find(asked), keeps
        return self._tests[0].among(index, node, context), keeps[1:]


def _positional(whole: Code) -> bool:
    """Whether what a predicate keeps may hang on where the nodes stand, or on luck."""
    if whole.kind is Kind.NUMBER or whole.kind is Kind.ANY:
        return True
    return bool(whole.reads & (code.POSITION | code.CHANCE))


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
    prepare = _hoisted(part, compile_expression) or _unprepared(_truth(whole))

    def keep(nodes: list[Node], node: Node, context: Context) -> list[Node]:
        holds = prepare(node, context)
        return [row for row in nodes if holds(row, context)]

    return keep


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


def _hoisted(part: Expr, compile_expression: Compile) -> Prepare | None:
    """What readies a predicate for a loop: its invariant sides are computed there.

    None where nothing in it is worth that.
    """
    part = unwrapped(part)
    if isinstance(part, syntax.Chain) and part.rest[0][0] in {"and", "or"}:
        return _hoisted_logic(part, compile_expression)
    if isinstance(part, syntax.Call) and part.name == "not":
        inner = _hoisted(part.args[0], compile_expression)
        return None if inner is None else _negated(inner)
    sides = comparison(part)
    if sides is None:
        return None
    left, symbol, right = sides
    test = TESTS[symbol]
    left_code, right_code = compile_expression(left), compile_expression(right)
    if not right_code.reads & code.VARIES:
        return _comparing(left_code.run, right_code.run, test)
    if not left_code.reads & code.VARIES:
        flipped = _flipped(test)
        return _comparing(right_code.run, left_code.run, flipped)
    return None


def _hoisted_logic(chain: syntax.Chain, compile_expression: Compile) -> Prepare | None:
    """An ``and`` or ``or`` of parts, some of which can be readied."""
    parts = [chain.first, *(operand for _, operand in chain.rest)]
    readied = [_hoisted(part, compile_expression) for part in parts]
    if not any(readied):
        return None
    prepares = [
        ready or _unprepared(code.as_boolean(compile_expression(part)).run)
        for part, ready in zip(parts, readied, strict=True)
    ]
    decisive = chain.rest[0][0] == "or"

    def prepare(node: Node, context: Context) -> Run:
        tests = [prepare(node, context) for prepare in prepares]
        return deciding(tests, decisive)

    return prepare


def _unprepared(run: Run) -> Prepare:
    """A part that runs for each row as it is."""
    return lambda _node, _context: run


def _negated(inner: Prepare) -> Prepare:
    """``not()`` of a part."""

    def prepare(node: Node, context: Context) -> Run:
        holds = inner(node, context)
        return lambda row, c: not holds(row, c)

    return prepare


def _comparing(
    row_side: Run, fixed_side: Run, test: Callable[[Value, Value, Context], bool]
) -> Prepare:
    """A comparison with one side computed before the loop."""

    def prepare(node: Node, context: Context) -> Run:
        fixed: Value = fixed_side(node, context)
        return lambda row, c: test(row_side(row, c), fixed, c)

    return prepare


def _flipped(
    test: Callable[[Value, Value, Context], bool],
) -> Callable[[Value, Value, Context], bool]:
    """A comparison with its sides exchanged."""
    return lambda left, right, context: test(right, left, context)
