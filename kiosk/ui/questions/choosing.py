"""Choosing among cards: what the kinds with options share.

What belongs here: cards for choices, digits that choose, and the columns they stand
in. Whether one or several can be chosen is the subclass's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from kiosk.i18n.written import readable
from kiosk.ui.controls import OptionCard
from kiosk.ui.questions.base import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kiosk.ui.controls.ring import Ringed
    from kiosk.xforms import Choice

_FEW = 4
"""So many cards stand below each other, however short their labels are."""


class Choosing(QuestionKind):
    """A question answered by touching cards.

    Attributes:
        many: whether several can be chosen.
        numbered: whether the cards carry numbers.
        most_columns: how many cards may share a row.
        chosen: the chosen values.
        cards: those on the pages, by value.

    Enter chooses the card that has the keys; on a card that is chosen it continues.
    A digit chooses the card of that number.
    """

    many = False
    most_columns = 1
    numbered = True

    def make(self) -> None:
        """A card for each choice."""
        self._hidden = False
        self.chosen = self.chosen_in(self.node.value)
        self.cards: dict[str, OptionCard] = {}
        self.items = list(self.make_cards(self.node.choices))

    def chosen_in(self, value: str) -> set[str]:
        """The choices a stored value holds."""
        return {value} if value else set()

    def make_cards(self, choices: Sequence[Choice]) -> Iterable[OptionCard]:
        """Cards for ``choices``, which then are the ones on the screen."""
        self.cards = {
            choice.value: self._card(number, choice)
            for number, choice in enumerate(choices, start=1)
        }
        self.show_chosen()
        return self.cards.values()

    def _card(self, number: int, choice: Choice) -> OptionCard:
        value = choice.value
        card = OptionCard(
            self.asking.theme,
            number if self.numbered else None,
            self.label_of(choice),
            lambda: self.touched(value),
            many=self.many,
        )
        card.on_enter = lambda: self._entered(value)
        card.setEnabled(not self.node.readonly)
        return card

    def label_of(self, choice: Choice) -> str:
        """What stands on the card: the label; for readers of English how it is said."""
        pinyin = choice.extra.get("pinyin", "")
        return readable(choice.label, pinyin, self.asking.words)

    def touched(self, value: str) -> None:
        """A card was touched."""
        raise NotImplementedError

    def _entered(self, value: str) -> bool:
        if value not in self.chosen:
            return False
        self.asking.go_on()
        return True

    def show_chosen(self) -> None:
        """Show which cards are chosen; none while answers are hidden."""
        for value, card in self.cards.items():
            card.set_chosen(value in self.chosen and not self._hidden)

    def set_hidden(self, hidden: bool) -> None:  # noqa: FBT001 (a Qt-like setter)
        """Blank the choice on the screen, or show it again."""
        self._hidden = hidden
        self.show_chosen()

    def value(self) -> str:
        """The chosen values in the order of the choice list, with spaces between."""
        order = (choice.value for choice in self.node.choices)
        return " ".join(value for value in order if value in self.chosen)

    def columns_for(self, width: int) -> int:
        """How many columns hold most labels on one line: four out of five."""
        if not self.cards or len(self.cards) <= _FEW:
            return 1
        gap = self.asking.theme.gap
        widths = sorted(card.one_line_width() for card in self.cards.values())
        widest = widths[(len(widths) * 4) // 5]
        return min(max((width + gap) // (widest + gap), 1), self.most_columns)

    def type(self, text: str) -> bool:
        """A digit chooses."""
        if not text.isdecimal() or not 1 <= int(text) <= len(self.cards):
            return False
        card = list(self.cards.values())[int(text) - 1]
        self.asking.show_item(card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        card.click()
        return True

    def focus(self) -> bool:
        """The chosen card takes the keys, or the first."""
        if not self.cards:
            return False
        cards = [card for value, card in self.cards.items() if value in self.chosen]
        card = (cards or list(self.cards.values()))[0]
        self.asking.show_item(card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def options(self) -> Sequence[tuple[str, str]]:
        """Every card."""
        return [(value, card.text()) for value, card in self.cards.items()]

    def target(self, name: str) -> Ringed | None:
        """``option:<value>`` is a card."""
        if name.startswith("option:"):
            return self.cards.get(name.removeprefix("option:"))
        return super().target(name)
