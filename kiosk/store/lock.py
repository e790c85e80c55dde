"""One writer: a lock file in the data directory that names its process.

What belongs here: taking the lock, letting it go, and saying who has it. The system
frees it when the process ends, however it ends; the file itself stays.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.errors import Expected

if TYPE_CHECKING:
    from kiosk.clock import Clock

LOCK: Final = "kiosk.lock"
_FAR: Final = 1 << 30
"""Windows locks a byte, and a locked byte cannot be read: far behind the name."""


class WriterLock:
    """The right to write in a data directory, held until ``release``."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Take it, or say who has it.

        Raises:
            Expected: ``already-running`` with ``pid`` and ``process`` of its holder,
                or ``disk-trouble`` where there can be no lock file.
        """
        file = folder / LOCK
        try:
            handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as trouble:
            raise Expected("disk-trouble", str(file), why=trouble.strerror) from trouble
        try:
            _take(handle)
        except OSError:
            os.close(handle)
            raise Expected("already-running", str(folder), **holder(folder)) from None
        self._handle: int | None = handle
        _sign(handle, {"pid": os.getpid(), "process": _process(), "since": clock.now()})

    def release(self) -> None:
        """Let it go; the name in the file goes too. Again is nothing."""
        if self._handle is None:
            return
        os.ftruncate(self._handle, 0)
        os.close(self._handle)
        self._handle = None


def _sign(handle: int, name: dict[str, object]) -> None:
    os.ftruncate(handle, 0)
    with suppress(OSError):  # a full disk: the lock holds without its name
        os.write(handle, json.dumps(name, default=str).encode())


def holder(folder: Path) -> dict[str, object]:
    """``pid``, ``process`` and ``since`` of who holds the lock; empty texts if unknown.

    What the file says is only a name: whether the lock is held is the system's word.
    """
    try:
        said = json.loads((folder / LOCK).read_text("utf-8"))
    except (OSError, ValueError):
        said = {}
    return {name: said.get(name, "") for name in ("pid", "process", "since")}


def _process() -> str:
    return Path(sys.argv[0]).name if sys.argv and sys.argv[0] else "python"


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(handle: int) -> None:
        # flock, not lockf: it also holds between two openings in one process.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
