"""The way through a form: screens, forwards, backwards, jumps, progress."""

from __future__ import annotations

import pytest

from kiosk.xforms import FormError, Screen
from tests.support.scenario import Scenario

FORM = """
    | survey |                |         |             |             |                |
    |        | type           | name    | label       | appearance  | relevant       |
    |        | text           | name    | Name?       |             |                |
    |        | begin_group    | address | Address     | field-list  |                |
    |        | text           | street  | Street?     |             |                |
    |        | text           | house   | House?      |             | ${street} != ''|
    |        | end_group      |         |             |             |                |
    |        | note           | thanks  | Thank you.  |             |                |
    |        | begin_repeat   | child   | A child     |             | ${name} != ''  |
    |        | text           | called  | Called?     |             |                |
    |        | end_repeat     |         |             |             |                |
"""


def test_a_field_list_is_one_screen_with_what_is_relevant_in_it():
    form = Scenario.of(FORM)
    assert form.entry.screens()[1] == Screen(
        "/data/address", ("/data/address/street",), "group"
    )
    form.answer("address/street", "长安街")
    assert form.entry.screens()[1].nodes == (
        "/data/address/street",
        "/data/address/house",
    )


def test_there_and_back():
    form = Scenario.of(FORM).entry
    seen = []
    while (screen := form.next()) is not None:
        seen.append(screen.ref)
    assert seen == ["/data/name", "/data/address", "/data/thanks"]
    back = []
    while (screen := form.back()) is not None:
        back.append(screen.ref)
    assert back == seen[::-1]


def test_a_repeat_asks_for_another_one_behind_its_instances():
    form = Scenario.of(FORM)
    form.answer("name", "王芳")
    assert form.screens()[-2:] == ["child[1]/called", "child"]
    assert form.entry.screens()[-1].kind == "repeat"
    form.entry.add_repeat(form.entry.screens()[-1].ref)
    assert form.screens()[-3:] == ["child[1]/called", "child[2]/called", "child"]


def test_a_jump_lands_on_the_screen_that_shows_the_question():
    entry = Scenario.of(FORM).entry
    assert entry.jump("/data/address/street").ref == "/data/address"
    assert entry.next().ref == "/data/thanks"


def test_no_jump_to_what_is_not_asked():
    with pytest.raises(FormError, match="no screen shows this"):
        Scenario.of(FORM).entry.jump("/data/address/house")


def test_going_on_when_the_screen_one_stood_at_is_gone():
    form = Scenario.of(FORM)
    form.answer("name", "王芳")
    form.entry.jump("/data/child[1]/called")
    form.answer("name", "")
    assert form.entry.back().ref == "/data/thanks"


def test_progress_counts_questions_not_notes():
    form = Scenario.of(FORM)
    assert form.entry.progress() == (0, 2)
    form.answer("name", "王芳")
    assert form.entry.progress() == (1, 3)
