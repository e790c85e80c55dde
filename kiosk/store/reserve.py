"""Room kept free for the day the disk is full.

What belongs here: a file of nothing, deleted so that a person's answer can still be
written while staff are called.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

RESERVE: Final = "reserve"
RESERVE_BYTES: Final = 32 * 1024 * 1024
_BLOCK: Final = 1024 * 1024


class Reserve:
    """``size`` bytes of the disk that belong to the record in an emergency."""

    def __init__(self, folder: Path, size: int = RESERVE_BYTES) -> None:
        """Nothing is written before ``fill``."""
        self._file = folder / RESERVE
        self._size = size

    @property
    def there(self) -> bool:
        """Whether it is whole, and so can still help."""
        try:
            return self._file.stat().st_size >= self._size
        except FileNotFoundError:
            return False

    @property
    def needed(self) -> bool:
        """Whether the disk is full and the reserve can still help."""
        free = shutil.disk_usage(self._file.parent).free
        return self.there and free < _BLOCK

    def fill(self) -> bool:
        """Set the room aside where the disk has twice as much; whether it is there."""
        if self.there or not self._size:
            return self.there
        self.spend()
        if shutil.disk_usage(self._file.parent).free < 2 * self._size:
            return False
        try:
            self._write()
        except OSError:  # somebody else took the room meanwhile: no reserve, said so
            self.spend()
        return self.there

    def spend(self) -> None:
        """Give the room back to the disk."""
        self._file.unlink(missing_ok=True)

    def _write(self) -> None:
        with self._file.open("wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, self._size)
                return
            for start in range(0, self._size, _BLOCK):
                file.write(bytes(min(_BLOCK, self._size - start)))
