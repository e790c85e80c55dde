"""Predicates over rows: ``child = invariant`` and its kin, the filters of itemsets.

The invariant is computed once for all rows. Texts that many rows share (a county's
code, a year) are compared once; an ``=`` between texts may be answered by an index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.xpath import code, syntax
from kiosk.xpath.axes import Derived
from kiosk.xpath.code import Kind
from kiosk.xpath.operators import TESTS
from kiosk.xpath.values import ELEMENT, NUMERIC_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from kiosk.xpath.code import Code
    from kiosk.xpath.syntax import Expr
    from kiosk.xpath.values import Context, Node, RowIndex, Value

    Compile: TypeAlias = Callable[[Expr], Code]

_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class ChildTest:
    """``child symbol invariant``.

    Attributes:
        child: the child's name.
    """

    __slots__ = ("_indexable", "_symbol", "_value", "child")

    def __init__(self, child: str, symbol: str, value: Code) -> None:
        """``value`` is the same for all rows."""
        self.child = child
        self._indexable = symbol == "="
        self._symbol = symbol
        self._value = value

    def key(self, node: Node, context: Context) -> str | None:
        """The text rows must have, or None if they compare otherwise."""
        return _key(self._value.run(node, context)) if self._indexable else None

    def among(
        self, index: RowIndex, node: Node, context: Context
    ) -> Sequence[Node] | None:
        """The rows of an index that pass; None if walking them costs no more."""
        test, value = TESTS[self._symbol], self._value.run(node, context)
        if isinstance(value, bool):
            return None

        def holds(text: str) -> bool:
            return test([Derived(ELEMENT, node, value=text)], value, context)

        return index.passing(self.child, holds)

    def keep(self, nodes: list[Node], node: Node, context: Context) -> list[Node]:
        """The rows that pass."""
        value: Value = self._value.run(node, context)
        key = _key(value) if self._indexable else None
        kept = None if key is None else self._with_text(nodes, key)
        return self._compared(nodes, value, context) if kept is None else kept

    def _with_text(self, nodes: list[Node], key: str) -> list[Node] | None:
        """The rows with such a child of exactly that text, in one plain loop.

        None where a child is typed as a number: then 01 may equal 1.
        """
        name = self.child
        kept: list[Node] = []
        for row in nodes:
            missing = True
            for child in row.children:
                if child.name != name or child.kind != ELEMENT:
                    continue
                if child.relevant and not child.prefix:
                    missing = False
                    if child.text() == key:
                        kept.append(row)
                        break
                    if child.datatype in NUMERIC_TYPES:
                        return None
            else:
                if missing and not key:
                    kept.append(row)
        return kept

    def _compared(
        self, nodes: list[Node], value: Value, context: Context
    ) -> list[Node]:
        """The rows that pass any other comparison; each text is compared once."""
        test, name = TESTS[self._symbol], self.child
        known: dict[str, bool] = {}
        kept: list[Node] = []
        for row in nodes:
            found = [c for c in row.named(name) if c.relevant and not c.prefix]
            if len(found) != 1 or found[0].datatype or isinstance(value, bool):
                passes = test(found, value, context)
            else:
                text = found[0].text()
                verdict = known.get(text)
                if verdict is None:
                    verdict = known[text] = test(found, value, context)
                passes = verdict
            if passes:
                kept.append(row)
        return kept


def _key(value: Value) -> str | None:
    """The text that a string, or a node not typed as a number, compares by."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        if not value:
            return ""
        if len(value) == 1 and value[0].datatype not in NUMERIC_TYPES:
            return value[0].text()
    return None


def child_test(part: Expr, compile_expression: Compile) -> ChildTest | None:
    """The test of a comparison of a child with an invariant, if ``part`` is one."""
    sides = comparison(part)
    if sides is None:
        return None
    left, symbol, right = sides
    mirrored = _MIRRORED.get(symbol, symbol)
    for row, other, sign in ((left, right, symbol), (right, left, mirrored)):
        name = _child_of(row)
        if name is None:
            continue
        value = compile_expression(other)
        if not value.reads & code.VARIES and value.kind is not Kind.BOOLEAN:
            return ChildTest(name, sign, value)
    return None


def comparison(part: Expr) -> tuple[Expr, str, Expr] | None:
    """The two sides of a single comparison and its symbol."""
    part = unwrapped(part)
    if not isinstance(part, syntax.Chain) or len(part.rest) != 1:
        return None
    symbol, right = part.rest[0]
    return (part.first, symbol, right) if symbol in TESTS else None


def unwrapped(part: Expr) -> Expr:
    """An expression without a ``boolean()`` around it."""
    if isinstance(part, syntax.Call) and part.name == "boolean" and part.args:
        return part.args[0]
    return part


def _child_of(expression: Expr) -> str | None:
    """``name`` of the path ``name`` or ``./name``."""
    if not isinstance(expression, syntax.Path) or expression.absolute:
        return None
    if expression.base is not None:
        return None
    steps = expression.steps[1:] if _starts_here(expression) else expression.steps
    if len(steps) != 1 or steps[0].predicates:
        return None
    return child_name(steps[0])


def _starts_here(path: syntax.Path) -> bool:
    """Whether a path begins with ``.``."""
    return path.steps[0] == syntax.SELF


def child_name(step: syntax.Step) -> str | None:
    """The name of a ``child::name`` step without a prefix, predicates aside."""
    test = step.test
    if step.axis != "child" or not isinstance(test, syntax.NameTest) or test.prefix:
        return None
    return None if test.name == "*" else test.name
