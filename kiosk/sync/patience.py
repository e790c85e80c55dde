"""How patient to be with a server that is out of reach.

What belongs here: remembering, per server and for the life of the process, how often
in a row it could not be reached and until when it is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.sync import backoff

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.clock import Chance
    from kiosk.sync.outcomes import Retry

ENOUGH = 3
"""So many passing troubles in a row count as the server's own trouble."""


@dataclass(slots=True)
class _Silence:
    troubles: int = 0
    pauses: int = 0
    until: datetime | None = None


class Patience:
    """Who is left alone, and until when."""

    def __init__(self, chance: Chance) -> None:
        """Begin with every server taken to be within reach."""
        self._chance = chance
        self._silences: dict[str, _Silence] = {}

    def forget(self) -> None:
        """A person asks for a try now: every server gets one."""
        for silence in self._silences.values():
            silence.until = None

    def until(self, server: str) -> datetime | None:
        """The moment before which it is left alone, or None."""
        silence = self._silences.get(server)
        return silence.until if silence else None

    def reached(self, server: str) -> None:
        """It answered for itself."""
        self._silences.pop(server, None)

    def tried(self, server: str, outcome: Retry, now: datetime) -> datetime | None:
        """Take note of a try in vain.

        Returns:
            Until when the whole server is left alone now, or None while others of its
            submissions may still be tried.
        """
        silence = self._silences.setdefault(server, _Silence())
        silence.troubles += 1
        if not outcome.whole_server and silence.troubles < ENOUGH:
            return None
        silence.troubles = 0
        silence.pauses += 1
        pause = backoff.wait(silence.pauses, self._chance, asked=outcome.after)
        silence.until = now + pause
        return silence.until
