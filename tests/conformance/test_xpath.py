"""The recorded cases of other engines, against our semantics (XFORMS.md).

Skipped where the recordings are not at hand. A case that our semantics decides
otherwise stands, with its reason and with what we give instead, in
``decisions_xpath.toml``; a decision no case needs any longer is a failure too.
"""

from __future__ import annotations

import json
import math
import os
import re
import tomllib
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.xpath import XPathError, evaluate
from kiosk.xpath.compile import compile_expression
from kiosk.xpath.document import read_document
from kiosk.xpath.locate import path_of
from kiosk.xpath.values import Context
from kiosk.xpath.xform import FormOfDocument

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("KIOSK_SHARED", HERE.parents[2] / "shared"))
CASES = SHARED / "conformance" / "xpath.jsonl"
ZONE = ZoneInfo("America/Phoenix")
NOW = datetime(2026, 11, 21, 15, 42, tzinfo=ZONE)
SPECIAL = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="no recordings here")


def recorded():
    """Every case but those that need a host function or Java."""
    if not CASES.exists():
        return []
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [
        row
        for row in rows
        if not row.get("custom_function") and row["kind"] != "java-expression"
    ]


def decided():
    """Case id to the decision it falls under."""
    table = tomllib.loads((HERE / "decisions_xpath.toml").read_text("utf-8"))
    return {case: entry for entry in table["decision"] for case in entry["cases"]}


def outcome(row, kind):
    """What we give for a case: a value, or the code of the trouble."""
    try:
        return evaluate(
            row["expression"],
            row.get("xml"),
            row.get("context", "/"),
            now=NOW,
            timezone=ZONE,
            language=row.get("language"),
            kind=kind,
        )
    except XPathError as error:
        return error


def agrees(row):
    """Whether we give what was recorded."""
    kind, expected = row["kind"], row.get("expected")
    if kind == "throws":
        return isinstance(outcome(row, None), XPathError)
    if kind in {"string-matches", "date"}:
        ours = outcome(row, "string")
        pattern = expected if kind == "string-matches" else re.escape(expected)
        return isinstance(ours, str) and re.search(pattern, ours) is not None
    ours = outcome(row, kind)
    if isinstance(ours, XPathError):
        return False
    if kind == "number":
        return same_number(ours, expected, row.get("round_factor"))
    if kind == "nodeset":
        return ours == nodes_of(row, expected)
    return ours == expected


def same_number(ours, expected, factor):
    """Equal, to the precision the recorder compared with."""
    if isinstance(expected, dict):
        expected = SPECIAL[expected["$num"]]
    if math.isnan(expected) or math.isnan(ours):
        return math.isnan(expected) and math.isnan(ours)
    if factor:
        return abs(ours - expected) <= 1 / factor
    return ours == expected or math.isclose(ours, expected, rel_tol=1e-12)


def nodes_of(row, paths):
    """The recorder's paths, which start at the whole document, as ours."""
    whole = read_document(row["xml"])
    surroundings = Context(
        now=NOW,
        timezone=ZONE,
        language="",
        random=lambda: 0.0,
        root=whole,
        host=FormOfDocument(whole, None),
        instance=lambda _: None,
    )
    return [
        path_of(node)
        for path in paths
        for node in compile_expression(path).nodes(whole, surroundings)
    ]


@pytest.mark.parametrize("row", recorded(), ids=lambda row: row["id"])
def test_recorded_case(row):
    decision = decided().get(row["id"])
    if decision is None:
        assert agrees(row), (row["expression"], row.get("expected"), row.get("xml"))
    else:
        assert not agrees(row), f"the decision is not needed: {decision['reason']}"
