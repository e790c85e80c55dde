"""What is done between two answers, while nobody waits for the database's thread.

What belongs here: moving commits from the WAL into the file, taking deleted bytes out
of it, and filling the reserve again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from kiosk.errors import Expected
from kiosk.store.engine import BUSY_MS, SqliteError
from kiosk.store.troubles import explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.store.engine import Db
    from kiosk.store.reserve import Reserve

MANY: Final = 200
"""Commits after which the WAL goes into the file. Done inside a commit, as SQLite would
by itself, it would make that one answer wait for two fsyncs more."""


class Tidying:
    """Keeps the WAL short and the reserve filled."""

    def __init__(
        self, file: Path, reserve: Reserve, told: Callable[[Expected], None]
    ) -> None:
        """Nothing to do yet.

        Args:
            file: the database, for what is said of it.
            reserve: filled again here after it was spent.
            told: hears troubles; nobody's future waits for this work.
        """
        self._file = file
        self._reserve = reserve
        self._told = told
        self._commits = 0
        self._lacking = not reserve.there

    def committed(self) -> None:
        """One more commit stands in the WAL."""
        self._commits += 1

    def spend_reserve(self) -> bool:
        """Give the room back to a full disk; whether there was any."""
        if not self._reserve.there:
            return False
        self._reserve.spend()
        self._lacking = True
        return True

    def due(self, db: Db) -> bool:
        """Whether there is anything to do; asked after every job, so it is quick."""
        return db.purged or self._commits >= MANY or self._lacking

    def tidy(self, db: Db) -> None:
        """Do what is due; a little at a time, and never waiting for a reader."""
        if self._lacking and self._reserve.fill():
            self._lacking = False
        try:
            if db.purged:
                self.checkpoint(db, "TRUNCATE")
            elif self._commits >= MANY:
                self.checkpoint(db, "PASSIVE")
        except Expected as trouble:
            db.purged = False  # told once; the next purge tries again
            self._told(trouble)

    def checkpoint(self, db: Db, how: Literal["PASSIVE", "TRUNCATE"]) -> bool:
        """Move the WAL into the file; whether all of it was moved.

        ``TRUNCATE`` also cuts it to nothing, which is the only way deleted bytes leave
        it for certain. ``PASSIVE`` leaves its length to be written over: appending to a
        file costs an fsync about twice what overwriting does.

        Raises:
            Expected: what a disk can do.
        """
        try:
            db.conn.execute("PRAGMA busy_timeout = 0")
            row = db.one(f"PRAGMA wal_checkpoint({how})")
            db.conn.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        except SqliteError as trouble:
            raise explained(trouble, self._file) from trouble
        done = row is not None and not row["busy"] and row["log"] == row["checkpointed"]
        if done:
            self._commits = 0
            db.purged = db.purged and how == "PASSIVE"
        return done
