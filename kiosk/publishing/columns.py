"""The sheets and columns of XLSForm, and those of a form that nobody would read.

What belongs here: the tables of names pyxform knows. It drops every other sheet and
column without a word, so a misspelled ``relevent`` would show a question to everybody.
Source: https://xlsform.org/en/ref-table and pyxform's own aliases.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from kiosk.publishing.findings import stop, warn
from kiosk.publishing.sheets import KNOWN_SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.publishing.findings import Finding
    from kiosk.publishing.sheets import Sheet, Workbook

TRANSLATED = (
    "label",
    "hint",
    "guidance_hint",
    "constraint_message",
    "required_message",
    "image",
    "big-image",
    "audio",
    "video",
)
_SURVEY = frozenset(
    (
        *TRANSLATED,
        "type",
        "name",
        "required",
        "relevant",
        "constraint",
        "calculation",
        "choice_filter",
        "appearance",
        "parameters",
        "default",
        "readonly",
        "read_only",
        "trigger",
        "repeat_count",
        "save_to",
        "rows",
        "autoplay",
        # Older names that pyxform still reads.
        "caption",
        "relevance",
        "calculate",
        "command",
        "tag",
        "value",
        "count",
        "jr:count",
        "constraining_message",
        "requiredmsg",
        "noapperrorstring",
        "no_app_error_string",
        "intent",
        "disabled",
        "query",
    )
)
_SETTINGS = frozenset(
    (
        "form_title",
        "form_id",
        "version",
        "default_language",
        "namespaces",
        "instance_name",
        "instance_xmlns",
        "style",
        "name",
        "public_key",
        "submission_url",
        "auto_send",
        "auto_delete",
        "allow_choice_duplicates",
        "clean_text_values",
        "omit_instanceid",
        "set_form_title",
        "set_form_id",
        "prefix",
        "delimiter",
        "client_editable",
        "sms_keyword",
        "id_string",
        "title",
    )
)
_CHOICES = frozenset((*TRANSLATED, "list_name", "list name", "name", "value"))
_PREFIXES = ("bind", "body", "control", "instance", "media", "attribute")
_KNOWN = {"survey": _SURVEY, "settings": _SETTINGS, "choices": _CHOICES}
_CLOSE = 0.8


def column_findings(workbook: Workbook) -> Iterator[Finding]:
    """What is written in a place that is never read."""
    yield from _sheet_findings(workbook.names)
    for sheet in workbook.sheets.values():
        known = _KNOWN.get(sheet.name)
        if known is None:
            continue
        for heading in sheet.headings:
            yield from _heading_findings(sheet, heading, known)
    yield from _settings_findings(workbook)


def base_name(heading: str) -> str:
    """``label::中文 (zh)`` → ``label``; ``media::image::en`` → ``image``."""
    parts = [part.strip().lower() for part in heading.split("::")]
    if len(parts) == 1 and ":" in heading and parts[0] != "jr:count":
        parts = [part.strip().lower() for part in heading.split(":")]
    if parts[0] == "media" and len(parts) > 1:
        return parts[1]
    return parts[0].replace(" ", "_")


def language_of(heading: str) -> str:
    """``label::中文 (zh)`` → ``中文 (zh)``; "" for a column without a language."""
    parts = heading.split("::")
    if parts[0].strip().lower() == "media":
        parts = parts[1:]
    return parts[1].strip() if len(parts) > 1 else ""


def _sheet_findings(names: tuple[str, ...]) -> Iterator[Finding]:
    if len(names) == 1:
        return  # pyxform takes a lone sheet for the survey, whatever its name
    for name in names:
        if name.lower() in KNOWN_SHEETS or name.startswith("_"):
            continue
        close = _closest(name.lower(), KNOWN_SHEETS)
        if close:
            yield stop("form-sheet-misspelled", name, sheet=name, meant=close)
        else:
            yield warn("form-sheet-unread", name, sheet=name)


def _heading_findings(
    sheet: Sheet, heading: str, known: frozenset[str]
) -> Iterator[Finding]:
    base = base_name(heading)
    if base in known or base in _PREFIXES or heading.startswith("_"):
        return
    close = _closest(base, tuple(known))
    where = f"{sheet.name} row 1"
    details = {"sheet": sheet.name, "column": heading}
    if close:
        yield stop("form-column-misspelled", where, meant=close, **details)
    elif sheet.name != "choices":  # there, other columns are for filters and the kiosk
        yield warn("form-column-unread", where, **details)


def _settings_findings(workbook: Workbook) -> Iterator[Finding]:
    settings = workbook.sheets.get("settings")
    headings = settings.headings if settings else ()
    for heading in headings:
        if base_name(heading) == "attribute":
            yield warn("form-attribute-sent", "settings row 1", column=heading)
        elif base_name(heading) == "form_title" and language_of(heading):
            yield stop("form-title-translated", "settings row 1", column=heading)
    values = {
        key: row.cells[key] for row in workbook.rows("settings") for key in row.cells
    }
    if not values.get("form_id"):
        yield stop("form-id-missing", "settings row 2")
    if not values.get("version"):
        yield warn("form-version-missing", "settings row 2")


def _closest(name: str, known: tuple[str, ...]) -> str:
    found = difflib.get_close_matches(name, known, n=1, cutoff=_CLOSE)
    return found[0] if found else ""
