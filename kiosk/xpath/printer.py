"""From syntax back to source, with no more parentheses than needed.

``parse(to_source(tree)) == tree`` for every tree the parser can give.
"""

from __future__ import annotations

from typing import assert_never

from kiosk.xpath import syntax
from kiosk.xpath.coerce import number_text

_UNION = 8
_PATH = 9


def to_source(expression: syntax.Expr) -> str:
    """The expression as one line of source."""
    match expression:
        case syntax.Number() | syntax.Text() | syntax.Call():
            return _plain(expression)
        case syntax.Chain():
            return _chain(expression)
        case syntax.Negate():
            return f"-{_inside(expression.operand, syntax.NEGATION)}"
        case syntax.Path() | syntax.Filter() | syntax.Union():
            return _nodes(expression)
        case _:
            assert_never(expression)


def _plain(expression: syntax.Number | syntax.Text | syntax.Call) -> str:
    """A literal or a call."""
    if isinstance(expression, syntax.Number):
        return number_text(expression.value)
    if isinstance(expression, syntax.Text):
        return _quoted(expression.value)
    return f"{expression.name}({', '.join(map(to_source, expression.args))})"


def _nodes(expression: syntax.Path | syntax.Filter | syntax.Union) -> str:
    """What gives nodes."""
    if isinstance(expression, syntax.Path):
        return _path(expression)
    if isinstance(expression, syntax.Filter):
        return _primary(expression.base) + _predicates(expression.predicates)
    return " | ".join(_inside(part, _PATH) for part in expression.parts)


def _chain(chain: syntax.Chain) -> str:
    """Operands and operators with spaces between."""
    level = syntax.OPERATORS[chain.rest[0][0]]
    parts = [_inside(chain.first, level + 1)]
    for operator, operand in chain.rest:
        parts += [operator, _inside(operand, level + 1)]
    return " ".join(parts)


def _inside(expression: syntax.Expr, least: int) -> str:
    """The expression, in parentheses if it binds looser than ``least``."""
    source = to_source(expression)
    return source if _level(expression) >= least else f"({source})"


def _level(expression: syntax.Expr) -> int:
    """How tightly the outermost operator binds."""
    match expression:
        case syntax.Chain():
            return syntax.OPERATORS[expression.rest[0][0]]
        case syntax.Negate():
            return syntax.NEGATION
        case syntax.Union():
            return _UNION
        case syntax.Path(steps=()):
            return 0  # `/ or a` would be a path to `or`
        case _:
            return _PATH


def _path(path: syntax.Path) -> str:
    """A location path; ``//`` stands written out."""
    steps = "/".join(_step(step) for step in path.steps)
    if path.base is not None:
        return f"{_based(path.base)}/{steps}"
    return f"/{steps}" if path.absolute else steps


def _based(base: syntax.Expr) -> str:
    """What stands before the first slash; a filter's predicates belong to it."""
    if isinstance(base, syntax.Filter):
        return to_source(base)
    return _primary(base)


def _primary(expression: syntax.Expr) -> str:
    """The expression as something predicates can follow."""
    source = to_source(expression)
    plain = isinstance(expression, syntax.Number | syntax.Text | syntax.Call)
    return source if plain else f"({source})"


def _step(step: syntax.Step) -> str:
    """One step, unabbreviated."""
    return f"{step.axis}::{_test(step.test)}{_predicates(step.predicates)}"


def _test(test: syntax.NameTest | syntax.KindTest) -> str:
    """A node test."""
    if isinstance(test, syntax.NameTest):
        return f"{test.prefix}:{test.name}" if test.prefix else test.name
    target = "" if test.target is None else _quoted(test.target)
    return f"{test.kind}({target})"


def _predicates(predicates: tuple[syntax.Expr, ...]) -> str:
    """Each in its brackets."""
    return "".join(f"[{to_source(predicate)}]" for predicate in predicates)


def _quoted(text: str) -> str:
    """A literal in the quotes it does not contain."""
    return f'"{text}"' if "'" in text else f"'{text}'"
