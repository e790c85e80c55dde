"""As many as one likes: cards with boxes."""

from __future__ import annotations

from kiosk.ui.questions.base import Key
from kiosk.ui.questions.choosing import Choosing


class ChooseMany(Choosing):
    """Touching a card chooses it; touching it again takes that back."""

    keys = (Key("select"),)
    many = True
    most_columns = 2

    def chosen_in(self, value: str) -> set[str]:
        """The choices a stored value holds."""
        return set(value.split())

    def touched(self, value: str) -> None:
        """Choose it, or take it back."""
        self.chosen ^= {value}
        self.show_chosen()
        self.asking.changed(self.value())
