"""A fact from below becomes a sentence and what to do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kiosk.errors import Expected
from kiosk.i18n import catalogue, problems
from kiosk.xforms.states import NodeState, Violation

KIOSK = Path(catalogue.__file__).parent.parent


def state(kind="input", datatype="string"):
    return NodeState(
        ref="/data/age",
        name="age",
        kind=kind,
        type=datatype,
        value="",
        relevant=True,
        readonly=False,
        required=True,
        violation=None,
        label="",
        hint="",
        guidance="",
        choices=(),
        appearance="",
        media={},
        attributes={},
    )


def violation(code, message=None):
    return Violation("/data/age", code, message)


def test_a_trouble_has_a_sentence_and_a_remedy():
    trouble = Expected("form-not-found", "senior")
    assert problems.sentence(trouble, "zh") == "没有找到表单「senior」。"
    assert problems.remedy(trouble, "en").endswith("kiosk forms list")
    assert problems.tell(trouble, "zh") == (
        "没有找到表单「senior」。看看名字和文件夹；已有的表单用 kiosk forms list 列出。"
    )
    assert problems.tell(trouble, "en").startswith("No form “senior” was found. Check")


def test_facts_of_the_trouble_are_in_its_sentence():
    trouble = Expected("settings-file-not-read", "kiosk.toml", why="line 3")
    assert "kiosk.toml" in problems.sentence(trouble, "en")
    assert "line 3" in problems.sentence(trouble, "zh")


def test_a_trouble_without_a_remedy_has_none():
    assert problems.remedy(Expected("step-not-possible", "step 1", why="x"), "en") == ""


def test_an_unknown_trouble_still_gets_a_sentence(caplog):
    assert "moon-gone" in problems.sentence(Expected("moon-gone"), "zh")
    assert "moon-gone" in caplog.text


def test_a_fact_that_was_not_given_is_a_dash_and_logged(caplog):
    trouble = Expected("step-not-possible", "step 1")
    assert problems.sentence(trouble, "en") == "step 1 can't be done: —."
    assert "why" in caplog.text


def test_what_a_subclass_knows_beyond_its_details_can_be_said(monkeypatch):
    class Puzzle(Expected):
        message = "too hard"
        column = 7

    facts = problems._facts(Puzzle("puzzle", "row 1"))
    assert facts["message"] == "too hard"
    assert facts["column"] == 7


def test_the_forms_own_words_come_first():
    own = violation("constraint", "要满 80 岁。")
    assert problems.for_violation(own, state(), "zh") == "要满 80 岁。"


@pytest.mark.parametrize("code", ["required", "constraint", "type", "choice"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["input", "select1", "select", "range", "trigger", ""])
def test_without_the_forms_words_the_kiosk_has_its_own(code, language, kind):
    said = problems.for_violation(violation(code), state(kind), language)
    assert said
    assert not said.startswith("violation.")


def test_the_kiosks_words_fit_the_question():
    def say(code, kind, datatype="string"):
        return problems.for_violation(violation(code), state(kind, datatype), "en")

    assert say("required", "select1") == "Choose one to go on."
    assert "whole number" in say("type", "input", "int")
    assert "calendar" in say("type", "input", "date")
    assert say("type", "input", "unheard-of") == say("type", "input")


def test_every_code_the_kiosk_raises_has_its_sentence():
    known = catalogue.texts()
    homeless = {
        f"{code} ({place})"
        for code, place in _codes_in_code()
        if f"problem.{code}" not in known
    }
    assert homeless == set()


def _codes_in_code():
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in KIOSK.rglob("*.py")
    }
    troubles = _names_of_troubles(trees.values())
    for path, tree in trees.items():
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Name(id=name) | ast.Attribute(attr=name),
                    args=[ast.Constant(value=str(code)), *_],
                ) if name in troubles:
                    yield code, path.name


def _names_of_troubles(trees):
    """``Expected`` and every class made from it, however far down."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    troubles = {"Expected"}
    while more := {
        name
        for name, above in bases.items()
        if above & troubles and name not in troubles
    }:
        troubles |= more
    return troubles
