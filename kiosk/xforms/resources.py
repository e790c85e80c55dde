"""The files that came with a form: choice lists, pictures, recordings.

What belongs here: finding the bytes behind a ``jr://`` name, in a mapping or a folder.
A form's file name is only a label: nothing outside the folder is ever read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.xforms.definition import FormError


@dataclass(frozen=True, slots=True)
class Stored:
    """A file kept elsewhere, read when it is needed.

    Attributes:
        sha256: of its bytes, in hexadecimal.
        read: gives the bytes; may be called again.
    """

    sha256: str
    read: Callable[[], bytes]


Source = Path | Mapping[str, "bytes | Path | Stored"] | None
"""A folder, or names (jr:// or plain) to bytes or files, or nothing."""


class Resources:
    """One form's files by name."""

    def __init__(self, source: Source) -> None:
        """Look into ``source`` only when something is asked for."""
        self._source = source

    def has(self, uri: str) -> bool:
        """Whether there is such a file."""
        return self._place(uri) is not None

    def read(self, uri: str) -> bytes | None:
        """The bytes behind ``uri``, or None where they did not come along.

        Raises:
            FormError: ``resource-not-readable`` where the file is there but the
                system does not give it.
        """
        place = self._place(uri)
        if isinstance(place, Stored):
            return place.read()
        if not isinstance(place, Path):
            return place
        try:
            return place.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise FormError("resource-not-readable", reason, uri) from error

    def digest(self, uri: str) -> str:
        """The SHA-256 of the file where that is known without reading it, or ""."""
        place = self._place(uri)
        return place.sha256 if isinstance(place, Stored) else ""

    def lasting(self, uri: str) -> bool:
        """Whether the file can be read again without being held in memory."""
        return isinstance(self._place(uri), Path | Stored)

    def _place(self, uri: str) -> bytes | Path | Stored | None:
        name = uri.rpartition("/")[2]
        if isinstance(self._source, Path):
            place = self._source / name
            safe = name not in {"", ".", ".."} and "\\" not in name
            return place if safe and place.is_file() else None
        if self._source is None:
            return None
        found = self._source.get(uri)
        return self._source.get(name) if found is None else found
