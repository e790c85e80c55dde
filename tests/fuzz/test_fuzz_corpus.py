"""What the fuzz command ever found stays mended."""

from __future__ import annotations

import json

import pytest

from tests.fuzz import engine

FOUND = sorted(engine.CORPUS.glob("*.json"))


@pytest.mark.parametrize("place", FOUND, ids=lambda place: place.stem)
def test_what_was_found_once_is_borne_now(place):
    words = engine.verdict(json.loads(place.read_text("utf-8")))
    assert not engine.is_finding(words), words


def test_a_fault_is_a_finding(monkeypatch):
    def fall(_):
        raise KeyError

    monkeypatch.setitem(engine.RUNNERS, "expression", fall)
    assert engine.is_finding(engine.verdict({"kind": "expression"}))


def test_the_same_seed_draws_the_same_cases():
    one, other = engine.cases(7), engine.cases(7)
    assert [next(one) for _ in range(16)] == [next(other) for _ in range(16)]


def test_two_hundred_cases_without_a_finding():
    drawn = engine.cases(11)
    words = [engine.verdict(next(drawn)) for _ in range(200)]
    assert [w for w in words if engine.is_finding(w)] == []
