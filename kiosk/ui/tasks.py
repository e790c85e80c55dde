"""Brings what other threads have to say to the GUI thread.

What belongs here: the one crossing between threads. Below ``ui`` there are only
callbacks and futures; they reach widgets through here and in no other way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

T = TypeVar("T")


class Tasks(QObject):
    """A queue into the thread it was made on.

    Once ``close`` was called nothing is delivered any more: a late answer must not
    reach a window that is gone.
    """

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, work: Callable[[], None]) -> None:
        """Run ``work`` on the GUI thread, soon. May be called on any thread."""
        if self._open:
            self._posted.emit(work)

    def when(
        self,
        future: Future[T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Tell ``done`` the result, or ``failed`` the exception, on the GUI thread.

        A cancelled future tells neither.
        """

        def ended(ended_future: Future[T]) -> None:
            if not ended_future.cancelled():
                self.post(lambda: self._deliver(ended_future, done, failed))

        future.add_done_callback(ended)

    @staticmethod
    def _deliver(
        future: Future[T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        trouble = future.exception()
        if trouble is None:
            done(future.result())
        else:
            failed(trouble)

    def close(self) -> None:
        """Deliver nothing any more."""
        self._open = False

    @Slot(object)
    def _run(self, work: Callable[[], None]) -> None:
        if self._open:
            work()
