"""How long to wait before the next try. Pure: the same inputs, the same wait.

What belongs here: the arithmetic of waiting; nothing here sleeps or reads a clock.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.clock import Chance

FIRST = timedelta(seconds=30)
"""The longest wait after the first trouble."""
LONGEST = timedelta(minutes=30)
"""A village whose line comes back is served within this time."""
LONGEST_ASKED = timedelta(days=1)
"""A server may ask for no more than this: a wrong clock must not silence a kiosk."""
_DOUBLINGS = 16  # more cannot matter, and the number must stay small


def wait(failures: int, chance: Chance, *, asked: timedelta | None = None) -> timedelta:
    """The time from now to the next try.

    It doubles with each failure up to ``LONGEST``; the upper half is jitter, so that
    the kiosks of a town do not all come back at the same second after a power cut.

    Args:
        failures: how many tries have gone wrong in a row, 1 or more.
        chance: where the jitter comes from.
        asked: what the server's Retry-After asks for; never undercut.

    Returns:
        Between half of the step and the whole of it, or what was asked for plus up to
        a tenth.
    """
    doublings = min(max(failures, 1) - 1, _DOUBLINGS)
    step = min(FIRST * (1 << doublings), LONGEST)
    own = step * (0.5 + 0.5 * chance.random())
    if asked is None:
        return own
    honoured = min(asked, LONGEST_ASKED)
    return max(own, honoured * (1 + 0.1 * chance.random()))
