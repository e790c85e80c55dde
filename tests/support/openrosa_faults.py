"""The troubles the test server can be told to make.

A script is a list that is used up request by request, then a function that may go on
for ever (for a network that is bad all the time).
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.openrosa_replies import Reply


@dataclass(frozen=True, slots=True)
class Instead:
    """Answer this without looking at the request any further; nothing is stored."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class LoseAnswer:
    """Do everything, then hang up without a word."""


@dataclass(frozen=True, slots=True)
class CutAnswer:
    """Do everything, then hang up in the middle of the answer."""


@dataclass(frozen=True, slots=True)
class ResetBody:
    """Reset the connection after so many bytes of the request's body."""

    after: int = 64


@dataclass(frozen=True, slots=True)
class Slow:
    """Do everything, but answer only after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Trickle:
    """Do everything; send the answer a byte at a time, so many seconds apart."""

    seconds: float


Fault = Instead | LoseAnswer | CutAnswer | ResetBody | Slow | Trickle


@dataclass
class Faults:
    """Which fault meets which request.

    Attributes:
        methods: the requests that use up the script; others are left in peace.
        weather: asked for each such request once the list is used up.
    """

    methods: frozenset[str] = frozenset({"POST"})
    weather: Callable[[], Fault | None] = lambda: None
    _script: deque[Fault | None] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def expect(self, *faults: Fault | None) -> None:
        """The next requests meet these, in order; None lets one pass."""
        with self._lock:
            self._script.extend(faults)

    def meet(self, method: str) -> Fault | None:
        """What this request meets."""
        if method not in self.methods:
            return None
        with self._lock:
            return self._script.popleft() if self._script else self.weather()
