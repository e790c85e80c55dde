"""Which keys stand where: the on-screen keyboards as data.

What belongs here: rows of keys. Sizes and touches are the keyboard's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class KeyboardKind(Enum):
    """Which keyboard a field asks for."""

    DIGITS = auto()
    ID = auto()
    PHONE = auto()
    INTEGER = auto()
    DECIMAL = auto()
    TEXT = auto()


class KeyAct(Enum):
    """What a key does."""

    TYPE = auto()
    DELETE = auto()
    SHIFT = auto()
    LETTERS = auto()
    SYMBOLS = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        act: what it does.
        text: what it types.
        word: the catalogue's key for what stands on it, where it is not ``text``.
        icon: what stands on it instead of words.
        units: its width, in usual keys.
    """

    act: KeyAct
    text: str = ""
    word: str = ""
    icon: str = ""
    units: float = 1.0


Rows = tuple[tuple[Key, ...], ...]
Layer = dict[str, Rows]

_DELETE_WORD = Key(KeyAct.DELETE, word="keypad.delete")
_NOTHING = Key(KeyAct.TYPE)


def _typed(text: str) -> tuple[Key, ...]:
    return tuple(Key(KeyAct.TYPE, character) for character in text)


def _pad(corner: Key) -> Rows:
    last = (corner, Key(KeyAct.TYPE, "0"), _DELETE_WORD)
    return (*(_typed(row) for row in ("123", "456", "789")), last)


_CORNERS = {
    KeyboardKind.DIGITS: _NOTHING,
    KeyboardKind.ID: Key(KeyAct.TYPE, "X"),
    KeyboardKind.PHONE: Key(KeyAct.TYPE, "-"),
    KeyboardKind.INTEGER: _NOTHING,
    KeyboardKind.DECIMAL: Key(KeyAct.TYPE, "."),
}

_SHIFT = Key(KeyAct.SHIFT, word="keypad.shift", icon="shift", units=1.5)
_BACK = Key(KeyAct.DELETE, word="keypad.delete", icon="backspace", units=1.5)
_SPACE = Key(KeyAct.TYPE, " ", word="keypad.space", units=4.0)
_TO_SYMBOLS = Key(KeyAct.SYMBOLS, word="keypad.digits", units=2.0)
_TO_LETTERS = Key(KeyAct.LETTERS, word="keypad.letters", units=2.0)


def _letters(first: str, second: str, third: str) -> Rows:
    last = (_TO_SYMBOLS, *_typed("·"), _SPACE, *_typed("-,."))
    return (
        _typed(first),
        _typed(second),
        (_SHIFT, *_typed(third), _BACK),
        last,
    )


_SYMBOLS: Rows = (
    _typed("1234567890"),
    _typed("#()/@:&'\"+"),
    (*_typed("，。、？！；："), Key(KeyAct.TYPE, "_"), _BACK),
    (_TO_LETTERS, *_typed("·"), _SPACE, *_typed("-,.")),
)

_TEXT: Layer = {
    "letters": _letters("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "capitals": _letters("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"),
    "symbols": _SYMBOLS,
}


def layers(kind: KeyboardKind) -> Layer:
    """The layers of a keyboard by name; the first is shown first."""
    if kind is KeyboardKind.TEXT:
        return _TEXT
    return {"digits": _pad(_CORNERS[kind])}
