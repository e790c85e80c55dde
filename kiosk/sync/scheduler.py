"""Sending again and again, on a thread of its own.

What belongs here: when the next round is due, and a thread that waits for it. What a
round does stands in ``cycle``.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.clock import Clock
    from kiosk.sync.cycle import Cycle
    from kiosk.sync.tally import Summary

USUAL = timedelta(minutes=5)
"""Between two rounds where nothing asks for an earlier one."""
_LONGEST_SLEEP = 20.0  # seconds; the wall clock may be set meanwhile


class Scheduler:
    """Runs the cycle when it is due, until stopped.

    A round is due at once after ``start`` and after ``nudge`` (a new submission, or
    the network is back), else when the outbox has something to try again, and at the
    latest every ``USUAL``. A trouble of the record (no space left) is passed on and
    the next round comes as usual; anything unexpected ends the thread and reaches
    ``threading.excepthook``.
    """

    def __init__(
        self,
        cycle: Cycle,
        *,
        clock: Clock,
        told: Callable[[Summary | Expected], None],
        usual: timedelta = USUAL,
    ) -> None:
        """Get ready; no thread runs yet.

        Args:
            cycle: what to run.
            clock: for due times.
            told: called on the scheduler's thread after each round.
            usual: the longest time between two rounds.
        """
        self._cycle = cycle
        self._clock = clock
        self._told = told
        self._usual = usual
        self._changed = threading.Condition()
        self._due: datetime | None = None  # None: at once
        self._latest = 0.0  # monotonic: a clock set back must not mean silence
        self._stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread; once only."""
        assert self._thread is None, "started twice"
        self._thread = threading.Thread(target=self._live, name="sync", daemon=True)
        self._thread.start()

    def stop(self, within: float = 5.0) -> bool:
        """End after the submission that is under way.

        Args:
            within: seconds to wait for that. A submission cut off later by the end of
                the process is simply sent again.

        Returns:
            Whether the thread has ended.
        """
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread is None:
            return True
        self._thread.join(within)
        return not self._thread.is_alive()

    def nudge(self) -> None:
        """Make a round due now; returns at once."""
        with self._changed:
            self._due = None
            self._changed.notify_all()

    def look(self) -> None:
        """Look at the clock again: it was set, or the machine has slept."""
        with self._changed:
            self._changed.notify_all()

    def _live(self) -> None:
        while self._wait_until_due():
            try:
                outcome: Summary | Expected = self._cycle.run(
                    stopping=lambda: self._stopping
                )
            except Expected as trouble:
                outcome = trouble
            self._plan(outcome)
            self._told(outcome)

    def _wait_until_due(self) -> bool:
        """Whether to run a round; False once stopping."""
        with self._changed:
            while not self._stopping:
                left = self._seconds_left()
                if left <= 0:
                    # A nudge from here on asks for one more round after this one.
                    self._due = self._clock.now() + self._usual
                    self._latest = self._clock.monotonic() + self._usual.total_seconds()
                    return True
                self._changed.wait(min(left, _LONGEST_SLEEP))
            return False

    def _seconds_left(self) -> float:
        if self._due is None:
            return 0
        by_the_wall = (self._due - self._clock.now()).total_seconds()
        return min(by_the_wall, self._latest - self._clock.monotonic())

    def _plan(self, outcome: Summary | Expected) -> None:
        if isinstance(outcome, Expected) or outcome.next_try is None:
            return
        with self._changed:
            if self._due is not None:
                self._due = min(self._due, outcome.next_try)
