"""Evaluating a form's expressions at a node.

What belongs here: the one XPath context of an entry and the habit of setting
``current()`` before each evaluation. What to evaluate, and when, is decided above.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kiosk.xforms.instance import InstanceNode
from kiosk.xforms.large import ROW, LargeRoot, LargeRow
from kiosk.xforms.tree import TableNode
from kiosk.xpath import XPathError
from kiosk.xpath.coerce import written_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.errors import Expected
    from kiosk.xpath.compile import Compiled
    from kiosk.xpath.values import Context, Node, RowIndex


class Evaluation:
    """Evaluates compiled expressions of one entry.

    An expression that cannot be evaluated (a date that is none, a list that did not
    come along) reads blank and false, so that nobody is stuck in a form; the trouble is
    kept for staff.

    Attributes:
        context: shared by all evaluations; its clock is read once a recalculation.
        troubles: each expression that could not be evaluated, once, by its source;
            and each ring of actions, by the question it began with.
    """

    def __init__(self, context: Context, now: Callable[[], datetime]) -> None:
        """``now`` is the clock; it is read by ``tick`` only."""
        self.context = context
        self._now = now
        self.troubles: dict[str, Expected] = {}

    def tick(self) -> None:
        """Read the clock: one reading per recalculation."""
        self.context.now = self._now()

    def string(self, expression: Compiled, node: Node) -> str:
        """The result as it would be written to a node: NaN is blank."""
        self.context.current = node
        try:
            return written_text(expression.value(node, self.context))
        except XPathError as error:
            self._note(expression, error)
            return ""

    def number(self, expression: Compiled, node: Node) -> float:
        """The result as a number."""
        self.context.current = node
        try:
            return expression.number(node, self.context)
        except XPathError as error:
            self._note(expression, error)
            return math.nan

    def boolean(self, expression: Compiled, node: Node) -> bool:
        """The result as a boolean: a node-set counts by its value."""
        self.context.current = node
        try:
            return expression.boolean(node, self.context)
        except XPathError as error:
            self._note(expression, error)
            return False

    def nodes(self, expression: Compiled, node: Node) -> list[Node]:
        """The result as nodes, in document order."""
        self.context.current = node
        try:
            return expression.nodes(node, self.context)
        except XPathError as error:
            self._note(expression, error)
            return []

    def row_text(self, expression: Compiled, row: Node, question: Node) -> str:
        """A value or label within one row of the choices of ``question``."""
        self.context.current = question
        try:
            return expression.string(row, self.context)
        except XPathError as error:
            self._note(expression, error)
            return ""

    def _note(self, expression: Compiled, error: XPathError) -> None:
        self.troubles.setdefault(expression.source, error)

    def flag(self, expression: Compiled | None, node: Node, *, blank: bool) -> bool:
        """An optional boolean; ``blank`` where the form says nothing."""
        return blank if expression is None else self.boolean(expression, node)


class TableLookup:
    """Answers ``child = text`` predicates from the columns of a list."""

    def index(self, parent: Node, name: str) -> RowIndex | None:
        """The list, or None where ``parent`` is not the root of one."""
        if isinstance(parent, LargeRoot):
            return parent.table if name == ROW else None
        if not isinstance(parent, TableNode):
            return None
        table = parent.table
        return table if parent is table.root and name == table.row_name else None


def instance_node(node: Node) -> InstanceNode | None:
    """The node as one of the primary instance, or None."""
    return node if isinstance(node, InstanceNode) else None


def row_of(node: Node) -> TableNode | LargeRow | None:
    """The node as a row of a list that never changes, or None."""
    if isinstance(node, TableNode):
        return node if node.parent is node.table.root else None
    return node if isinstance(node, LargeRow) else None
