"""The database of one data directory: opened, held by one writer, read by many.

What belongs here: the way in. ``Database`` takes the writer's lock, opens and migrates
the file and owns the one writing thread; ``open_reader`` is for commands while a kiosk
runs. What is done inside is the business of the modules beside this one.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Self, TypeVar

from kiosk.errors import Expected
from kiosk.store import opening
from kiosk.store.engine import Db, SqliteError, connect
from kiosk.store.keyfile import DATABASE, load_or_make_key
from kiosk.store.lock import WriterLock
from kiosk.store.reserve import RESERVE_BYTES, Reserve
from kiosk.store.tidying import Tidying
from kiosk.store.troubles import FULL, explained
from kiosk.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from kiosk.clock import Clock

__all__ = ["Database", "Db", "Reader", "load_or_make_key", "open_reader"]

T = TypeVar("T")
_log = logging.getLogger(__name__)


def _log_trouble(trouble: Expected) -> None:
    _log.warning("%s", trouble)


class Database:
    """The one writer of a data directory, from ``open`` until ``close``."""

    def __init__(self, lock: WriterLock, writer: Writer, reserve: Reserve) -> None:
        """Made by ``open``."""
        self._lock = lock
        self._writer = writer
        self._reserve = reserve

    @classmethod
    def open(
        cls,
        folder: Path,
        key: bytes,
        *,
        clock: Clock,
        reserve_bytes: int = RESERVE_BYTES,
        told: Callable[[Expected], None] = _log_trouble,
    ) -> Database:
        """Open the database in ``folder``, begin it where there is none.

        Args:
            folder: the data directory; it exists.
            key: 32 raw bytes, from ``load_or_make_key``.
            clock: for audit lines.
            reserve_bytes: room kept free for a full disk.
            told: hears of a trouble that nobody's future carries, on the database's
                thread: the reserve was spent (``disk-full``).

        Raises:
            Expected: ``already-running``; ``key-wrong``, with nothing touched;
                ``database-damaged``, the file renamed to ``where`` and the next
                ``open`` begins anew; ``database-newer`` where a later version of the
                program wrote it; ``disk-full``, ``disk-read-only``, ``disk-trouble``.
        """
        lock = WriterLock(folder, clock)
        reserve = Reserve(folder, reserve_bytes)
        try:
            db = _opened(folder, key, clock, reserve, told)
        except BaseException:
            lock.release()
            raise
        reserve.fill()
        file = folder / DATABASE
        writer = Writer(
            db,
            lambda: connect(file, key, "rw", clock),
            file,
            Tidying(file, reserve, told),
            told,
        )
        return cls(lock, writer, reserve)

    @property
    def low_space(self) -> bool:
        """Whether the reserve is spent (or never fitted): staff must make room."""
        return not self._reserve.there

    def write(self, work: Callable[[Db], T]) -> Future[T]:
        """Run ``work`` on the database's thread as one transaction.

        The future is done when it is committed and fsynced. An exception of ``work``
        rolls everything back and reaches the future; a trouble of the disk does so as
        an ``Expected``. ``work`` is run a second time when the disk was full and the
        reserve made room, so it touches nothing but its ``Db``.
        """
        return self._writer.write(work)

    def read(self, work: Callable[[Db], T]) -> Future[T]:
        """Run ``work`` on the database's thread; whatever it writes is undone."""
        return self._writer.read(work)

    def checkpoint(self) -> Future[bool]:
        """Empty the WAL into the file; False where a reader holds it for now.

        Deleting something does this by itself as soon as the thread is idle.
        """
        return self._writer.checkpoint()

    def close(self) -> None:
        """Finish what was asked for, close the file, let go of the lock."""
        self._writer.close()
        self._lock.release()

    def __enter__(self) -> Self:
        """The database itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


def _opened(
    folder: Path,
    key: bytes,
    clock: Clock,
    reserve: Reserve,
    told: Callable[[Expected], None],
) -> Db:
    """Even opening needs a little room: on a full disk, that of the reserve."""
    try:
        return opening.to_write(folder, key, clock)
    except Expected:
        if not reserve.needed:
            raise
    reserve.spend()
    told(Expected(FULL, str(folder)))
    return opening.to_write(folder, key, clock)


class Reader:
    """A database opened for reading only, beside whoever writes to it."""

    def __init__(self, db: Db, file: Path) -> None:
        """Made by ``open_reader``."""
        self._db = db
        self._file = file

    def read(self, work: Callable[[Db], T]) -> T:
        """Run ``work`` on one unchanging view of the record.

        Raises:
            Expected: what a disk can do to a reader (``database-damaged`` …).
        """
        try:
            self._db.conn.execute("BEGIN")
            try:
                return work(self._db)
            finally:
                self._db.conn.execute("ROLLBACK")
        except SqliteError as trouble:
            raise explained(trouble, self._file) from trouble

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


def open_reader(folder: Path, key: bytes) -> Reader:
    """Open the database in ``folder`` for reading; needs no lock.

    Raises:
        Expected: ``database-missing`` where there is none yet, ``key-wrong``,
            ``database-damaged`` (nothing is renamed), ``database-newer``,
            ``disk-trouble``.
    """
    return Reader(opening.to_read(folder, key), folder / DATABASE)
