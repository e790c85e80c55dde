"""Looking into an index: rows by number, rows by what their cells say.

What belongs here: the reading SQL of this room. The file is opened ``immutable``:
nobody writes to it, so there is no lock, no journal, and a read-only disk will do.
"""

from __future__ import annotations

import shutil
import sqlite3
import weakref
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from kiosk.tables.rows import Cells

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

__all__ = ["Cells", "Index"]

_FEW: Final = 500
"""Texts that are sooner asked for one by one than all rows are looked through."""
_CACHE_KIB: Final = 4_096
"""Memory for the pages of one index."""


class Index:
    """One list on disk. May be asked from any thread.

    Attributes:
        columns: the names of the columns, in order.
        length: how many rows.
    """

    def __init__(
        self,
        file: Path,
        mend: Callable[[], None] | None = None,
        temporary: Path | None = None,
    ) -> None:
        """Open the index in ``file``.

        Args:
            file: as ``building.build`` wrote it.
            mend: builds ``file`` again where it turns out to be damaged.
            temporary: a folder that goes when the index does.

        Raises:
            sqlite3.Error: it is not an index.
        """
        self._file = file
        self._mend = mend
        self._lock = Lock()
        self._held: list[sqlite3.Connection] = []
        self._let_go = weakref.finalize(self, _let_go, self._held, temporary)
        self._open()

    def _open(self) -> None:
        db = sqlite3.connect(
            f"{self._file.absolute().as_uri()}?mode=ro&immutable=1",
            uri=True,
            check_same_thread=False,
            isolation_level=None,
        )
        self._held[:] = [db]
        try:
            db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            names = db.execute("SELECT name FROM column_names ORDER BY place")
            self.columns = tuple(str(name) for (name,) in names)
            (last,) = db.execute("SELECT max(number) FROM list").fetchone()
        except sqlite3.Error:
            db.close()
            raise
        self.length = 0 if last is None else int(last) + 1
        self._places = {name: at for at, name in enumerate(self.columns)}

    def close(self) -> None:
        """Let go of the file."""
        self._let_go()

    def rows(self, start: int, stop: int) -> list[Cells]:
        """The rows from number ``start`` up to ``stop``, without that."""
        found = self._ask(
            "SELECT * FROM list WHERE number >= ? AND number < ? ORDER BY number",
            (start, stop),
        )
        return [line[1:] for line in found]

    def find(
        self, tests: Sequence[tuple[str, str]], most: int = -1
    ) -> list[tuple[int, Cells]]:
        """Rows in which each named column has that text, with their numbers.

        A missing cell, and any cell of a missing column, reads as blank.

        Args:
            tests: names of columns and texts.
            most: no more than so many rows, the first ones; -1 for all.
        """
        where, texts = self._where(tests)
        found = self._ask(
            f"SELECT * FROM list{where} ORDER BY number LIMIT ?",  # noqa: S608 (our names)
            (*texts, most),
        )
        return [(line[0], line[1:]) for line in found]

    def numbers(self, tests: Sequence[tuple[str, str]]) -> list[int]:
        """The numbers of the rows that ``find`` would give."""
        where, texts = self._where(tests)
        sql = f"SELECT number FROM list{where} ORDER BY number"  # noqa: S608 (the same)
        return [number for (number,) in self._ask(sql, texts)]

    def texts(self, column: str) -> list[str]:
        """Every text that occurs in a column, once, a missing cell as blank."""
        at = self._places.get(column)
        if at is None:
            return [""] if self.length else []
        sql = f"SELECT DISTINCT c{at} FROM list"  # noqa: S608 (the same)
        return list(dict.fromkeys(text or "" for (text,) in self._ask(sql, ())))

    def among(self, column: str, texts: Collection[str]) -> list[int]:
        """The numbers of the rows whose cell has one of these texts."""
        if len(texts) <= _FEW or column not in self._places:
            numbers = [n for text in texts for n in self.numbers([(column, text)])]
            return sorted(numbers)
        sql = f"SELECT number, c{self._places[column]} FROM list ORDER BY number"  # noqa: S608 (the same)
        return [n for n, text in self._ask(sql, ()) if (text or "") in texts]

    def _where(self, tests: Sequence[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
        """A condition and the texts it asks for."""
        parts: list[str] = []
        texts: list[str] = []
        for name, text in tests:
            at = self._places.get(name)
            if at is None:
                parts += [] if text == "" else ["0"]
            elif text == "":
                parts.append(f"(c{at} = '' OR c{at} IS NULL)")
            else:
                parts.append(f"c{at} = ?")
                texts.append(text)
        return f" WHERE {' AND '.join(parts)}" if parts else "", tuple(texts)

    def _ask(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """All rows of an answer; a damaged file is mended once, then asked again."""
        with self._lock:
            try:
                return self._held[0].execute(sql, values).fetchall()
            except sqlite3.DatabaseError:
                if self._mend is None:
                    raise
                self._held[0].close()
                self._mend()
                self._open()
            return self._held[0].execute(sql, values).fetchall()


def _let_go(held: list[sqlite3.Connection], temporary: Path | None) -> None:
    for db in held:
        db.close()
    if temporary is not None:
        shutil.rmtree(temporary, ignore_errors=True)
