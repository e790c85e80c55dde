"""The words of a form: in every language, and short enough for a screen.

What belongs here: missing translations and long lines, with their row and column.
pyxform fills a missing translation with ``-``, which would be shown and spoken;
``convert`` takes it out again, so that the default language is shown instead.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kiosk.publishing.columns import TRANSLATED, base_name, language_of
from kiosk.publishing.findings import warn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.publishing.findings import Finding
    from kiosk.publishing.sheets import Row, Sheet, Workbook

WIDEST = {"label": 40, "hint": 60, "constraint_message": 60, "required_message": 60}
"""How wide a line may be, in Chinese characters; two Latin letters count as one."""
_OUTPUT = re.compile(r"\$\{[^}]*\}")


def language_findings(workbook: Workbook) -> Iterator[Finding]:
    """Missing translations and lines that are too long, in survey and choices."""
    for name in ("survey", "choices"):
        sheet = workbook.sheets.get(name)
        if sheet is None:
            continue
        columns = _columns(sheet)
        for row in sheet.rows:
            yield from _translation_findings(row, columns)
            if row.cells.get("list_name") != "kiosk":
                yield from _length_findings(row)


def width(text: str) -> float:
    """How many Chinese characters wide ``text`` is, outputs left out."""
    plain = _OUTPUT.sub("", text)
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in plain)


def _columns(sheet: Sheet) -> dict[str, dict[str, str]]:
    """Translated columns: base name → language → heading."""
    found: dict[str, dict[str, str]] = {}
    for heading in sheet.headings:
        base = base_name(heading)
        if base in TRANSLATED:
            found.setdefault(base, {})[language_of(heading)] = heading
    languages = {lang for per_base in found.values() for lang in per_base}
    for base, per_base in found.items():
        for language in languages - set(per_base) - {""}:
            per_base[language] = f"{base}::{language}"
    return found


def _translation_findings(
    row: Row, columns: Mapping[str, Mapping[str, str]]
) -> Iterator[Finding]:
    for base, headings in columns.items():
        written = [heading for heading in headings.values() if row.cells.get(heading)]
        if not written:
            continue
        for language, heading in headings.items():
            if language and not row.cells.get(heading):
                yield warn(
                    "form-translation-missing",
                    row.where,
                    column=heading,
                    language=language,
                    name=row.cells.get("name", ""),
                    part=base,
                )


def _length_findings(row: Row) -> Iterator[Finding]:
    for heading, text in row.cells.items():
        most = WIDEST.get(base_name(heading))
        if most is None:
            continue
        longest = max((width(line) for line in text.splitlines()), default=0)
        if longest > most:
            yield warn(
                "form-line-long",
                row.where,
                column=heading,
                width=round(longest),
                most=most,
            )
