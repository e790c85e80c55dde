"""``position(node)``: an expression that reads where a node stands, not its value.

What belongs here: telling such arguments apart, so that ``position(current())`` is not
taken for a question that depends on itself.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from kiosk.xpath.syntax import Call, Number

if TYPE_CHECKING:
    from kiosk.xpath.compile import Compiled
    from kiosk.xpath.syntax import Expr


def without_positions(expression: Compiled) -> tuple[Expr, list[Expr]]:
    """The expression without arguments of ``position``, and those arguments."""
    taken: list[Expr] = []
    if "position" not in expression.source:
        return expression.ast, taken
    return _rebuilt(expression.ast, taken), taken


def _rebuilt(part: Any, taken: list[Expr]) -> Any:  # noqa: ANN401 (any part of an AST)
    if isinstance(part, Call) and part.name == "position" and part.args:
        taken.extend(part.args)
        return Number(1.0)
    if isinstance(part, tuple):
        return tuple(_rebuilt(item, taken) for item in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changed = {
        item.name: _rebuilt(getattr(part, item.name), taken)
        for item in fields(part)
        if isinstance(getattr(part, item.name), tuple)
        or is_dataclass(getattr(part, item.name))
    }
    return replace(part, **changed) if changed else part
