"""A form file becomes an XForm with its media; what it says is not judged here.

What belongs here: the way from ``.md``, ``.xlsx`` or ``.xml`` to what the engine loads.
pyxform is slow to import and is loaded only when a sheet is converted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiosk.errors import Expected
from kiosk.publishing import diagnosis, sheets
from kiosk.publishing.columns import column_findings
from kiosk.publishing.findings import FormRefused, Level, stop, warn
from kiosk.publishing.language import language_findings
from kiosk.publishing.rows import places, row_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element

    from kiosk.publishing.findings import Finding

_MEDIA = re.compile(r"jr://(?:file|file-csv|images|audio|video)/([^\s\"'<>]+)")
_NEEDED = re.compile(r"jr://(?:file|file-csv)/")
_XFORMS = "{http://www.w3.org/2002/xforms}"


@dataclass(frozen=True, slots=True)
class Converted:
    """A form as the engine takes it.

    Attributes:
        path: the file it came from.
        xml: the XForm.
        media: file name → bytes, for every file the form names and that is there.
        findings: what reading and converting brought to light.
        places: where a question stands in the file, by its XPath.
    """

    path: Path
    xml: bytes
    media: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    places: Mapping[str, str]


def convert(path: Path) -> Converted:
    """The XForm of a form file, with the media beside it in ``<stem>-media/``.

    Raises:
        Expected: the file cannot be read as a form at all.
        FormRefused: it can, but does not convert; all its findings are given.
    """
    sheets.check_size(path)
    kind = path.suffix.lower()
    if kind == ".xml":
        return _with_media(path, path.read_bytes(), {}, [])
    if kind not in {".md", ".xlsx"}:
        raise Expected("form-kind-unknown", path.name, suffix=kind)
    workbook = sheets.read(path)
    findings = [
        *column_findings(workbook),
        *row_findings(workbook),
        *language_findings(workbook),
    ]
    if any(one.level is Level.STOP for one in findings):
        raise FormRefused(findings)
    xml, extra, more = _run_pyxform(workbook, findings)
    found = _with_media(path, without_dashes(xml), extra, [*findings, *more])
    return replace(found, places=places(workbook))


def _run_pyxform(
    workbook: sheets.Workbook, findings: list[Finding]
) -> tuple[bytes, dict[str, bytes], list[Finding]]:
    """The XForm, files pyxform made of sheets, and its remarks."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert as pyxform_convert

    try:
        result: Any = pyxform_convert(workbook.source)
    except (PyXFormError, KeyError, IndexError, AttributeError, TypeError) as trouble:
        refused = diagnosis.complaint(str(trouble), workbook)
        raise FormRefused([refused, *findings]) from trouble
    made = {"itemsets.csv": result.itemsets.encode()} if result.itemsets else {}
    remarks = list(diagnosis.remarks(result.warnings, workbook))
    return result.xform.encode("utf-8"), made, remarks


def without_dashes(xml: bytes) -> bytes:
    """``xml`` without the ``-`` that pyxform writes for a missing translation.

    A text that is ``-`` in one language and has words in another is taken out of the
    first, so that the engine shows the default language's words.
    """
    from lxml import etree

    root = etree.fromstring(xml, _parser())
    values: dict[tuple[str, str], list[_Element]] = {}
    for text in root.iter(f"{_XFORMS}text"):
        for value in text.iterfind(f"{_XFORMS}value"):
            key = (text.get("id", ""), value.get("form", ""))
            values.setdefault(key, []).append(value)
    for same in values.values():
        dashes = [value for value in same if value.text == "-" and len(value) == 0]
        if len(dashes) < len(same):
            for value in dashes:
                _drop(value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _drop(value: _Element) -> None:
    text = value.getparent()
    assert text is not None
    text.remove(value)
    above = text.getparent()
    if len(text) == 0 and above is not None:
        above.remove(text)


def _parser() -> Any:  # noqa: ANN401 (lxml's stubs give its parsers no common type)
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _with_media(
    path: Path, xml: bytes, made: dict[str, bytes], findings: list[Finding]
) -> Converted:
    """Add the files the form names, and say which are missing."""
    folder = path.with_name(f"{path.stem}-media")
    media = dict(made)
    for name, needed in _named(xml.decode("utf-8", "replace")):
        if name in media:
            continue
        if not _plain(name):
            findings.append(stop("form-media-unsafe", name, file=name))
        elif (folder / name).is_file():
            media[name] = (folder / name).read_bytes()
        else:
            missing = stop if needed else warn
            findings.append(missing("form-media-missing", name, file=name))
    return Converted(path, xml, media, tuple(_once(findings)), {})


def _named(text: str) -> Iterator[tuple[str, bool]]:
    """Every media file of a form, and whether it cannot be asked without it."""
    for found in _MEDIA.finditer(text):
        yield found[1], _NEEDED.match(found[0]) is not None


def _plain(name: str) -> bool:
    return not name.startswith(".") and not set(name) & set('/\\:*?"<>|')


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: list[Finding] = []
    for one in findings:
        if one not in seen:
            seen.append(one)
            yield one
