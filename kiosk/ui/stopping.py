"""Ending the window's loop when the system says so.

What belongs here: signals. Python's handlers run between two of its instructions, and
Qt's loop can be without any for a second; a pipe that Python writes to from the signal
itself wakes it at once. Windows has no such pipe, there the next tick of a clock does.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSocketNotifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
"""Ctrl-C, and systemd."""


@contextmanager
def stopped_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Within this, a signal calls ``stop`` on the GUI thread; later ones are ignored.

    Afterwards they stay ignored where one came: nothing interrupts the closing of the
    database. Must be entered on the main thread.
    """
    came: list[int] = []

    def heard(number: int, _frame: object) -> None:
        came.append(number)
        stop()

    before = {number: signal.getsignal(number) for number in SIGNALS}
    with ExitStack() as around:
        if sys.platform != "win32":
            around.enter_context(_woken())
        for number in SIGNALS:
            signal.signal(number, heard)
        try:
            yield
        finally:
            for number in SIGNALS:
                signal.signal(number, signal.SIG_IGN if came else before[number])


@contextmanager
def _woken() -> Iterator[None]:
    """Within this, a signal brings Qt's loop back to Python, which then handles it."""
    hears, wakes = os.pipe()
    os.set_blocking(hears, False)
    os.set_blocking(wakes, False)
    before = signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    notifier = QSocketNotifier(hears, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_: os.read(hears, 64))
    try:
        yield
    finally:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(before)
        os.close(hears)
        os.close(wakes)
