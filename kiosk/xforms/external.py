"""Lists from files beside the form: how a CSV is read, and when it goes to disk.

What belongs here: rows out of a file, and the choice between holding them and having
them indexed by ``kiosk.tables``. A list of either kind answers alike.
"""

from __future__ import annotations

import csv
import hashlib
import io
import logging
from typing import TYPE_CHECKING, Final

from kiosk.tables import NotIndexedError, Rows
from kiosk.xforms.definition import FormError
from kiosk.xforms.large import LargeTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kiosk.tables import Shelf
    from kiosk.xforms.resources import Resources

LARGE: Final = 5_000
"""A CSV of more lines than this is indexed on disk and not held in memory."""
_log = logging.getLogger(__name__)


def is_csv(uri: str) -> bool:
    """Whether a name is that of a CSV."""
    name = uri.lower()
    return name.startswith("jr://file-csv/") or name.endswith(".csv")


def from_shelf(uri: str, resources: Resources, shelf: Shelf) -> LargeTable | None:
    """A large CSV by its index, made where it is missing; None for any other list.

    The file itself is not read where its SHA-256 is known and the index is there. A
    list that cannot be indexed (a full disk) is held in memory, and the log says so.

    Raises:
        FormError: ``resource-not-readable``.
    """
    if not is_csv(uri):
        return None
    lasting = resources.lasting(uri)
    digest = resources.digest(uri)
    held = None
    if not digest or not shelf.has(_key(digest)):
        content = resources.read(uri)
        if content is None or content.count(b"\n") <= LARGE:
            return None
        digest = digest or hashlib.sha256(content).hexdigest()
        held = None if lasting else content
        del content  # it is read again to be indexed: once is enough in memory

    def read() -> Rows:
        return csv_rows(resources.read(uri) or b"" if held is None else held, uri)

    return _indexed(shelf, digest, read, lasting=lasting)


def _key(digest: str) -> str:
    return f"{digest}.csv"


def _indexed(
    shelf: Shelf, digest: str, read: Callable[[], Rows], *, lasting: bool
) -> LargeTable | None:
    try:
        return LargeTable(shelf.open(_key(digest), read, lasting=lasting))
    except NotIndexedError as error:
        _log.warning("a large list is held in memory: %s", error)
        return None


def csv_rows(content: bytes, uri: str) -> Rows:
    """The rows of a CSV as spreadsheets write them, read as they are asked for.

    The separator is ``;`` where the first line has no comma. Blank lines are left out,
    a short line has blanks; of two columns of one name the last one counts.

    Raises:
        FormError: ``resource-not-readable``; also from the rows.
    """
    header = content.partition(b"\n")[0]
    comma = ";" if b";" in header and b"," not in header else ","
    text = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    lines = _readable(csv.reader(text, delimiter=comma), uri)
    names = [name.strip() for name in next(lines, [])]
    places = {name: at for at, name in enumerate(names) if name}
    even = _even(lines, len(names))
    if list(places.values()) == list(range(len(names))):
        return Rows(tuple(places), even)
    used = tuple(places.values())
    return Rows(tuple(places), (tuple(line[at] for at in used) for line in even))


def _readable(lines: Iterable[list[str]], uri: str) -> Iterator[list[str]]:
    """The lines; what stops the reader names the file."""
    try:
        yield from lines
    except UnicodeDecodeError:
        raise FormError("resource-not-readable", "not UTF-8", uri) from None
    except csv.Error as error:
        raise FormError("resource-not-readable", str(error), uri) from None


def _even(lines: Iterable[list[str]], width: int) -> Iterator[list[str]]:
    """Lines of one width; those without a cell are none."""
    for line in lines:
        if len(line) == width:
            yield line
        elif line:
            yield [*line, *[""] * (width - len(line))][:width]
