"""The one thread that touches the open database.

What belongs here: a queue of callables with futures back, transactions around the
writing ones, and what is done when the disk is full. Which SQL runs is not known here.
"""

from __future__ import annotations

import logging
import queue
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kiosk.errors import Expected
from kiosk.store.engine import SqliteError
from kiosk.store.troubles import DAMAGED, FULL, explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.store.engine import Db
    from kiosk.store.tidying import Tidying

T = TypeVar("T")
_log = logging.getLogger(__name__)


class _Job(Generic[T]):
    """Something to be done on the thread, and where its result goes."""

    def __init__(self, do: Callable[[], T], *, last: bool = False) -> None:
        self.do = do
        self.last = last
        self.future: Future[T] = Future()

    def run(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.do()
        except BaseException as trouble:  # noqa: BLE001 (it reaches whoever asked)
            self.future.set_exception(trouble)
        else:
            self.future.set_result(result)


class Writer:
    """Runs what it is given, one after the other, in the order it was given.

    A write is one transaction, committed and fsynced before its future is done. When
    the disk is full the reserve is given back and the work is run once more; ``told``
    hears ``disk-full`` either way, on this thread.
    """

    def __init__(
        self,
        db: Db,
        again: Callable[[], Db],
        file: Path,
        tidying: Tidying,
        told: Callable[[Expected], None],
    ) -> None:
        """Start the thread; ``db`` is its own from now on.

        Args:
            db: the open database.
            again: opens it once more.
            file: where it is, for what is said of it.
            tidying: what is done while nobody waits.
            told: hears troubles that nobody asked about.
        """
        self._db = db
        self._again = again
        self._file = file
        self._tidying = tidying
        self._told = told
        self._jobs: queue.SimpleQueue[_Job[Any]] = queue.SimpleQueue()
        self._closed = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="database")
        self._thread.start()

    def write(self, work: Callable[[Db], T]) -> Future[T]:
        """``work`` inside ``BEGIN IMMEDIATE … COMMIT``."""
        return self._give(_Job(lambda: self._written(work)))

    def read(self, work: Callable[[Db], T]) -> Future[T]:
        """``work`` inside a transaction that is rolled back: it changes nothing."""
        return self._give(_Job(lambda: self._read(work)))

    def checkpoint(self) -> Future[bool]:
        """Everything into the database file, the WAL emptied; False while one reads."""
        return self._give(_Job(lambda: self._tidying.checkpoint(self._db, "TRUNCATE")))

    def close(self) -> None:
        """Finish what was given, then close the database; again is nothing."""
        if self._closed.acquire(blocking=False):
            self._jobs.put(_Job(self._end, last=True))
        self._thread.join()

    def _give(self, job: _Job[T]) -> Future[T]:
        if self._closed.locked():
            raise RuntimeError("the database is closed")
        self._jobs.put(job)
        return job.future

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            job.run()
            if job.last:
                return
            if self._tidying.due(self._db) and self._jobs.empty():
                self._tidy_up()

    def _written(self, work: Callable[[Db], T]) -> T:
        try:
            return self._committed(work)
        except Expected as trouble:
            if trouble.code != FULL:
                raise
            self._told(trouble)
            if not self._tidying.spend_reserve():
                raise
        return self._committed(work)

    def _committed(self, work: Callable[[Db], T]) -> T:
        result = self._transaction("BEGIN IMMEDIATE", work, "COMMIT")
        self._tidying.committed()
        return result

    def _read(self, work: Callable[[Db], T]) -> T:
        return self._transaction("BEGIN", work, "ROLLBACK")

    def _transaction(self, begin: str, work: Callable[[Db], T], end: str) -> T:
        connection = self._db.conn
        try:
            connection.execute(begin)
            result = work(self._db)
            connection.execute(end)
        except SqliteError as trouble:
            self._roll_back()
            explanation = explained(trouble, self._file)
            if getattr(explanation, "code", "") == DAMAGED:
                self._open_again()
            raise explanation from trouble
        except BaseException:
            self._roll_back()
            raise
        return result

    def _roll_back(self) -> None:
        if self._db.conn.in_transaction:
            self._db.conn.execute("ROLLBACK")

    def _open_again(self) -> None:
        """One damaged page spoils a connection of SQLCipher, not the other pages."""
        try:
            fresh = self._again()
        except SqliteError as trouble:
            self._told_of(trouble)
            return
        self._db.close()
        self._db = fresh

    def _told_of(self, trouble: Exception) -> None:
        explanation = explained(trouble, self._file)
        if not isinstance(explanation, Expected):
            raise explanation
        self._told(explanation)

    def _tidy_up(self) -> None:
        """While nobody waits; a bug here must not end the thread."""
        job = _Job(lambda: self._tidying.tidy(self._db))
        job.run()
        trouble = job.future.exception()
        if trouble is not None:
            _log.error("the record could not be tidied", exc_info=trouble)

    def _end(self) -> None:
        self._db.close()
