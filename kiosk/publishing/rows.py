"""The rows of a survey, one by one: names, types, lists, groups and references.

What belongs here: what can be said with sheet, row and column before pyxform runs.
pyxform stops at its first trouble and often without a place; an admin wants them all.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kiosk.publishing.columns import base_name
from kiosk.publishing.findings import stop, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.publishing.findings import Finding
    from kiosk.publishing.sheets import Row, Workbook

_NAME = re.compile(r"[^\W\d][\w.\-]*")
_REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}]*?)\s*\}")
_SELECT = re.compile(
    r"(?P<kind>select_one|select_multiple|select one|select1|select all that apply"
    r"|rank)"
    r"(?P<file>[ _]from[ _]file)?\s+(?:from\s+)?(?P<list>\S+)"
    r"(?:\s+or_other|\s+or specify other)?"
)
_BEGIN = re.compile(r"begin[ _]+(group|repeat|loop)\b")
_END = re.compile(r"end[ _]+(group|repeat|loop)\b")

ASKED = frozenset(
    {
        "acknowledge",
        "date",
        "decimal",
        "int",
        "integer",
        "note",
        "string",
        "text",
        "trigger",
    }
)
"""Questions of one word a kiosk can ask."""
WITH_A_PERSON = frozenset({"rank", "range", "time", "datetime"})
"""Questions the screen leaves to a member of staff."""
QUIET = frozenset(
    {
        "audit",
        "background-geopoint",
        "calculate",
        "csv-external",
        "device_id",
        "deviceid",
        "email",
        "end",
        "hidden",
        "phonenumber",
        "simserial",
        "start",
        "start-geopoint",
        "subscriberid",
        "today",
        "username",
        "xml-external",
    }
)
"""Rows nobody sees."""
MOST_CHOICES = 7
"""More than this is tiring to read and to hear."""
FINDER = 12
"""More than this and the screen lets a person search instead."""


def row_findings(workbook: Workbook) -> Iterator[Finding]:
    """Everything wrong with single rows of the survey and its lists."""
    survey = workbook.rows("survey")
    names = {row.cells["name"] for row in survey if "name" in row.cells}
    sizes = Counter(
        row.cells.get("list_name", row.cells.get("list name", ""))
        for row in workbook.rows("choices")
    )
    yield from _group_findings(survey)
    for row in survey:
        yield from _name_findings(row)
        yield from _type_findings(row, sizes)
        yield from _reference_findings(row, names)
    yield from _choice_findings(workbook)


def kind_of(row: Row) -> str:
    """The row's type as written, in lower case with single spaces."""
    return " ".join(row.cells.get("type", "").lower().split())


def places(workbook: Workbook) -> dict[str, str]:
    """Where each question stands: its XPath → ``survey row 12``."""
    found: dict[str, str] = {}
    settings = [row.cells.get("name", "") for row in workbook.rows("settings")]
    path = [next(filter(None, settings), "data")]
    for row in workbook.rows("survey"):
        kind, name = kind_of(row), row.cells.get("name", "")
        if _END.match(kind):
            path = path[:-1] or path
            continue
        found["/".join(("", *path, name))] = row.where
        if _BEGIN.match(kind):
            path = [*path, name]
    return found


def _name_findings(row: Row) -> Iterator[Finding]:
    kind = kind_of(row)
    name = row.cells.get("name", "")
    if not kind:
        yield stop("form-type-missing", row.where, name=name)
    elif _END.match(kind) or kind == "audit":
        return
    elif not name:
        yield stop("form-name-missing", row.where, type=row.cells["type"])
    elif not _NAME.fullmatch(name):
        yield stop("form-name-unfit", row.where, name=name)


def _type_findings(row: Row, sizes: Counter[str]) -> Iterator[Finding]:
    kind = kind_of(row)
    if not kind or _BEGIN.match(kind) or _END.match(kind):
        return
    select = _SELECT.fullmatch(" ".join(row.cells["type"].split()))
    if select:
        yield from _list_findings(row, select, sizes)
    elif kind in {"image", "photo"}:
        if "signature" not in row.cells.get("appearance", ""):
            yield stop("form-type-not-on-kiosk", row.where, type=row.cells["type"])
    elif kind == "calculate":
        if not any(base_name(key) in {"calculation", "calculate"} for key in row.cells):
            yield stop(
                "form-calculation-missing", row.where, name=row.cells.get("name")
            )
    elif kind in WITH_A_PERSON:
        yield warn("form-type-with-a-person", row.where, type=row.cells["type"])
    elif kind not in ASKED and kind not in QUIET:
        yield stop("form-type-not-on-kiosk", row.where, type=row.cells["type"])


def _list_findings(
    row: Row, select: re.Match[str], sizes: Counter[str]
) -> Iterator[Finding]:
    if select["kind"] in WITH_A_PERSON:
        yield warn("form-type-with-a-person", row.where, type=select["kind"])
    if select["file"]:
        return  # whether the file is there is for the media checks
    name = select["list"]
    if name.startswith("${"):
        return  # choices from a repeat
    if not sizes[name]:
        yield stop("form-list-missing", row.where, list=name)
        return
    filtered = row.cells.get("choice_filter")
    quiet = row.cells.get("appearance", "")
    many = MOST_CHOICES < sizes[name] <= FINDER
    if many and not filtered and "minimal" not in quiet:
        yield warn("form-choices-many", row.where, list=name, count=sizes[name])


def _reference_findings(row: Row, names: set[str]) -> Iterator[Finding]:
    for column, text in row.cells.items():
        for name in _REFERENCE.findall(text):
            if name not in names:
                yield stop(
                    "form-reference-unknown", row.where, column=column, name=name
                )


def _group_findings(survey: tuple[Row, ...]) -> Iterator[Finding]:
    """Groups that are not closed, and names used twice within one group."""
    stack: list[tuple[str, Row, set[str]]] = []
    seen: set[str] = set()
    for row in survey:
        kind, name = kind_of(row), row.cells.get("name", "")
        ended = _END.match(kind)
        if ended:
            if not stack or stack[-1][0] != ended[1]:
                yield stop("form-group-not-begun", row.where, type=row.cells["type"])
                return
            seen = stack.pop()[2]
            continue
        if name and name in seen:
            yield stop("form-name-twice", row.where, name=name)
        seen.add(name)
        begun = _BEGIN.match(kind)
        if begun:
            stack.append((begun[1], row, seen))
            seen = set()
    for _kind, row, _outer in stack:
        yield stop("form-group-not-ended", row.where, name=row.cells.get("name", ""))


def _choice_findings(workbook: Workbook) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    settings = workbook.rows("settings")
    doubles = any(row.cells.get("allow_choice_duplicates") for row in settings)
    for row in workbook.rows("choices"):
        listed = row.cells.get("list_name", row.cells.get("list name", ""))
        name = row.cells.get("name", row.cells.get("value", ""))
        if not listed:
            yield stop("form-choice-without-list", row.where, name=name)
        elif not name:
            yield stop("form-choice-without-name", row.where, list=listed)
        elif " " in name:
            yield stop("form-choice-with-space", row.where, name=name)
        elif (listed, name) in seen and not doubles:
            yield stop("form-choice-twice", row.where, name=name, list=listed)
        seen.add((listed, name))
