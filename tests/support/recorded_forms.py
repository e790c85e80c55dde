"""Recorded runs of other engines, replayed on ours.

What belongs here: finding the recordings, starting a form as one was started, and
telling every difference between what was recorded and what our engine says.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from kiosk.xforms import FormEntry, NodeState, load_form

Recording = Mapping[str, Any]

TIMEZONE = "America/Phoenix"
FIRST_MOMENT = datetime(2026, 11, 21, 22, 46, 18, tzinfo=UTC)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")
_LOT = re.compile(r"(uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|0\.\d{6,}")
RESTORED = frozenset({"sc-0098", "sc-0105", "sc-0578", "sc-0619", "sc-0745"})
"""Recordings that start from a draft."""


def shared_folder() -> Path:
    """Where the recordings are, whether or not they are there."""
    default = Path(__file__).parents[3] / "shared"
    return Path(os.environ.get("KIOSK_SHARED", default)) / "conformance"


def recordings(name: str) -> list[Recording]:
    """The rows of one file; none where the folder is absent."""
    place = shared_folder() / name
    if not place.is_file():
        return []
    lines = place.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def start(recording: Recording) -> FormEntry:
    """The form of a recording, started as it was there."""
    xml = (shared_folder() / "forms" / f"{recording['form']}.xml").read_bytes()
    resources = {r["url"]: r["body"].encode() for r in recording.get("resources", ())}
    form = load_form(xml, resources)
    now = datetime.fromisoformat(recording["now"])
    before = recording["initial_instance"].encode()
    if recording["id"] in RESTORED:
        return FormEntry.resume(form, before, now=now, timezone=TIMEZONE)
    if "deprecatedID" in recording["initial_instance"]:
        return FormEntry.edit(form, _uncorrected(before), now=now, timezone=TIMEZONE)
    return FormEntry.start(form, now=now, timezone=TIMEZONE)


def _uncorrected(xml: bytes) -> bytes:
    """The submission as it was before the recorded correction began."""
    root = etree.fromstring(xml)
    for deprecated in root.iter("{*}deprecatedID"):
        meta = deprecated.getparent()
        assert meta is not None
        current = meta.find("{*}instanceID")
        assert current is not None
        current.text = deprecated.text
        meta.remove(deprecated)
        break
    return etree.tostring(root)


def differences(recording: Recording) -> Iterator[str]:
    """Replay a recording; one line for everything that came out otherwise."""
    entry = start(recording)
    yield from _instance(entry, recording["initial_instance"], "start")
    yield from _states(entry, recording["initial_nodes"], "start")
    for number, step in enumerate(recording["steps"], 1):
        where = f"step {number} {step['op']} {step.get('ref', '')}"
        _do(entry, step)
        if "instance" in step:
            yield from _instance(entry, step["instance"], where)
    if "final_nodes" in recording:
        yield from _states(entry, recording["final_nodes"], "end")
    yield from _instance(entry, recording["final_instance"], "end")


def _do(entry: FormEntry, step: Recording) -> None:
    match step["op"]:
        case "answer":
            entry.answer(step["ref"], _value(step))
        case "create_repeat":
            entry.add_repeat(step["ref"])
        case "remove_repeat":
            entry.remove_repeat(step["ref"])
        case "set_language":
            entry.set_language(step["language"])
        case other:
            message = f"an unknown step: {other}"
            raise ValueError(message)


def _value(step: Recording) -> str:
    value = step["value"]
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return " ".join(value)
    return str(step.get("value_after", ""))


def _instance(entry: FormEntry, recorded: str, where: str) -> Iterator[str]:
    ours = etree.fromstring(_typed(entry))
    theirs = etree.fromstring(recorded.encode())
    for line in _elements(ours, theirs):
        yield f"{where}: {line}"


def _typed(entry: FormEntry) -> bytes:
    """The instance with mistyped answers cleared, as they were there.

    We keep such an answer and flag it (XFORMS.md), so this also proves the flag.
    """
    mistyped = [v.ref for v in entry.validate() if v.code == "type"]
    kept = {ref: entry.node(ref).value for ref in mistyped}
    for ref in mistyped:
        entry.answer(ref, "")
    xml = entry.instance_xml(relevant_only=True)
    for ref, value in kept.items():
        entry.answer(ref, value)
    return xml


def _elements(ours: etree._Element, theirs: etree._Element) -> Iterator[str]:
    path = ours.getroottree().getpath(ours)
    if ours.tag != theirs.tag:
        yield f"{path}: {ours.tag} instead of {theirs.tag}"
        return
    if sorted(ours.attrib.items()) != sorted(theirs.attrib.items()):
        yield f"{path}: {ours.attrib} instead of {theirs.attrib}"
    if [e.tag for e in ours] != [e.tag for e in theirs]:
        yield f"{path}: {[e.tag for e in ours]} instead of {[e.tag for e in theirs]}"
        return
    if not len(ours):
        mine, other = ours.text or "", theirs.text or ""
        lots = mine.startswith("uuid:") and other.startswith("uuid:")
        if mine.strip() != other.strip() and not lots:
            yield f"{path}: {mine!r} instead of {other!r}"
    for one, other_one in zip(ours, theirs, strict=True):
        yield from _elements(one, other_one)


def _states(entry: FormEntry, recorded: list[Recording], where: str) -> Iterator[str]:
    ours = {state.ref: state for state in entry.nodes()}
    for row in recorded:
        state = ours.get(row["ref"])
        if str(row["type"]).startswith("repeat-range"):
            continue
        if state is None:
            yield f"{where}: no node {row['ref']}"
            continue
        for line in _state(state, row):
            yield f"{where}: {row['ref']}: {line}"


def _state(ours: NodeState, row: Recording) -> Iterator[str]:
    for name in ("relevant", "readonly", "required"):
        if getattr(ours, name) != row[name]:
            yield f"{name} {getattr(ours, name)}"
    if ours.relevant:
        yield from _answer(ours, row)
        yield from _words(ours, row)


def _answer(ours: NodeState, row: Recording) -> Iterator[str]:
    code = ours.violation.code if ours.violation else None
    if code == "type":
        return  # cleared there, kept and flagged here
    theirs = _plain(row.get("value"))
    if "value" in row and theirs != ours.value and not ours.value.startswith("uuid:"):
        yield f"value {ours.value!r} instead of {theirs!r}"
    recorded = (row.get("violation") or {}).get("condition")
    if code != recorded:
        yield f"violation {code} instead of {recorded}"


def _words(ours: NodeState, row: Recording) -> Iterator[str]:
    if "label" in row and _spaced(row["label"]) != _spaced(ours.label):
        yield f"label {ours.label!r} instead of {row['label']!r}"
    if "options" in row:
        mine = [[choice.value, _spaced(choice.label)] for choice in ours.choices]
        theirs = [[value, _spaced(label or value)] for value, label in row["options"]]
        if mine != theirs:
            yield f"choices {mine} instead of {theirs}"
    if "appearances" in row and ours.appearance.split() != row["appearances"]:
        yield f"appearance {ours.appearance} instead of {row['appearances']}"


def _plain(value: object) -> str:
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    return "" if value is None else str(value)


def _spaced(text: str | None) -> str:
    return " ".join((text or "").split())


def load_differences(recording: Recording) -> Iterator[str]:
    """Load a real form and tell how its first instance differs from the recorded one.

    Left out: what is drawn by lot or read from the clock, and the identity we give
    every instance (both engines have their own way with ``meta``).
    """
    place = shared_folder() / recording["file"]
    form = load_form(place.read_bytes(), place.parent)
    entry = FormEntry.start(form, now=FIRST_MOMENT, timezone="UTC")
    for screen in entry.screens():
        for ref in screen.nodes:
            entry.node(ref)
    if not recording["web_forms_instance"] or not recording["wellformed"]:
        return
    try:
        theirs = etree.fromstring(recording["web_forms_instance"].encode())
    except etree.XMLSyntaxError:
        return  # recorded without its namespaces: nothing to compare with
    ours = etree.fromstring(entry.instance_xml(relevant_only=True))
    for tree in (ours, theirs):
        _without_chance(tree)
    yield from _elements(ours, theirs)


def _without_chance(root: etree._Element) -> None:
    for meta in list(root.iterchildren("{*}meta")):
        if [etree.QName(child).localname for child in meta] == ["instanceID"]:
            root.remove(meta)
    for element in root.iter():
        local = etree.QName(element).localname
        if local == "instanceID" or _MOMENT.fullmatch(element.text or ""):
            element.text = ""
        for name, value in element.attrib.items():
            if _LOT.fullmatch(str(value)):
                element.set(name, "")
        if _LOT.fullmatch(element.text or ""):
            element.text = ""
