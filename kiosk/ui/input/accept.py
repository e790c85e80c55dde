"""Which characters a field takes: full-width digits become digits, controls go.

What belongs here: characters, not meanings: whether an ID number is right is for the
form to say, and what was typed stays as it was typed.
"""

from __future__ import annotations

import unicodedata
from enum import Enum, auto


class Accept(Enum):
    """What is written in a field."""

    TEXT = auto()
    DIGITS = auto()
    INTEGER = auto()
    DECIMAL = auto()
    ID = auto()
    PHONE = auto()
    ACCOUNT = auto()
    REFERENCE = auto()


_DIGITS = frozenset("0123456789")
_ALLOWED = {
    Accept.DIGITS: _DIGITS,
    Accept.INTEGER: _DIGITS | {"-"},
    Accept.DECIMAL: _DIGITS | {"-", "."},
    Accept.ID: _DIGITS | {"X"},
    Accept.PHONE: _DIGITS | {"-", "+"},
    Accept.ACCOUNT: _DIGITS | {"-"},
    Accept.REFERENCE: _DIGITS,
}
_JOINERS = frozenset("\u200c\u200d")
"""Needed between letters of some scripts, unlike other format characters."""


def accepted(text: str, accept: Accept) -> str:
    """What of ``text`` a field takes, in the form it is stored.

    Text keeps every character but controls and invisible format characters (a bidi
    override can make a name read as another); its spelling is not normalised, so rare
    and supplementary characters and their variants stay as they were typed. Numbers
    are normalised (NFKC), so that full-width digits count.
    """
    if accept is Accept.TEXT:
        return "".join(one for one in text if _visible(one))
    allowed = _ALLOWED[accept]
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(one for one in plain if one in allowed)


def _visible(character: str) -> bool:
    if character in _JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
