"""SQLite as the kiosk uses it: encrypted, durable, and the same for every connection.

What belongs here: the one place that names SQLCipher to sqlite-utils, and how a
connection is set up. Nothing here knows a table.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, Literal

import sqlcipher3
from sqlcipher3 import dbapi2

# sqlite-utils takes pysqlite3 where there is one, and must find SQLCipher under that
# name before its first import: its own SQLite neither encrypts nor has the WAL fix.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

import sqlite_utils  # noqa: E402 (after the alias above)
import sqlite_utils.utils  # noqa: E402 (after the alias above)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kiosk.clock import Clock

    Value = str | int | float | bytes | None
    Row = dict[str, Any]

if vars(sqlite_utils.utils)["sqlite3"] is not sqlcipher3:
    raise ImportError("sqlite_utils was imported before kiosk.store.engine")

Migrations = sqlite_utils.Migrations
SqliteError: Final[type[Exception]] = dbapi2.Error
"""Every trouble of SQLite; carries ``sqlite_errorcode`` where SQLite gave one."""

BUSY_MS: Final = 5000
"""How long to wait for a lock; only opening and closing hold one against a writer."""

_SETTINGS: Final = (
    "foreign_keys = ON",
    "secure_delete = ON",  # what is deleted is overwritten
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",  # nothing readable ever reaches a temporary file
    f"busy_timeout = {BUSY_MS}",
)
_WRITING: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",  # with WAL, the only pair that lost nothing acknowledged
    "journal_size_limit = 4194304",  # written over, not cut, at every restart
    "wal_autocheckpoint = 10000",  # the writer does it earlier, while nobody waits
)


class Db(sqlite_utils.Database):
    """An open connection: sqlite-utils' own, with the kiosk's clock.

    Attributes:
        clock: for the moments that audit lines and rows carry.
        purged: whether something was deleted whose bytes still stand in the WAL.
    """

    def __init__(self, connection: Any, clock: Clock | None) -> None:  # noqa: ANN401 (sqlcipher3 has no types)
        """Wrap ``connection``; a reader's has no clock, since it writes nothing."""
        super().__init__(connection, execute_plugins=False)
        self._clock = clock
        self.purged = False

    @property
    def clock(self) -> Clock:
        """The house's clock; only a writer has one."""
        assert self._clock is not None, "a reader writes nothing that has a moment"
        return self._clock

    def all(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Every row of a query, by column name."""
        cursor = self.conn.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row of a query, or None."""
        rows = self.all(sql, values)
        return rows[0] if rows else None

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run a writing statement; how many rows it changed."""
        return int(self.conn.execute(sql, values).rowcount)


def connect(
    file: Path,
    key: bytes,
    mode: Literal["rw", "ro", "immutable"],
    clock: Clock | None = None,
) -> Db:
    """Open ``file`` with the raw 32-byte ``key``.

    ``rw`` expects the file to be there (it may be empty). ``immutable`` reads a file
    nobody can be writing to, on a disk nothing can be written to.

    Raises:
        SqliteError: as SQLite says it, also for a key that does not fit.
    """
    how = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = dbapi2.connect(
        f"{file.resolve().as_uri()}?{how}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master")
        for setting in _SETTINGS + (_WRITING if mode == "rw" else ()):
            connection.execute(f"PRAGMA {setting}")
        return Db(connection, clock)
    except BaseException:
        connection.close()
        raise
