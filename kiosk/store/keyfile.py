"""The key the record is encrypted with, in a file of its own.

What belongs here: 32 random bytes in ``key`` (0600), made once and never again while
a database stands beside it, and a fingerprint by which a wrong key is told from a
damaged file.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from typing import TYPE_CHECKING, Final

from kiosk.errors import Expected

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.clock import Chance

KEY_BYTES: Final = 32
DATABASE: Final = "kiosk.db"
"""The database's file name in the data directory."""
_KEY: Final = "key"
_FINGERPRINT: Final = "kiosk.db.key-id"


def load_or_make_key(folder: Path, chance: Chance) -> bytes:
    """The key of the data directory; made where the directory is new.

    Raises:
        Expected: ``key-missing`` where a database is there but its key is not,
            ``key-damaged`` where the file does not hold 32 bytes,
            ``disk-trouble`` where it cannot be read or written.
    """
    file = folder / _KEY
    try:
        if not file.exists():
            return _make(folder, file, chance)
        key = file.read_bytes()
        if len(key) != KEY_BYTES:
            raise Expected("key-damaged", str(file), size=len(key))
        if sys.platform != "win32" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            file.chmod(0o600)
    except OSError as trouble:
        raise Expected("disk-trouble", str(file), why=trouble.strerror) from trouble
    return key


def fits(folder: Path, key: bytes) -> bool:
    """Whether ``key`` is the one the database beside it was begun with.

    Where nobody noted a fingerprint the answer is no: what cannot be opened then is
    left where it stands.
    """
    file = folder / _FINGERPRINT
    return file.exists() and file.read_text("ascii") == _fingerprint(key)


def note(folder: Path, key: bytes) -> None:
    """Write down the fingerprint of ``key`` beside a database that begins."""
    _write(folder / _FINGERPRINT, _fingerprint(key).encode("ascii"))


def _fingerprint(key: bytes) -> str:
    return hashlib.sha256(b"evergreen-kiosk key id\0" + key).hexdigest()


def _make(folder: Path, file: Path, chance: Chance) -> bytes:
    database = folder / DATABASE
    if database.exists() and database.stat().st_size:
        raise Expected("key-missing", str(file))
    key = chance.token(KEY_BYTES)
    _write(file, key)
    return key


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all: written beside it, fsynced, renamed, directory fsynced."""
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)
    if sys.platform != "win32":
        directory = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
