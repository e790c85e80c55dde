"""Submissions as files other programs read."""

from __future__ import annotations

import csv
import json
import unicodedata
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kiosk.store.records import CaseRecord

_DANGEROUS: Final = frozenset("=+-@\t\r")


def answers(xml: bytes) -> Iterator[tuple[str, str]]:
    """Every leaf of a submission: its path, with positions on repeats, and its text."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    tree = etree.fromstring(xml, parser).getroottree()
    for element in tree.iter(etree.Element):
        if len(element) == 0:
            yield _path(element), element.text or ""


def write_csv(cases: Sequence[CaseRecord], out: Path) -> None:
    """One row a submission; the columns are every path that occurs, in form order.

    A text that a spreadsheet would run as a formula gets an apostrophe before it;
    numbers, also negative ones, stay numbers.
    """
    rows = [_csv_row(case) for case in cases]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def write_json(cases: Sequence[CaseRecord], out: Path) -> None:
    """A list of objects: what is known of each submission, and its answers."""
    rows = [{**_facts(case), "answers": dict(answers(case.xml))} for case in cases]
    out.write_text(json.dumps(rows, ensure_ascii=False, indent=2), "utf-8")


def write_xml(cases: Sequence[CaseRecord], out: Path) -> None:
    """A folder with the exact bytes of each submission, named by its reference."""
    out.mkdir(parents=True, exist_ok=True)
    for case in cases:
        (out / f"{case.reference}.xml").write_bytes(case.xml)


def guarded(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula."""
    first = unicodedata.normalize("NFKC", text[:1])
    if first[:1] not in _DANGEROUS or not first or _is_number(text):
        return text
    return f"'{text}"


def _csv_row(case: CaseRecord) -> dict[str, str]:
    row = {name: str(value) for name, value in _facts(case).items()}
    row |= {path: guarded(value) for path, value in answers(case.xml)}
    return row


def _facts(case: CaseRecord) -> dict[str, str]:
    return {
        "reference": case.reference,
        "form_id": case.form_id,
        "version": case.version,
        "instance_id": case.instance_id,
        "submitted_at": case.submitted_at.isoformat(),
        "state": case.state,
    }


def _is_number(text: str) -> bool:
    digits = text.lstrip("+-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()


def _path(element: etree._Element) -> str:
    steps = []
    node: etree._Element | None = element
    while node is not None:
        name = etree.QName(node).localname
        parent = node.getparent()
        alike = [] if parent is None else parent.findall(node.tag)
        steps.append(f"{name}[{alike.index(node) + 1}]" if len(alike) > 1 else name)
        node = parent
    return "/" + "/".join(reversed(steps))
