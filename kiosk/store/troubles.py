"""What SQLite says, as troubles the kiosk knows how to explain.

What belongs here: result code → code of an ``Expected``. What stands in no line of the
table is a bug and stays SQLite's own exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.errors import Expected

if TYPE_CHECKING:
    from pathlib import Path

FULL: Final = "disk-full"
DAMAGED: Final = "database-damaged"
_CODES: Final = {
    5: "database-busy",  # SQLITE_BUSY
    8: "disk-read-only",  # SQLITE_READONLY
    10: "disk-trouble",  # SQLITE_IOERR
    11: DAMAGED,  # SQLITE_CORRUPT
    13: FULL,  # SQLITE_FULL
    14: "disk-trouble",  # SQLITE_CANTOPEN
    26: DAMAGED,  # SQLITE_NOTADB: also what a page with a wrong HMAC gives
}
"""Primary result code (https://sqlite.org/rescode.html) → code."""


def explained(trouble: Exception, file: Path) -> Exception:
    """``trouble`` as an ``Expected``, or itself where it is a bug."""
    number = getattr(trouble, "sqlite_errorcode", None)
    code = None if number is None else _CODES.get(number & 0xFF)
    if code is None:
        return trouble
    why = getattr(trouble, "sqlite_errorname", "")
    explanation = Expected(code, str(file), why=why)
    explanation.__cause__ = trouble
    return explanation
