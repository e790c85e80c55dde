"""The folder of indexes: found by the list they were made from, or made now.

What belongs here: names, what to do about a missing or damaged file, and the temporary
folder where no other was given.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.tables.building import SEAL, build, whole
from kiosk.tables.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from kiosk.tables.rows import Rows

_LAYOUT: Final = 1
"""Raised when an index is laid out differently; files of before are made anew."""
_log = logging.getLogger(__name__)


class NotIndexedError(Exception):
    """A list that no index can be made of here: the disk, or the list, says no."""


class Shelf:
    """Indexes in one folder. Files are content-addressed, so many may share it."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without a ``folder`` a temporary one, gone with its last index."""
        self._folder = folder

    def has(self, key: str) -> bool:
        """Whether a list has an index; nothing is said of its health."""
        return self._folder is not None and self._file(self._folder, key).is_file()

    def open(self, key: str, read: Callable[[], Rows], *, lasting: bool) -> Index:
        """The index of a list; built from the list where it is missing or damaged.

        Args:
            key: names the list by its content: a SHA-256, and how it was read.
            read: the list from its beginning. What it raises passes through.
            lasting: whether ``read`` may be kept, to mend the index in use.

        Raises:
            NotIndexedError: the disk does not take it, or it has too many columns or
                a text that is no Unicode.
        """
        try:
            if self._folder is not None:
                file = self._file(self._folder, key)
                return _opened(file, read, lasting=lasting)
            return self._temporary(key, read)
        except (OSError, ValueError, sqlite3.Error) as error:
            raise NotIndexedError(f"{key}: {error}") from error

    def _temporary(self, key: str, read: Callable[[], Rows]) -> Index:
        folder = Path(tempfile.mkdtemp(prefix="kiosk-tables-"))
        file = self._file(folder, key)
        try:
            build(file, read())
            return Index(file, temporary=folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def keep_only(self, keys: Collection[str]) -> tuple[str, ...]:
        """Remove the indexes of all other lists; the names of the files removed."""
        if self._folder is None or not self._folder.is_dir():
            return ()
        kept = {self._file(self._folder, key).name for key in keys}
        kept |= {name + SEAL for name in kept}
        gone = sorted(f for f in self._folder.iterdir() if f.name not in kept)
        for file in gone:
            file.unlink(missing_ok=True)
        return tuple(file.name for file in gone)

    def _file(self, folder: Path, key: str) -> Path:
        return folder / f"{key}.v{_LAYOUT}.table"


def _opened(file: Path, read: Callable[[], Rows], *, lasting: bool) -> Index:
    def make() -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        build(file, read())

    def mend() -> None:
        _log.warning("index %s is damaged; it is built again", file.name)
        make()

    if file.exists() and not whole(file):
        mend()
    elif not file.exists():
        _log.info("index %s is not there; it is built", file.name)
        make()
    try:
        return Index(file, mend if lasting else None)
    except sqlite3.Error:
        mend()
        return Index(file, mend if lasting else None)
