"""Which of many choices begin with which letters.

What belongs here: initials and filtering, without widgets. A choice is found by its
``pinyin`` column where its label is Chinese, else by the label that is seen.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.xforms import Choice


def letters_of(choice: Choice) -> str:
    """What a choice is found by: capitals without accents, spaces or marks."""
    pinyin = "" if choice.label.isascii() else choice.extra.get("pinyin", "")
    text = pinyin or choice.label
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalnum, text.upper()))


class Index:
    """Choices by the letters they begin with, in the order of the list."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._entries = [(letters_of(choice), choice) for choice in choices]

    def next_letters(self, prefix: str) -> list[str]:
        """The letters that can follow ``prefix``, in order."""
        at = len(prefix)
        return sorted(
            {
                letters[at]
                for letters, _ in self._entries
                if letters.startswith(prefix) and len(letters) > at
            }
        )

    def beginning(self, prefix: str) -> list[Choice]:
        """The choices whose letters begin with ``prefix``."""
        return [
            choice for letters, choice in self._entries if letters.startswith(prefix)
        ]

    def first_letter(self, value: str) -> str:
        """The first letter of the choice with a value; "" if there is none."""
        for letters, choice in self._entries:
            if choice.value == value:
                return letters[:1]
        return ""
