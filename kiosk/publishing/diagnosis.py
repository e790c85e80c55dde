"""What pyxform says, as a finding with sheet, row and column.

What belongs here: reading pyxform's own complaints and remarks. The checks of this
room find the common troubles first and with better words; what reaches this module is
the rest, and keeps pyxform's sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.publishing.findings import stop, warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.publishing.findings import Finding
    from kiosk.publishing.sheets import Workbook

_ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")
_SHEET = re.compile(r"'(survey|choices|settings|entities|external_choices)' sheet")
_COLUMN = re.compile(r"the '([^']+)' value")
_SAID_BETTER = (
    "is missing the survey ",
    "is missing the choices ",
)
"""Remarks the checks of this room make themselves, with a row."""


def complaint(message: str, workbook: Workbook) -> Finding:
    """Why pyxform could not convert the form."""
    where, plain, column = _placed(message, workbook)
    return stop("form-not-converted", where, message=plain, column=column)


def remarks(messages: Iterable[str], workbook: Workbook) -> Iterator[Finding]:
    """What pyxform noticed while converting, without what is said better elsewhere."""
    for message in messages:
        if not any(words in message for words in _SAID_BETTER):
            where, plain, column = _placed(message, workbook)
            yield warn("form-remark", where, message=plain, column=column)


def _placed(message: str, workbook: Workbook) -> tuple[str, str, str]:
    """The place as this room writes it, the plain sentence and the column."""
    row, sheet, column = _ROW.search(message), _SHEET.search(message), ""
    found = _COLUMN.search(message)
    if found:
        column = found[1]
    name = sheet[1] if sheet else "survey"
    plain = " ".join(_ROW.sub("", message).split())
    if row is None:
        return (f"{name} sheet" if sheet else ""), plain, column
    wanted = f"{name} row {row[1]}"
    for candidate in workbook.rows(name):
        if candidate.where == wanted or candidate.where.startswith(f"{wanted} "):
            return candidate.where, plain, column
    return wanted, plain, column
