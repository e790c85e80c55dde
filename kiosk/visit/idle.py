"""How long nobody has touched anything, and what that means.

By monotonic time. The clock stands still while speech plays or a person helps
(EN 301 549 and WCAG 2.2.1: time limits must not run while someone is being served).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.clock import Clock


class Idle:
    """Counts quiet seconds: first up to the warning, then up to the end."""

    def __init__(self, clock: Clock, warn: float, answer: float) -> None:
        """Warn after ``warn`` seconds; then ``answer`` seconds to come back."""
        self._clock = clock
        self._warn = warn
        self._answer = answer
        self._since = clock.monotonic()
        self._reasons: set[str] = set()

    def restart(self) -> None:
        """Somebody touched something, or a new wait begins."""
        self._since = self._clock.monotonic()

    def hold(self, reason: str) -> None:
        """Stand still for ``reason`` until it is released."""
        self._reasons.add(reason)

    def release(self, reason: str) -> None:
        """``reason`` is over; the count begins anew once no reason is left."""
        if reason in self._reasons:
            self._reasons.discard(reason)
            self.restart()

    def quiet(self) -> bool:
        """Whether it is time to ask if the person is still there."""
        return self._seconds() >= self._warn

    def left(self) -> float:
        """Seconds left to answer that question; 0 when they ran out."""
        return max(0.0, self._answer - self._seconds())

    def _seconds(self) -> float:
        if self._reasons:
            return 0.0
        return self._clock.monotonic() - self._since
