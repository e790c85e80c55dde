"""Cutting an expression's source into tokens (XPath 1.0, 3.7).

Whether ``*`` multiplies or ``div`` divides depends on the token before, so each token
says whether it stands where an operator must. There a name is cut after its operator
(``1and1`` is ``1 and 1``).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kiosk.xpath.errors import XPathError

NUMBER: Final = "number"
LITERAL: Final = "literal"
NAME: Final = "name"
SYMBOL: Final = "symbol"
OPERATOR: Final = "operator"
END: Final = "end"

_NCNAME = r"[^\W\d][\w.\-·]*"
_OPERAND = re.compile(
    rf"""\s*(?:
    (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<name>{_NCNAME}(?::(?!:)(?:{_NCNAME}|\*))?|\*)
    |(?P<symbol>::|//|\.\.|[()\[\].@,/$-])
    |(?P<end>\Z))""",
    re.VERBOSE,
)
_AFTER_OPERAND = re.compile(
    r"""\s*(?:
    (?P<operator>!=|<=|>=|and|or|div|mod|[=<>+*|-])
    |(?P<symbol>::|//|\.\.|[()\[\].@,/$-])
    |(?P<end>\Z))""",
    re.VERBOSE,
)
_AFTER_SLASH = re.compile(r"\s*(?P<operator>!=|<=|>=|[=<>+|-])")
_ENDS_OPERAND = frozenset({")", "]", ".", ".."})


class Token(NamedTuple):
    """One token: its kind, its text, and its 1-based column."""

    kind: str
    text: str
    column: int


def tokenise(source: str) -> list[Token]:
    """All tokens of ``source``, the last of kind END.

    Raises:
        XPathError: ``xpath-syntax``, at a character no token starts with.
    """
    tokens: list[Token] = []
    position = 0
    pattern = _OPERAND
    while True:
        match = pattern.match(source, position)
        if tokens and tokens[-1].text == "/":  # it may be all of a path: `/ = 'x'`
            match = _AFTER_SLASH.match(source, position) or match
        if match is None:
            raise _unreadable(source, position)
        kind = match.lastgroup or END
        text = match[kind]
        tokens.append(Token(kind, text, match.start(kind) + 1))
        if kind == END:
            return tokens
        position = match.end()
        pattern = (
            _AFTER_OPERAND if _ends_operand(kind, text, source, position) else _OPERAND
        )


def _ends_operand(kind: str, text: str, source: str, position: int) -> bool:
    """Whether an operator, and no operand, must follow this token."""
    if kind == SYMBOL:
        return text in _ENDS_OPERAND
    return kind in {NUMBER, LITERAL, NAME} and not source.startswith("::", position)


def _unreadable(source: str, position: int) -> XPathError:
    """The error for the first character after ``position`` that fits nowhere."""
    rest = source[position:]
    column = position + len(rest) - len(rest.lstrip()) + 1
    found = source[column - 1 : column]
    if found in {"'", '"'} and source.find(found, column) < 0:
        return XPathError("xpath-syntax", "a quotation mark is never closed", column)
    return XPathError("xpath-syntax", f"{found!r} does not fit here", column)
