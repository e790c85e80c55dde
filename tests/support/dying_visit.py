"""A process that answers questions and waits to be killed.

    python -m tests.support.dying_visit FOLDER COUNT

Walks the small form in a real house, keeps COUNT answers, prints the place the person
stands at once the store has acknowledged it, and goes on typing until it dies.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kiosk.clock import SystemClock
from tests.support.house import Sitting, publish_small

ANSWERS = ("85", "id book", "")


def main(folder: Path, count: int) -> None:
    """Answer, say where, and never end by itself."""
    sitting = Sitting(folder / "data", SystemClock())
    publish_small(sitting.house, folder)
    sitting.begin()
    for value in ANSWERS[:count]:
        if value:
            sitting.answer(value)
        else:
            sitting.go_on()
    sys.stdout.write(f"{sitting.visit.state.name} {place_of(sitting)}\n")
    sys.stdout.flush()
    while True:
        if count == 0:
            sitting.visit.answer("/data/age", "1")  # typed, not yet continued
        time.sleep(0.01)


def place_of(sitting: Sitting) -> str:
    """The screen's ref, or "-" where no question stands."""
    visit = sitting.visit
    return visit.question().screen.ref if visit.state.name == "QUESTION" else "-"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
