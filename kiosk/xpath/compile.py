"""From source to something that runs: the door other rooms compile through.

An expression is compiled once, whole: unknown functions, wrong numbers of arguments
and node-sets that cannot be are found here, never while somebody answers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, assert_never

from kiosk.xpath import code, functions, operators, paths, syntax
from kiosk.xpath.coerce import to_boolean, to_number, to_text
from kiosk.xpath.errors import XPathError
from kiosk.xpath.library import LIBRARY
from kiosk.xpath.parser import parse

if TYPE_CHECKING:
    from kiosk.xpath.code import Code
    from kiosk.xpath.syntax import Expr
    from kiosk.xpath.values import Context, Node, Value

_KEPT: Final = 4096


class Compiled:
    """An expression ready to run, any number of times, in any context.

    Attributes:
        source: as it was written.
        ast: its syntax.
        code: the closure with its type and what it reads.
    """

    __slots__ = ("_run", "ast", "code", "source")

    def __init__(self, source: str) -> None:
        """Parse and compile.

        Raises:
            XPathError: what is wrong with ``source``, with its column.
        """
        self.source = source
        self.ast = parse(source)
        self.code = _Compiler().compile(self.ast)
        self._run = self.code.run

    def value(self, node: Node, context: Context) -> Value:
        """What it gives with ``node`` as the context node.

        Raises:
            XPathError: ``xpath-type``, ``xpath-date``, ``xpath-regex`` or
                ``xpath-instance``.
        """
        value: Value = self._run(node, context)
        return value

    def string(self, node: Node, context: Context) -> str:
        """Its value as a string; raises as ``value``."""
        return to_text(self._run(node, context))

    def number(self, node: Node, context: Context) -> float:
        """Its value as a number, NaN where it is none; raises as ``value``."""
        return to_number(self._run(node, context), context)

    def boolean(self, node: Node, context: Context) -> bool:
        """Its truth, a node-set by its value; raises as ``value``."""
        return to_boolean(self._run(node, context))

    def nodes(self, node: Node, context: Context) -> list[Node]:
        """Its nodes in document order; ``xpath-type`` where it gives something else."""
        value: Value = self._run(node, context)
        if not isinstance(value, list):
            raise XPathError("xpath-type", f"{self.source!r} does not give nodes")
        return value


@lru_cache(maxsize=_KEPT)
def compile_expression(source: str) -> Compiled:
    """Compile ``source``; the same source gives the same object.

    Raises:
        XPathError: ``xpath-syntax``, ``xpath-too-deep``, ``xpath-variable``,
            ``xpath-unknown-function``, ``xpath-arity`` or ``xpath-type``.
    """
    return Compiled(source)


class _Compiler:
    """One compilation; pieces asked for twice are compiled once."""

    __slots__ = ("_done",)

    def __init__(self) -> None:
        self._done: dict[int, tuple[Expr, Code]] = {}

    def compile(self, expression: Expr) -> Code:
        """The code of an expression."""
        done = self._done.get(id(expression))
        if done is None:
            done = expression, self._compile(expression)
            self._done[id(expression)] = done  # kept with its syntax: ids stay unique
        return done[1]

    def _compile(self, expression: Expr) -> Code:
        match expression:
            case syntax.Number() | syntax.Text():
                return code.constant(expression.value)
            case syntax.Call():
                return self._call(expression)
            case syntax.Chain() | syntax.Negate():
                return self._operation(expression)
            case syntax.Path() | syntax.Filter() | syntax.Union():
                return self._nodes(expression)
            case _:
                assert_never(expression)

    def _operation(self, expression: syntax.Chain | syntax.Negate) -> Code:
        """The code of operators."""
        if isinstance(expression, syntax.Negate):
            return operators.compile_negation(self.compile(expression.operand))
        operands = [expression.first, *(right for _, right in expression.rest)]
        symbols = [symbol for symbol, _ in expression.rest]
        codes = [self.compile(operand) for operand in operands]
        return operators.compile_chain(codes, symbols)

    def _nodes(self, expression: syntax.Path | syntax.Filter | syntax.Union) -> Code:
        """The code of what gives nodes."""
        if isinstance(expression, syntax.Path):
            return paths.compile_path(expression, self.compile)
        if isinstance(expression, syntax.Filter):
            return paths.compile_filter(expression, self.compile)
        return paths.compile_union([self.compile(part) for part in expression.parts])

    def _call(self, site: syntax.Call) -> Code:
        """The code of a function call."""
        function = LIBRARY.get(site.name)
        if function is None:
            message = f"there is no function {site.name}()"
            raise XPathError("xpath-unknown-function", message, site.column)
        args = [self.compile(arg) for arg in site.args]
        return functions.call(function, args, site)
