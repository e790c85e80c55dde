"""Two engines over one form: the same steps, and every difference told.

What belongs here: taking the state of ours in JavaRosa's terms, comparing, and the
paths that two engines name alike. What is decided otherwise stands in
``tests/differential/decisions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiosk.xforms import FormEntry

Row = Mapping[str, Any]
_CHANCE = re.compile(
    r"(uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|0\.\d{6,}"
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d.*|\d\d:\d\d:\d\d.*"
)
_NUMBER = re.compile(r"-?\d+\.\d+|-?\d+")


def ours(entry: FormEntry) -> dict[str, tuple[bool, str, str]]:
    """Every leaf outside ``meta``: relevance, value, violation."""
    found: dict[str, tuple[bool, str, str]] = {}
    groups: set[str] = set()
    states = list(entry.nodes())
    for state in states:
        groups.add(state.ref.rpartition("/")[0])
    for state in states:
        if state.ref in groups or "/meta/" in _plain(state.ref):
            continue
        code = state.violation.code if state.violation else ""
        found[_plain(state.ref)] = (state.relevant, state.value, code)
    return found


def theirs(nodes: Iterable[Row]) -> dict[str, tuple[bool, str, str]]:
    """The same from JavaRosa's reply."""
    rows = {
        _plain(row["ref"]): (row["relevant"], row["value"], row["violation"])
        for row in nodes
    }
    return {ref: row for ref, row in rows.items() if "/meta/" not in ref}


def _plain(ref: str) -> str:
    """Without prefixes: engines keep them or drop them."""
    return re.sub(r"/[^/:\[]+:", "/", ref)


def differences(entry: FormEntry, nodes: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """(ref, what differs) for every leaf the engines see differently."""
    mine, other = ours(entry), theirs(nodes)
    for ref in sorted(mine.keys() ^ other.keys()):
        yield ref, "only here" if ref in mine else "only there"
    for ref in sorted(mine.keys() & other.keys()):
        (here, value, code), (there, their_value, their_code) = mine[ref], other[ref]
        if here != there:
            yield ref, f"relevant {here}, there {there}"
        elif here and not same_value(value, their_value):
            yield ref, f"value {value!r}, there {their_value!r}"
        elif here and _compared(code, their_code):
            yield ref, f"violation {code!r}, there {their_code!r}"


def _compared(code: str, other: str) -> bool:
    """Whether they differ in what JavaRosa tells: it knows no mistyped answer."""
    told = {code, other} & {"required", "constraint"}
    return bool(told) and code != other and code not in {"type", "choice"}


def same_value(one: str, other: str) -> bool:
    """Alike, or both drawn by lot, or the same number written in two ways."""
    if one.strip() == other.strip():
        return True
    if _CHANCE.fullmatch(one) and _CHANCE.fullmatch(other):
        return True
    numbers = _NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)
    return bool(numbers) and abs(float(one) - float(other)) < 1e-9 * max(
        1.0, abs(float(one))
    )
