"""A database file on its way to being an open one, and what can stand in the way.

What belongs here: beginning a new file, telling a wrong key from a damaged file, and
putting a damaged one aside. Nothing is ever deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.errors import Expected
from kiosk.store import keyfile, migrations, outbox
from kiosk.store.engine import SqliteError, connect
from kiosk.store.keyfile import DATABASE
from kiosk.store.troubles import DAMAGED, explained

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.store.engine import Db

_ASIDE: Final = "kiosk-damaged-{}.db"
_PARTS: Final = ("", "-wal", "-shm")


def to_write(folder: Path, key: bytes, clock: Clock) -> Db:
    """The open, migrated database of ``folder``, whose lock the caller holds.

    Raises:
        Expected: see ``Database.open``.
    """
    file = folder / DATABASE
    try:
        _begin(folder, file, key)
        db = connect(file, key, "rw", clock)
    except OSError as trouble:
        raise Expected("disk-trouble", str(file), why=trouble.strerror) from trouble
    except SqliteError as trouble:
        raise _put_aside(_told_apart(trouble, folder, key), folder, clock) from trouble
    try:
        migrations.migrate(db, set_aside=len(_set_aside(folder)))
        outbox.release_all(db)
    except SqliteError as trouble:
        db.close()
        raise _put_aside(explained(trouble, file), folder, clock) from trouble
    except BaseException:
        db.close()
        raise
    return db


def to_read(folder: Path, key: bytes) -> Db:
    """The database of ``folder``, open for reading only, whoever writes to it.

    Raises:
        Expected: see ``open_reader``.
    """
    file = folder / DATABASE
    if not _begun(file):
        raise Expected("database-missing", str(folder))
    try:
        db = _readable(file, key)
    except SqliteError as trouble:
        raise _told_apart(trouble, folder, key) from trouble
    try:
        migrations.refuse_newer(db)
    except BaseException:
        db.close()
        raise
    return db


def _begun(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _begin(folder: Path, file: Path, key: bytes) -> None:
    if not _begun(file):
        file.touch(0o600)
        keyfile.note(folder, key)  # fsyncs the directory, and so the file's name too


def _readable(file: Path, key: bytes) -> Db:
    try:
        return connect(file, key, "ro")
    except SqliteError as trouble:
        # On a disk nothing can be written to, not even a clean WAL database opens
        # without this; a WAL beside it would be left out, so there must be none.
        cannot_open = explained(trouble, file)
        wal = file.with_name(f"{file.name}-wal")
        if getattr(cannot_open, "code", "") != "disk-trouble" or wal.exists():
            raise
        return connect(file, key, "immutable")


def _told_apart(trouble: Exception, folder: Path, key: bytes) -> Exception:
    """A file that cannot be read with this key: is it the key, or the file?"""
    explanation = explained(trouble, folder / DATABASE)
    if not _is_damage(explanation) or keyfile.fits(folder, key):
        return explanation
    return Expected("key-wrong", str(folder / DATABASE))


def _put_aside(trouble: Exception, folder: Path, clock: Clock) -> Exception:
    """Rename a damaged database with all its parts; any other trouble as it is."""
    if not _is_damage(trouble):
        return trouble
    aside = _free_name(folder, clock.now().strftime("%Y%m%d-%H%M%S"))
    for ending in _PARTS:
        part = folder / f"{DATABASE}{ending}"
        if part.exists():
            part.rename(aside.with_name(f"{aside.name}{ending}"))
    return Expected(DAMAGED, str(aside))


def _is_damage(trouble: Exception) -> bool:
    return isinstance(trouble, Expected) and trouble.code == DAMAGED


def _free_name(folder: Path, moment: str) -> Path:
    """A name nothing has yet: a rename would take the place of what has it."""
    name, number = moment, 1
    while (folder / _ASIDE.format(name)).exists():
        number += 1
        name = f"{moment}-{number}"
    return folder / _ASIDE.format(name)


def _set_aside(folder: Path) -> list[Path]:
    return list(folder.glob(_ASIDE.format("*")))
