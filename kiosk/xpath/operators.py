"""Compiling chains of operators: logic, comparison, arithmetic.

Chains of one operator, by far the commonest, get a closure of their own; longer ones
run in a loop, so that length never becomes depth.
"""

from __future__ import annotations

import math
import operator
from typing import TYPE_CHECKING, Any, Final

from kiosk.xpath import code, compare
from kiosk.xpath.code import Code, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.xpath.code import Run
    from kiosk.xpath.values import Context, Node, Value


def divide(left: float, right: float) -> float:
    """IEEE 754 division: by zero it gives an infinity or NaN."""
    if right:
        return left / right
    if left != left or not left:  # noqa: PLR0124 (NaN)
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """The remainder with the sign of ``left`` (XPath 1.0, 3.5)."""
    if math.isinf(left) or not right:
        return math.nan
    return math.fmod(left, right)


_ARITHMETIC: Final[dict[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": divide,
    "mod": remainder,
}


def compile_chain(codes: list[Code], symbols: list[str]) -> Code:
    """``codes[0] symbols[0] codes[1] …``, all symbols of one precedence."""
    if symbols[0] in {"and", "or"}:
        return _logic(codes, decisive=symbols[0] == "or")
    if symbols[0] in _ARITHMETIC:
        return _arithmetic(codes, symbols)
    return _comparison(codes, symbols)


def compile_negation(operand: Code) -> Code:
    """Unary minus."""
    number = code.as_number(operand)
    if isinstance(number.constant, float):
        return code.constant(-number.constant)
    run = number.run
    return Code(Kind.NUMBER, lambda n, c: -run(n, c), number.reads)


def _logic(codes: list[Code], *, decisive: bool) -> Code:
    """``and`` (False decides) or ``or`` (True decides), from the left, no further."""
    open_codes: list[Code] = []
    for operand in map(code.as_boolean, codes):
        if operand.constant is decisive:
            open_codes.append(operand)
            break
        if operand.constant is None:
            open_codes.append(operand)
    if not open_codes or open_codes[0].constant is decisive:
        return code.constant(decisive if open_codes else not decisive)
    reads = code.reads_of(open_codes)
    return Code(Kind.BOOLEAN, deciding([o.run for o in open_codes], decisive), reads)


def deciding(runs: list[Run], decisive: bool) -> Run:  # noqa: FBT001 (and / or)
    """A closure over boolean operands that stops at the first decisive one."""
    if len(runs) == 1:
        return runs[0]
    if len(runs) == 2:  # noqa: PLR2004 (the commonest)
        first, second = runs
        if decisive:
            return lambda n, c: first(n, c) or second(n, c)
        return lambda n, c: first(n, c) and second(n, c)

    def run(node: Node, context: Context) -> bool:
        for operand in runs:
            value: bool = operand(node, context)
            if value is decisive:
                return decisive
        return not decisive

    return run


def _arithmetic(codes: list[Code], symbols: list[str]) -> Code:
    """Sums and products, from the left."""
    numbers = [code.as_number(operand) for operand in codes]
    steps = [_ARITHMETIC[symbol] for symbol in symbols]
    reads = code.reads_of(numbers)
    if not reads:
        return code.constant(_folded([_known(n) for n in numbers], steps))
    runs = [number.run for number in numbers]
    if len(steps) > 1:
        run: Run = lambda n, c: _folded([r(n, c) for r in runs], steps)  # noqa: E731 (typed)
        return Code(Kind.NUMBER, run, reads)
    left, right = runs
    step = steps[0]
    return Code(Kind.NUMBER, lambda n, c: step(left(n, c), right(n, c)), reads)


def _known(number: Code) -> float:
    """The value of a constant number."""
    assert isinstance(number.constant, float)
    return number.constant


def _folded(values: list[float], steps: list[Callable[[float, float], float]]) -> float:
    """Operands joined from the left."""
    total = values[0]
    for step, value in zip(steps, values[1:], strict=True):
        total = step(total, value)
    return total


def _comparison(codes: list[Code], symbols: list[str]) -> Code:
    """``=`` and its kin, from the left: ``1 < 2 < 3`` compares a boolean with 3."""
    reads = code.reads_of(codes)
    if len(symbols) == 1:
        run = _single(symbols[0], *codes)
        known = None if reads else _constant_comparison(run, codes)
        if known is not None:
            return code.constant(known)
        return Code(Kind.BOOLEAN, run, reads | code.OUTSIDE)
    runs = [operand.run for operand in codes]
    tests = [TESTS[symbol] for symbol in symbols]

    def chained(node: Node, context: Context) -> bool:
        value = runs[0](node, context)
        for test, operand in zip(tests, runs[1:], strict=True):
            value = test(value, operand(node, context), context)
        return bool(value)

    return Code(Kind.BOOLEAN, chained, reads | code.OUTSIDE)


def _constant_comparison(run: Run, codes: list[Code]) -> bool | None:
    """The value of a comparison of constants, where no time zone can matter."""
    kinds = {operand.kind for operand in codes}
    if kinds not in ({Kind.NUMBER}, {Kind.BOOLEAN}):
        return None
    nowhere: Any = None
    return bool(run(nowhere, nowhere))


def _single(symbol: str, left: Code, right: Code) -> Run:
    """One comparison, chosen by what its sides give."""
    a, b = left.run, right.run
    if left.kind is Kind.NUMBER and right.kind is Kind.NUMBER:
        return _numbers(symbol, a, b)
    if symbol == "=" and left.kind is Kind.NODES and right.kind is Kind.STRING:
        return _nodes_text(a, b)
    if symbol == "=" and left.kind is Kind.STRING and right.kind is Kind.STRING:
        return lambda n, c: a(n, c) == b(n, c)
    test = TESTS[symbol]
    return lambda n, c: test(a(n, c), b(n, c), c)


def _numbers(symbol: str, left: Run, right: Run) -> Run:
    """A comparison of two numbers."""
    if symbol == "=":
        same = compare.same_number
        return lambda n, c: same(left(n, c), right(n, c))
    if symbol == "!=":
        same = compare.same_number
        return lambda n, c: not same(left(n, c), right(n, c))
    holds = compare.ORDERINGS[symbol]
    return lambda n, c: holds(left(n, c), right(n, c))


def _nodes_text(left: Run, right: Run) -> Run:
    """``path = 'text'``."""

    def run(node: Node, context: Context) -> bool:
        nodes: list[Node] = left(node, context)
        wanted: str = right(node, context)
        if len(nodes) == 1:
            return nodes[0].text() == wanted
        return compare.equal(nodes, wanted, context)

    return run


def _ordering(symbol: str) -> Callable[[Value, Value, Context], bool]:
    """One of the four orderings."""
    return lambda left, right, context: compare.ordered(symbol, left, right, context)


TESTS: Final[dict[str, Callable[[Value, Value, Context], bool]]] = {
    "=": compare.equal,
    "!=": compare.unequal,
    **{symbol: _ordering(symbol) for symbol in compare.ORDERINGS},
}
"""Every comparison between values of any types."""
