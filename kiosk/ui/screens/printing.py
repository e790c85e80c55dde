"""Printing the receipt without the window waiting for a printer.

What belongs here: asking for printers and printing, on a thread of their own, and
bringing what came of it back to the window.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

from kiosk.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.i18n.words import Words
    from kiosk.receipts.receipt import Receipt
    from kiosk.ui.tasks import Tasks


class Printing(Protocol):
    """What the window needs of a printer."""

    def available(self) -> bool:
        """Whether there is one; may take its time."""

    def print_receipt(self, receipt: Receipt, words: Words) -> None:
        """Print; raises ``Expected`` where it could not be done."""


class SystemPrinting:
    """The machine's default printer, through Qt."""

    def available(self) -> bool:
        """Whether the system knows a printer."""
        from kiosk.render.printing import printers

        return bool(printers())

    def print_receipt(self, receipt: Receipt, words: Words) -> None:
        """On the paper the printer has."""
        from kiosk.render.receipt import print_receipt

        print_receipt(receipt, words)


class Printer:
    """Looks for a printer and prints, one job after the other.

    Attributes:
        ready: whether a receipt can be printed; None as long as nobody has looked.
    """

    def __init__(
        self, printing: Printing, tasks: Tasks, changed: Callable[[], None]
    ) -> None:
        """``changed`` is called on the GUI thread when ``ready`` is another."""
        self._printing = printing
        self._tasks = tasks
        self._changed = changed
        self._thread: ThreadPoolExecutor | None = None
        self.ready: bool | None = None

    def look(self, then: Callable[[], None]) -> None:
        """Find out whether there is a printer; ``then`` where there is."""

        def found(there: bool) -> None:  # noqa: FBT001 (a future's result)
            self._set(there)
            if there:
                then()

        future = self._pool().submit(self._printing.available)
        self._tasks.when(future, found, self._refused)

    def print(self, receipt: Receipt, words: Words) -> None:
        """Put the receipt on paper."""
        future = self._pool().submit(self._printing.print_receipt, receipt, words)
        self._tasks.when(future, lambda _: None, self._refused)

    def close(self) -> None:
        """Take no more jobs."""
        if self._thread is not None:
            self._thread.shutdown(wait=False)

    def _pool(self) -> ThreadPoolExecutor:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="printer")
        return self._thread

    def _refused(self, trouble: BaseException) -> None:
        if not isinstance(trouble, Expected):
            raise trouble
        self._set(False)

    def _set(self, ready: bool) -> None:  # noqa: FBT001 (a state, not an option)
        if ready != self.ready:
            self.ready = ready
            self._changed()
