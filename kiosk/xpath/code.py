"""Compiled pieces of an expression: a closure, the type it gives, and what it reads.

Every piece knows its type before it runs, so conversions are chosen once, when the
expression is compiled; and what it reads, so that constants are computed then and
invariants are taken out of loops over predicates.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from kiosk.xpath import coerce
from kiosk.xpath.errors import XPathError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.xpath.values import Context, Node, Value

    Run: TypeAlias = Callable[[Node, Context], Any]


class Kind(Enum):
    """The type a piece gives; ANY where only running it tells."""

    STRING = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    NODES = auto()
    ANY = auto()


NODE: Final = 1
"""Reads the context node."""
POSITION: Final = 2
"""Reads the position or the size of the context."""
CHANCE: Final = 4
"""Gives something else each time it runs."""
OUTSIDE: Final = 8
"""Reads a tree, the clock, the language or the host."""
VARIES: Final = NODE | POSITION | CHANCE
"""What keeps a piece inside the loop of a predicate."""


@dataclass(frozen=True, slots=True)
class Code:
    """One compiled piece.

    Attributes:
        kind: the type ``run`` gives.
        run: from the context node and the context to the value.
        reads: NODE, POSITION, CHANCE and OUTSIDE, or-ed; 0 only for a constant.
        constant: the value of a constant, else None.
        flat: the nodes are distinct, in document order, and none lies below another.
        text: the string-value of a node-set, where there is a shorter way to it.
    """

    kind: Kind
    run: Run
    reads: int
    constant: Value | None = None
    flat: bool = False
    text: Run | None = None


def constant(value: Value) -> Code:
    """A piece that always gives ``value`` (a string, number or boolean)."""
    return Code(kind_of(value), lambda _node, _context: value, 0, value)


def kind_of(value: Value) -> Kind:
    """The type of a value."""
    if isinstance(value, str):
        return Kind.STRING
    if isinstance(value, bool):
        return Kind.BOOLEAN
    return Kind.NODES if isinstance(value, list) else Kind.NUMBER


def reads_of(codes: list[Code]) -> int:
    """What several pieces read together."""
    reads = 0
    for code in codes:
        reads |= code.reads
    return reads


def as_string(code: Code) -> Code:
    """The piece converted as ``string()`` would."""
    if code.kind is Kind.STRING:
        return code
    if code.constant is not None:
        return constant(coerce.to_text(code.constant))
    if code.text is not None:
        return Code(Kind.STRING, code.text, code.reads)
    run, convert = code.run, _TO_TEXT[code.kind]
    return Code(Kind.STRING, lambda n, c: convert(run(n, c)), code.reads)


def as_number(code: Code) -> Code:
    """The piece converted as ``number()`` would."""
    if code.kind is Kind.NUMBER:
        return code
    if isinstance(code.constant, bool):
        return constant(1.0 if code.constant else 0.0)
    if isinstance(code.constant, str):
        number = coerce.plain_number(code.constant)
        if number is not None:
            return constant(number)
    run = code.run
    if code.kind is Kind.NODES:
        return Code(Kind.NUMBER, _nodes_number(code), code.reads)
    if code.kind is Kind.BOOLEAN:
        return Code(Kind.NUMBER, lambda n, c: 1.0 if run(n, c) else 0.0, code.reads)
    to_number = coerce.to_number  # a date's number depends on the time zone
    return Code(Kind.NUMBER, lambda n, c: to_number(run(n, c), c), code.reads | OUTSIDE)


def _nodes_number(nodes: Code) -> Run:
    """The number of the first node of a node-set."""
    text_to_number, text = coerce.text_to_number, as_string(nodes).run
    return lambda n, c: text_to_number(text(n, c), c.timezone)


def as_boolean(code: Code) -> Code:
    """The piece converted as ``boolean()`` would: a node-set by its value."""
    if code.kind is Kind.BOOLEAN:
        return code
    if code.constant is not None:
        return constant(coerce.to_boolean(code.constant))
    run, convert = code.run, _TO_BOOLEAN[code.kind]
    return Code(Kind.BOOLEAN, lambda n, c: convert(run(n, c)), code.reads)


def as_nodes(code: Code, what: str, column: int = 0) -> Code:
    """The piece, which must give nodes.

    Raises:
        XPathError: ``xpath-type``, at once or (where only running tells) later.
    """
    if code.kind is Kind.NODES:
        return code
    if code.kind is not Kind.ANY:
        raise XPathError("xpath-type", f"{what} needs nodes", column)
    run = code.run

    def checked(node: Node, context: Context) -> list[Node]:
        value = run(node, context)
        if not isinstance(value, list):
            raise XPathError("xpath-type", f"{what} needs nodes", column)
        return value

    return Code(Kind.NODES, checked, code.reads)


_TO_TEXT: Final[dict[Kind, Callable[[Any], str]]] = {
    Kind.NUMBER: coerce.number_text,
    Kind.BOOLEAN: coerce.to_text,
    Kind.NODES: coerce.first_text,
    Kind.ANY: coerce.to_text,
}
_TO_BOOLEAN: Final[dict[Kind, Callable[[Any], bool]]] = {
    Kind.STRING: bool,
    Kind.NUMBER: coerce.number_truth,
    Kind.NODES: coerce.nodes_truth,
    Kind.ANY: coerce.to_boolean,
}
