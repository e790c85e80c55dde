"""Numbers that are names of something: ID cards, telephones, accounts.

What belongs here: digits in groups, with what they say in plain words below, so that
the person can compare them with the card in their hand.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from kiosk.i18n.written import day
from kiosk.ui.controls import Hint
from kiosk.ui.input import Accept, KeyboardKind
from kiosk.ui.questions.base import Key
from kiosk.ui.questions.text import Written

if TYPE_CHECKING:
    from kiosk.i18n.words import Words

_BIRTH = slice(6, 14)


def birthday_in(number: str) -> date | None:
    """The birthday in an ID number (GB 11643, places 7 to 14), as far as it is one."""
    digits = number[_BIRTH]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


class DigitsCode(Written):
    """Digits as they stand on a paper, without groups."""

    keys: ClassVar[tuple[Key, ...]] = (
        Key("input", sign="input:number"),
        Key("input", sign="numbers"),
        Key("input", "string", "numbers"),
    )
    keyboard = KeyboardKind.DIGITS
    accept = Accept.DIGITS

    def make(self) -> None:
        """The field, and below it how many digits there are by now."""
        super().make()
        self._echo = Hint(self.asking.theme, self.echo(self.asking.words))
        self.pinned = [self.field, self._echo]

    def echo(self, words: Words) -> str:
        """What stands below the field; a blank line keeps its place."""
        count = sum(character.isalnum() for character in self.field.text())
        return words.say("keypad.count", count=count) if count else " "

    def edited(self) -> None:
        """Count again."""
        self._echo.setText(self.echo(self.asking.words))


class IdCode(DigitsCode):
    """An ID number: 6-4-4-4, an X at the end, the birthday read out below."""

    keys = (Key("input", sign="input:id"),)
    keyboard = KeyboardKind.ID
    accept = Accept.ID

    def echo(self, words: Words) -> str:
        """The birthday once there is one, the count till then."""
        born = birthday_in(self.field.text())
        if born is None:
            return super().echo(words)
        return words.say("date.birthday_reads", date=day(born, words))


class PhoneCode(DigitsCode):
    """A telephone number: 3-4-4."""

    keys = (Key("input", sign="input:phone"),)
    keyboard = KeyboardKind.PHONE
    accept = Accept.PHONE


class AccountCode(DigitsCode):
    """A card or account number, in fours."""

    keys = (Key("input", sign="input:account"),)
    keyboard = KeyboardKind.PHONE
    accept = Accept.ACCOUNT


class ReferenceCode(DigitsCode):
    """The number on a receipt, 2-6-1 as it is printed there."""

    keys = (Key("input", sign="input:reference"),)
    accept = Accept.REFERENCE
