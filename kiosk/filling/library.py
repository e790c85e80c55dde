"""Published forms, parsed once: a definition is frozen and shared by all entries."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from kiosk.store import forms

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.ids import FormHash
    from kiosk.store.database import Database
    from kiosk.store.records import ServiceRecord
    from kiosk.xforms import FormDefinition


class Library:
    """Which services are published, and their definitions by hash.

    Each definition is read and parsed once, off the caller's thread. The list of
    services is a copy in memory, so that a screen never waits for the disk; whoever
    publishes calls ``refresh``.
    """

    def __init__(self, database: Database, tables: Path | None = None) -> None:
        """Read forms from ``database``, their large lists by the indexes in ``tables``.

        Without a folder of indexes a temporary one is made for each form.
        """
        self._database = database
        self._tables = tables
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="library")
        self._shelf: dict[FormHash, Future[FormDefinition]] = {}
        self._lock = Lock()
        self._published: tuple[ServiceRecord, ...] = ()

    def published(self) -> tuple[ServiceRecord, ...]:
        """Every published service, in order, as of the last ``refresh``."""
        return self._published

    def refresh(self) -> None:
        """Read again what is published; waits for the database thread."""
        self._published = self._database.read(forms.published).result()

    def load(self, form_hash: FormHash) -> Future[FormDefinition]:
        """The definition; its future may be done already.

        The future raises ``FormError`` where the stored bytes no longer load, and what
        ``store.forms.get`` raises.
        """
        with self._lock:
            found = self._shelf.get(form_hash)
            if found is None or (found.done() and found.exception() is not None):
                found = self._reader.submit(self._parse, form_hash)
                self._shelf[form_hash] = found
            return found

    def close(self) -> None:
        """End the reading thread."""
        self._reader.shutdown()

    def _parse(self, form_hash: FormHash) -> FormDefinition:
        from kiosk.xforms import Stored, load_form

        record = self._database.read(lambda db: forms.get(db, form_hash)).result()
        media = {
            name: Stored(digest, partial(self._media, digest))
            for name, digest in record.media.items()
        }
        return load_form(record.xml, media, tables=self._tables)

    def _media(self, digest: str) -> bytes:
        return self._database.read(lambda db: forms.media(db, digest)).result()
