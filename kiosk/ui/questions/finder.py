"""More than twelve choices: cards, and the first letters to find them by below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.controls import Hint
from kiosk.ui.questions.base import Key
from kiosk.ui.questions.choose_many import ChooseMany
from kiosk.ui.questions.choose_one import ChooseOne
from kiosk.ui.questions.choosing import Choosing
from kiosk.ui.questions.finding import Index
from kiosk.ui.questions.letter_row import LetterRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.ui.controls.ring import Ringed

MOST_CARDS = 60
"""No more cards stand on the pages at once; letters narrow the rest."""


class Finder(Choosing):
    """Cards narrowed by letters.

    A letter shows what begins with it. Where that is still more than 60, its next
    letters are offered. A letter can also be typed.
    """

    most_columns = 4
    numbered = False
    pinned_lead = True

    def make(self) -> None:
        """Letters, cards, and a line where there are more than are shown."""
        self._hidden = False
        self._index = Index(self.node.choices)
        self._prefix = ""
        self._letters = LetterRow(
            self.asking.theme, self.asking.words, self._letter_touched
        )
        self._more = Hint(self.asking.theme, self.asking.words.say("letters.narrow"))
        self.cards = {}
        self.chosen = self.chosen_in(self.node.value)
        self.pinned = [self._letters]
        self._show(self._start())

    def _start(self) -> str:
        """Where the list begins: at what is chosen, if all of it is too much."""
        if len(self.node.choices) <= MOST_CARDS:
            return ""
        return self._index.first_letter(next(iter(sorted(self.chosen)), ""))

    def _letter_touched(self, letters: str) -> None:
        self._show(letters)
        self.asking.relayout()

    def _show(self, prefix: str) -> None:
        self._prefix = prefix
        found = self._index.beginning(prefix)
        deeper = self._index.next_letters(prefix) if len(found) > MOST_CARDS else []
        before = prefix if deeper else prefix[:-1]
        offered = deeper or self._index.next_letters(before)
        self._letters.show_letters(before, offered, prefix)
        cards = list(self.make_cards(found[:MOST_CARDS]))
        rest = [self._more] if len(found) > MOST_CARDS else []
        self.items = [*cards, *rest]

    def type(self, text: str) -> bool:
        """A letter narrows; digits mean nothing among so many."""
        wanted = self._prefix + text.upper()
        for letters in (wanted, text.upper()):
            if (
                letters.isascii()
                and letters.isalpha()
                and self._index.beginning(letters)
            ):
                self._letter_touched(letters)
                return True
        return False

    def options(self) -> Sequence[tuple[str, str]]:
        """Not read one by one: there are too many."""
        return ()

    def target(self, name: str) -> Ringed | None:
        """The answer is the chosen card, where it is among those shown."""
        if name == "answer":
            chosen = (self.cards[one] for one in self.cards if one in self.chosen)
            return next(chosen, None)
        return super().target(name)

    def answer_shown(self) -> str:
        """What is chosen."""
        labels = {one.value: self.label_of(one) for one in self.node.choices}
        return "、".join(labels[value] for value in self.value().split())


class FindOne(Finder, ChooseOne):
    """One of many."""

    keys = (Key("select1", sign="many"),)
    most_columns = Finder.most_columns


class FindMany(Finder, ChooseMany):
    """Several of many."""

    keys = (Key("select", sign="many"),)
    most_columns = Finder.most_columns
