"""The shape of an expression: frozen nodes that parse, print and compare by value.

Chains of operators of one precedence stand flat (``a + b - c`` is one ``Chain``), and
so do steps, predicates and unions, so that an expression as long as a form is not deep.
Columns are kept where an error may have to point, and never compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

OPERATORS: Final = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
}
"""Binary operators with their precedence (XPath 1.0, 3.5); a union binds tighter."""
NEGATION: Final = 7
"""Precedence of the unary minus."""
AXES: Final = frozenset(
    {
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following",
        "following-sibling",
        "namespace",
        "parent",
        "preceding",
        "preceding-sibling",
        "self",
    }
)
KIND_TESTS: Final = frozenset({"node", "text", "comment", "processing-instruction"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number literal."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A string literal."""

    value: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; ``name`` with its prefix."""

    name: str
    args: tuple[Expr, ...]
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """``first op operand op operand …``, operators of one precedence, from the left."""

    first: Expr
    rest: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Negate:
    """Unary minus."""

    operand: Expr


@dataclass(frozen=True, slots=True)
class Union:
    """Node-sets joined by ``|``."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class NameTest:
    """``name``, ``prefix:name``, ``prefix:*`` or ``*`` (prefix "" where none)."""

    prefix: str
    name: str


@dataclass(frozen=True, slots=True)
class KindTest:
    """``node()``, ``text()``, ``comment()``, ``processing-instruction('target')``."""

    kind: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path."""

    axis: str
    test: NameTest | KindTest
    predicates: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root (absolute), from the context node, or from ``base``.

    ``Path(absolute=True)`` without steps is ``/``.
    """

    steps: tuple[Step, ...]
    absolute: bool = False
    base: Expr | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A primary expression with predicates."""

    base: Expr
    predicates: tuple[Expr, ...]


Expr: TypeAlias = "Number | Text | Call | Chain | Negate | Union | Path | Filter"

ANY_NODE: Final = KindTest("node")
SELF: Final = Step("self", ANY_NODE)
PARENT: Final = Step("parent", ANY_NODE)
ANY_DEPTH: Final = Step("descendant-or-self", ANY_NODE)
