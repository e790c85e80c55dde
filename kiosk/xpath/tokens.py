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
_SYMBOLS = r"(?P<symbol>::|//|\.\.|[()\[\].@,/$-])"
_END = r"(?P<end>\Z)"
_OPERANDS = rf"""
    (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<name>{_NCNAME}(?::(?!:)(?:{_NCNAME}|\*))?|\*)"""
_OPERATORS = r"!=|<=|>=|[=<>+|-]"


def _pattern(*alternatives: str) -> re.Pattern[str]:
    """White space, then one token of the kinds given."""
    return re.compile(rf"\s*(?:{'|'.join(alternatives)})", re.VERBOSE)


_OPERAND = _pattern(_OPERANDS, _SYMBOLS, _END)
_AFTER_OPERAND = _pattern(
    rf"(?P<operator>{_OPERATORS}|\*|and|or|div|mod)", _SYMBOLS, _END
)
_AFTER_SLASH = _pattern(rf"(?P<operator>{_OPERATORS})", _OPERANDS, _SYMBOLS, _END)
"""A slash may be all of a path (``/ = 'x'``), but before ``*`` or a name it is not."""
_AFTER_KIND = {
    "number": _AFTER_OPERAND,
    "literal": _AFTER_OPERAND,
    "name": _AFTER_OPERAND,
    "operator": _OPERAND,
}
_AFTER_SYMBOL = {
    ")": _AFTER_OPERAND,
    "]": _AFTER_OPERAND,
    ".": _AFTER_OPERAND,
    "..": _AFTER_OPERAND,
    "/": _AFTER_SLASH,
}


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
        if match is None:
            raise _unreadable(source, position)
        kind = match.lastgroup or END
        text = match[kind]
        tokens.append(Token(kind, text, match.start(kind) + 1))
        if kind == END:
            return tokens
        position = match.end()
        known = _AFTER_KIND.get(kind)
        pattern = known or _AFTER_SYMBOL.get(text, _OPERAND)


def _unreadable(source: str, position: int) -> XPathError:
    """The error for the first character after ``position`` that fits nowhere."""
    rest = source[position:]
    column = position + len(rest) - len(rest.lstrip()) + 1
    found = source[column - 1 : column]
    if found in {"'", '"'} and source.find(found, column) < 0:
        return XPathError("xpath-syntax", "a quotation mark is never closed", column)
    return XPathError("xpath-syntax", f"{found!r} does not fit here", column)
