"""Building an index: a file that is whole, or is not there.

What belongs here: the only SQL of this room that writes. A file is built under another
name, sealed with its own SHA-256 and only then given its name, so that a power cut
leaves the old state or the new one.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from threading import get_ident
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.tables.rows import Rows

SEAL: Final = ".seal"
"""What the name of the file with an index's own SHA-256 ends with."""
MOST_COLUMNS: Final = 500
"""SQLite takes 2,000 at most, and each has an index of its own here."""


def build(file: Path, rows: Rows) -> None:
    """Write the index of ``rows`` to ``file``, in place of what is there.

    Raises:
        ValueError: more than ``MOST_COLUMNS``, or a text that is no Unicode.
        OSError, sqlite3.Error: the disk does not take it; nothing is left behind.
    """
    if len(rows.columns) > MOST_COLUMNS:
        raise ValueError("too many columns")
    growing = file.with_name(f"{file.name}.{os.getpid()}-{get_ident()}.new")
    try:
        growing.unlink(missing_ok=True)
        with closing(sqlite3.connect(growing, isolation_level=None)) as db:
            _fill(db, rows)
        seal = growing.with_name(growing.name + SEAL)
        seal.write_text(digest_of(growing), encoding="ascii")
        _sync(growing)
        _sync(seal)
        growing.replace(file)
        seal.replace(file.with_name(file.name + SEAL))
    finally:
        growing.unlink(missing_ok=True)


def whole(file: Path) -> bool:
    """Whether ``file`` is byte for byte what was built."""
    seal = file.with_name(file.name + SEAL)
    try:
        return seal.read_text(encoding="ascii") == digest_of(file)
    except (OSError, UnicodeDecodeError):
        return False


def digest_of(file: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _fill(db: sqlite3.Connection, rows: Rows) -> None:
    """Rows first, then the indexes, each sorted in one go."""
    # Not durable while it grows: a half-written file is thrown away, never opened.
    for pragma in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF"):
        db.execute(f"PRAGMA {pragma}")
    width = len(rows.columns)
    cells = "".join(f", c{at} TEXT" for at in range(width))
    places = ", ?" * width
    db.execute("BEGIN")
    db.execute("CREATE TABLE column_names (place INTEGER PRIMARY KEY, name TEXT)")
    db.executemany("INSERT INTO column_names VALUES (?, ?)", enumerate(rows.columns))
    db.execute(f"CREATE TABLE list (number INTEGER PRIMARY KEY{cells})")
    db.executemany(
        f"INSERT INTO list VALUES (?{places})",  # noqa: S608 (only our own names)
        ((number, *line) for number, line in enumerate(rows.cells)),
    )
    for at in range(width):
        db.execute(f"CREATE INDEX i{at} ON list (c{at})")
    # The planner then knows which of several columns tells rows apart best.
    db.execute("PRAGMA analysis_limit = 1000")
    db.execute("ANALYZE")
    db.execute("COMMIT")


def _sync(file: Path) -> None:
    """The bytes of a file reach the disk."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())
