"""One of a few: numbered cards."""

from __future__ import annotations

from kiosk.ui.questions.base import Key
from kiosk.ui.questions.choosing import Choosing


class ChooseOne(Choosing):
    """Touching another card chooses that one instead; touching it again keeps it."""

    keys = (Key("select1"),)
    most_columns = 2

    def touched(self, value: str) -> None:
        """Choose this one."""
        if self.chosen != {value}:
            self.chosen = {value}
            self.show_chosen()
            self.asking.changed(value)
