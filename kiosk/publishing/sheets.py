"""An XLSForm as sheets of rows, with the place of every row.

What belongs here: reading Markdown and Excel into one shape that the checks look at.
pyxform reads the cells (so that both see the same form); this module adds what pyxform
does not tell: where a row stands in the file, and a raw ``|`` that shifts its cells.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.errors import Expected
from kiosk.publishing import archive

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST = 8 * 1024 * 1024
"""Bytes of a form file; a survey of 500 questions has 0.3 MB."""
KNOWN_SHEETS = ("survey", "choices", "settings", "external_choices", "osm", "entities")
_CELL = re.compile(r"(?<!\\)\|")
_TABLE_LINE = re.compile(r"\s*\|(.*)\|")
_RULE = re.compile(r"[|-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a sheet.

    Attributes:
        where: ``survey row 12``, and ``(line 40)`` in a Markdown file.
        cells: by column heading as written; blank cells are left out.
    """

    where: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its headings in order and its rows below them."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A form as its author wrote it.

    Attributes:
        sheets: those that make up a form, by name in lower case.
        names: every sheet's name as written, also those nobody reads.
        source: what pyxform converts.
    """

    sheets: Mapping[str, Sheet]
    names: tuple[str, ...]
    source: dict[str, Any]

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """The rows of ``sheet``, none where the form has no such sheet."""
        found = self.sheets.get(sheet)
        return found.rows if found else ()


def read(path: Path) -> Workbook:
    """The sheets of an ``.xlsx`` or ``.md`` file.

    Raises:
        Expected: the file cannot be read as a form; the code says why.
    """
    if path.suffix.lower() == ".md":
        lines = _lines(path)
        return _workbook(path, "md", lines)
    archive.examine(path)
    return _workbook(path, "xlsx", {})


def _workbook(path: Path, kind: str, lines: Mapping[str, list[int]]) -> Workbook:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import md_to_dict, xlsx_to_dict

    reader = md_to_dict if kind == "md" else xlsx_to_dict
    try:
        source = reader(path)
    except (PyXFormError, SyntaxError, ValueError, EOFError, zlib.error) as trouble:
        raise Expected("form-unreadable", path.name, message=str(trouble)) from trouble
    if not source.get("survey"):
        raise Expected("form-no-survey", path.name)
    sheets = {
        name: _sheet(name, source, lines.get(name, []))
        for name in KNOWN_SHEETS
        if name in source
    }
    return Workbook(sheets, tuple(source["sheet_names"]), source)


def _sheet(name: str, source: Mapping[str, Any], lines: list[int]) -> Sheet:
    headings = tuple((source.get(f"{name}_header") or [{}])[0])
    rows = tuple(
        Row(_place(name, number, lines), dict(cells))
        for number, cells in enumerate(source[name], start=2)
        if cells
    )
    return Sheet(name, headings, rows)


def _place(sheet: str, number: int, lines: list[int]) -> str:
    line = f" (line {lines[number - 1]})" if number <= len(lines) else ""
    return f"{sheet} row {number}{line}"


def _lines(path: Path) -> dict[str, list[int]]:
    r"""The line of each table row by sheet; the first is the headings' own.

    Raises:
        Expected: ``form-not-text``, or ``form-cell-pipe`` where a row has more cells
            than its sheet has headings: a ``|`` that was not written ``\|``.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as trouble:
        raise Expected("form-not-text", path.name) from trouble
    found: dict[str, list[int]] = {}
    sheet, width = "", 0
    for number, raw in enumerate(text.split("\n"), start=1):
        line = _TABLE_LINE.match(raw)
        if line is None or _RULE.fullmatch(line.group(1)):
            continue
        cells = _CELL.split(line.group(1))
        if cells[0].strip():
            sheet, width = cells[0].strip().lower(), 0
        if not any(cell.strip() for cell in cells[1:]):
            continue
        places = found.setdefault(sheet, [])
        places.append(number)
        width = width or len(cells)
        if len(cells) > width:
            where = _place(sheet, len(places), places)
            raise Expected("form-cell-pipe", where, cells=len(cells), expected=width)
    return found


def check_size(path: Path) -> None:
    """Refuse what is not there or is far too large to be a form.

    Raises:
        Expected: ``form-not-found`` or ``form-too-big``.
    """
    if not path.is_file():
        raise Expected("form-not-found", str(path))
    size = path.stat().st_size
    if size > LARGEST:
        raise Expected("form-too-big", path.name, size=size, largest=LARGEST)
