"""Real forms of other projects: they load, start, and begin with the same instance.

Skipped where the recordings are not at hand. What our semantics decides otherwise
stands with its reason in ``decisions_xforms.toml``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kiosk.xforms import FormError, load_form
from tests.support.recorded_forms import load_differences, recordings, shared_folder

pytestmark = pytest.mark.skipif(
    not (shared_folder() / "xforms.jsonl").exists(), reason="no recordings here"
)

TABLE = tomllib.loads(
    (Path(__file__).parent / "decisions_xforms.toml").read_text("utf-8")
)
DECIDED = {f: row["reason"] for row in TABLE["decision"] for f in row["files"]}
LOADED = {f: row["reason"] for row in TABLE["loaded"] for f in row["files"]}
FORMS = recordings("xforms.jsonl")


def outcome(form):
    """Every difference; a refusal is one."""
    try:
        return list(load_differences(form))
    except FormError as refusal:
        return [f"refused: {refusal.code}"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["file"])
def test_a_real_form(form):
    found = outcome(form)
    reason = DECIDED.get(form["file"])
    if reason is None:
        assert found == []
    else:
        assert found, f"agrees now, take it off the list: {reason}"


def test_every_form_both_engines_refuse_is_refused_or_has_a_reason():
    both = {"failure", "exception"}
    refused_by_all = [
        form for form in FORMS if {form["web_forms"], form["javarosa"]} <= both
    ]
    accepted = [f["file"] for f in refused_by_all if loads(f)]
    assert set(accepted) == set(LOADED)


def loads(form):
    place = shared_folder() / form["file"]
    try:
        load_form(place.read_bytes(), place.parent)
    except FormError:
        return False
    return True
