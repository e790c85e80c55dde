"""Recorded runs of forms, replayed: instances, node states, choices after each step.

Skipped where the recordings are not at hand. A case that our semantics decides
otherwise stands with its reason in ``decisions_scenarios.toml``; one we do not reach
yet in ``not_yet_scenarios.toml``. Both stay true: a case that agrees is taken off.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.support.recorded_forms import differences, recordings, shared_folder

HERE = Path(__file__).parent

pytestmark = pytest.mark.skipif(
    not (shared_folder() / "scenarios.jsonl").exists(), reason="no recordings here"
)


def listed(name, key):
    """Case id to the reason it is on a list."""
    table = tomllib.loads((HERE / name).read_text("utf-8"))
    return {case: row["reason"] for row in table[key] for case in row["cases"]}


DECIDED = listed("decisions_scenarios.toml", "decision")
NOT_YET = listed("not_yet_scenarios.toml", "not_yet")


@pytest.mark.parametrize("case", recordings("scenarios.jsonl"), ids=lambda c: c["id"])
def test_a_recorded_scenario(case):
    found = list(differences(case))
    reason = DECIDED.get(case["id"]) or NOT_YET.get(case["id"])
    if reason is None:
        assert found == []
    else:
        assert found, f"agrees now, take it off the list: {reason}"


def test_no_case_is_on_both_lists():
    assert not DECIDED.keys() & NOT_YET.keys()


def test_every_listed_case_exists():
    known = {case["id"] for case in recordings("scenarios.jsonl")}
    assert not (DECIDED.keys() | NOT_YET.keys()) - known
