"""A real house on a throw-away directory, with a clock and a queue a test turns."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

from kiosk.app import House, open_house
from kiosk.publishing import catalogue
from tests.support.clock import FakeChance
from tests.support.small_form import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.visit.visit import Visit

SECONDS = 20.0
"""How long a test waits for the disk before it calls that a loss."""


class Sitting:
    """A visit in a real house; ``settle`` runs what the disk's thread posted back."""

    def __init__(
        self, folder: Path, clock: Clock, seed: int = 1, *, settled: bool = True
    ) -> None:
        self.house: House = open_house(folder, clock=clock, chance=FakeChance(seed))
        self.posted: queue.Queue[Callable[[], None]] = queue.Queue()
        self.visit: Visit = self.house.visit(self.posted.put)
        if settled:
            self.settle()

    def settle(self) -> None:
        """Wait until nothing is on its way to disk any more."""
        while self.visit.saving:
            self.posted.get(timeout=SECONDS)()
        while not self.posted.empty():
            self.posted.get()()

    def begin(self, form_id: str = "small", *, for_self: bool = True) -> None:
        """From the rest screen to the first question."""
        self.visit.touch()
        self.visit.choose(form_id)
        self.visit.begin(for_self=for_self)
        self.settle()

    def answer(self, value: str) -> None:
        """Answer the first question on the screen, and continue."""
        self.visit.answer(self.visit.question().nodes[0].ref, value)
        self.go_on()

    def go_on(self) -> None:
        """Continue."""
        self.visit.next()
        self.settle()

    def close(self) -> None:
        """Leave the house."""
        self.house.close()


def publish_small(house: House, folder: Path) -> None:
    """Put the small form in front of citizens."""
    file = folder / "small.md"
    file.write_text(SMALL, encoding="utf-8")
    catalogue.import_form(house.database, file, house.clock)
    catalogue.publish(house.database, "small", house.clock)
    house.library.refresh()
