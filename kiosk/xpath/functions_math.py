"""Functions over numbers: XPath 1.0's, the trigonometry ODK borrows, and aggregates.

NaN goes in and comes out; nothing overflows into an exception. ``sum``, ``min`` and
``max`` leave blanks out.
"""

from __future__ import annotations

import math
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final

from kiosk.xpath import code
from kiosk.xpath.code import CHANCE, NODE, OUTSIDE, Code, Kind
from kiosk.xpath.coerce import text_to_number, to_number
from kiosk.xpath.functions import Form, Function

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.xpath.syntax import Call
    from kiosk.xpath.values import Context, Node, Value

_EXACT: Final = float(1 << 52)
_MOST_DECIMALS: Final = 400


def round_half_up(number: float) -> float:
    """To the nearest whole number, halves up (XPath 1.0, 4.4)."""
    if not math.isfinite(number) or abs(number) >= _EXACT:
        return number
    return float(math.floor(number + 0.5))


def _round(number: float, decimals: float = 0.0) -> float:
    """Half up on the decimal text: 2.345 to two decimals is 2.35, -1.5 gives -1."""
    if not math.isfinite(number):
        return number
    if not math.isfinite(decimals):
        return math.nan
    places = int(max(-_MOST_DECIMALS, min(_MOST_DECIMALS, decimals)))
    digits = Decimal(repr(number))
    shifted = digits.scaleb(places) + Decimal("0.5")
    rounded = shifted.to_integral_value(rounding=ROUND_FLOOR).scaleb(-places)
    return math.copysign(float(rounded), number) if not rounded else float(rounded)


def _floor(number: float) -> float:
    return float(math.floor(number)) if math.isfinite(number) else number


def _ceiling(number: float) -> float:
    if not math.isfinite(number):
        return number
    return float(math.ceil(number)) or math.copysign(0.0, number)


def _int(number: float) -> float:
    """The whole part."""
    return float(math.trunc(number)) if math.isfinite(number) else number


def _guarded(body: Callable[..., float]) -> Callable[..., float]:
    """A function of ``math`` with NaN outside its domain and infinity beyond range."""

    def guarded(*numbers: float) -> float:
        try:
            return body(*numbers)
        except OverflowError:
            return math.inf
        except (ValueError, ZeroDivisionError):
            return math.nan

    return guarded


def _logarithm(body: Callable[[float], float]) -> Callable[[float], float]:
    """A logarithm, minus infinity at zero."""
    guarded = _guarded(body)
    return lambda number: guarded(number) if number else -math.inf


def _pow(base: float, power: float) -> float:
    """A power, with the signs of IEEE 754 where it divides by zero or overflows."""
    odd = power == math.floor(power) and power % 2 == 1 if _finite(power) else False
    sign = math.copysign(1.0, base) if odd else 1.0
    try:
        return math.pow(base, power)
    except OverflowError:
        return math.inf * sign
    except ValueError:
        return math.inf * sign if base == 0 else math.nan


def _finite(number: float) -> bool:
    return math.isfinite(number)


def _numbers(context: Context, values: tuple[Value, ...]) -> list[float]:
    """Every number among the arguments, node by node, blanks left out."""
    zone = context.timezone
    numbers: list[float] = []
    for value in values:
        if isinstance(value, list):
            texts = [node.text() for node in value]
            numbers += [text_to_number(text, zone) for text in texts if text]
        elif value != "":
            numbers.append(to_number(value, context))
    return numbers


def _sum(_node: Node, context: Context, nodes: list[Node]) -> float:
    return sum(_numbers(context, (nodes,)), 0.0)


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., float]:
    """``min`` or ``max``: NaN for no numbers at all, or for one that is none."""

    def body(_node: Node, context: Context, *values: Value) -> float:
        numbers = _numbers(context, values)
        if not numbers or any(math.isnan(number) for number in numbers):
            return math.nan
        return choose(numbers)

    return body


def _number(args: list[Code], _site: Call) -> Code:
    """``number(v?)``."""
    if args:
        return code.as_number(args[0])
    return Code(
        Kind.NUMBER,
        lambda n, c: text_to_number(n.text(), c.timezone),
        NODE | OUTSIDE,
    )


def _random(_node: Node, context: Context) -> float:
    return context.random()


_ONE_NUMBER: Final[dict[str, Callable[[float], float]]] = {
    "floor": _floor,
    "ceiling": _ceiling,
    "int": _int,
    "abs": abs,
    "sqrt": _guarded(math.sqrt),
    "exp": _guarded(math.exp),
    "exp10": _guarded(lambda number: math.pow(10.0, number)),
    "log": _logarithm(math.log),
    "log10": _logarithm(math.log10),
    "sin": _guarded(math.sin),
    "cos": _guarded(math.cos),
    "tan": _guarded(math.tan),
    "asin": _guarded(math.asin),
    "acos": _guarded(math.acos),
    "atan": _guarded(math.atan),
}
FUNCTIONS: Final = (
    Form("number", 0, 1, _number),
    Function("round", "nn?", Kind.NUMBER, _round),
    *(Function(name, "n", Kind.NUMBER, body) for name, body in _ONE_NUMBER.items()),
    Function("atan2", "nn", Kind.NUMBER, math.atan2),
    Function("pow", "nn", Kind.NUMBER, _pow),
    Function("pi", "", Kind.NUMBER, lambda: math.pi),
    Function("random", "", Kind.NUMBER, _random, CHANCE | OUTSIDE),
    Function("sum", "N", Kind.NUMBER, _sum, OUTSIDE),
    Function("min", "vv*", Kind.NUMBER, _extreme(min), OUTSIDE),
    Function("max", "vv*", Kind.NUMBER, _extreme(max), OUTSIDE),
)
