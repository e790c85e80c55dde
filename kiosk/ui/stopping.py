"""Ending the window's loop when the system says so.

What belongs here: signals. Python's handlers run between two of its instructions, and
Qt's loop can be without any for a second; a socket that Python writes to from the
signal itself wakes it at once.
"""

from __future__ import annotations

import signal
import socket
from contextlib import contextmanager
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
    hears, wakes = socket.socketpair()
    hears.setblocking(False)
    wakes.setblocking(False)
    came: list[int] = []
    before_fd = signal.set_wakeup_fd(wakes.fileno(), warn_on_full_buffer=False)
    before = {number: signal.getsignal(number) for number in SIGNALS}
    notifier = QSocketNotifier(hears.fileno(), QSocketNotifier.Type.Read)

    def heard() -> None:
        hears.recv(64)  # the handler below has run, or runs before the next line
        if came:
            stop()

    notifier.activated.connect(heard)
    for number in SIGNALS:
        signal.signal(number, lambda one, _frame: came.append(one))
    try:
        yield
    finally:
        notifier.setEnabled(False)
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN if came else before[number])
        signal.set_wakeup_fd(before_fd)
        hears.close()
        wakes.close()
