"""``=``, ``!=``, ``<``, ``<=``, ``>`` and ``>=`` between values of any two types.

Equality looks at booleans first, then numbers, then strings (XPath 1.0, 3.4). A
node-set holds when any of its nodes does, and an empty one reads as one blank node,
so that ``missing = ''``. Two nodes compare as numbers where either is typed as one.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Final

from kiosk.xpath.coerce import (
    plain_number,
    text_to_number,
    to_boolean,
    to_number,
)
from kiosk.xpath.values import NUMERIC_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.xpath.values import Context, Node, Value

TOLERANCE: Final = 1e-12
"""Numbers closer than this are equal, as in JavaRosa: 6.1 - 7.8 = -1.7."""
ORDERINGS: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def same_number(left: float, right: float) -> bool:
    """Equal within ``TOLERANCE``; NaN equals nothing."""
    return left == right or abs(left - right) < TOLERANCE


def equal(left: Value, right: Value, context: Context) -> bool:
    """``left = right``."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) is to_boolean(right)
    if isinstance(left, list):
        if isinstance(right, list):
            return _nodes_equal(left, right)
        return _any_equal(left, right, context)
    if isinstance(right, list):
        return _any_equal(right, left, context)
    if isinstance(left, float) or isinstance(right, float):
        return same_number(to_number(left, context), to_number(right, context))
    return left == right


def unequal(left: Value, right: Value, context: Context) -> bool:
    """``left != right``: some pair differs."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) is not to_boolean(right)
    if not isinstance(left, list) and not isinstance(right, list):
        return not equal(left, right, context)
    if isinstance(left, list) and isinstance(right, list):
        return any(not _pair_equal(a, b) for a in _terms(left) for b in _terms(right))
    nodes, other = (left, right) if isinstance(left, list) else (right, left)
    if not isinstance(nodes, list) or isinstance(other, list):  # narrows the types
        raise TypeError
    texts = [text for text, _ in _terms(nodes)]
    if isinstance(other, str):
        return any(text != other for text in texts)
    zone = context.timezone
    return any(not same_number(text_to_number(text, zone), other) for text in texts)


def ordered(symbol: str, left: Value, right: Value, context: Context) -> bool:
    """``left < right`` and its kin: always between numbers, any node will do."""
    holds = ORDERINGS[symbol]
    lefts, rights = _numbers(left, context), _numbers(right, context)
    return any(holds(a, b) for a in lefts for b in rights)


def _numbers(value: Value, context: Context) -> list[float]:
    """The numbers a value offers to an ordering."""
    if isinstance(value, list):
        return [text_to_number(node.text(), context.timezone) for node in value]
    return [to_number(value, context)]


def _any_equal(nodes: list[Node], other: str | float, context: Context) -> bool:
    """Whether some node equals a string or a number."""
    if isinstance(other, str):
        return any(node.text() == other for node in nodes) if nodes else other == ""
    zone = context.timezone
    return any(same_number(text_to_number(n.text(), zone), other) for n in nodes)


def _nodes_equal(left: list[Node], right: list[Node]) -> bool:
    """Whether some node of one equals some node of the other."""
    if len(left) <= 1 and len(right) <= 1:
        return _pair_equal(_terms(left)[0], _terms(right)[0])
    lefts, rights = _terms(left), _terms(right)
    if not {text for text, _ in lefts}.isdisjoint({text for text, _ in rights}):
        return True
    if not any(numeric for _, numeric in (*lefts, *rights)):
        return False
    return any(_pair_equal(a, b) for a in lefts for b in rights)


def _terms(nodes: list[Node]) -> list[tuple[str, bool]]:
    """Each node's text and whether it is typed as a number; a blank for no node."""
    if not nodes:
        return [("", False)]
    return [(node.text(), node.datatype in NUMERIC_TYPES) for node in nodes]


def _pair_equal(left: tuple[str, bool], right: tuple[str, bool]) -> bool:
    """Equal as texts, or as numbers where either is typed as one."""
    if left[0] == right[0]:
        return True
    if not (left[1] or right[1]):
        return False
    a, b = plain_number(left[0]), plain_number(right[0])
    return a is not None and b is not None and same_number(a, b)
