"""Every answer in words."""

from __future__ import annotations

import pytest

from kiosk.i18n.words import Words
from kiosk.visit.checking import check_rows
from kiosk.xforms import FormEntry
from tests.support.clock import MORNING
from tests.support.small_form import small_form


@pytest.fixture
def entry():
    entry = FormEntry.start(small_form(), now=MORNING, language="zh")
    entry.answer("/data/who", "other")
    entry.answer("/data/papers", "book id")
    return entry


def test_choices_stand_in_words_and_in_the_order_of_the_list(entry):
    values = {row.ref: row.value for row in check_rows(entry, Words("zh"))}

    assert values["/data/who"] == "别人"
    assert values["/data/papers"] == "身份证、户口簿"


def test_the_page_follows_the_language(entry):
    entry.set_language("en")
    values = {row.ref: row.value for row in check_rows(entry, Words("en"))}

    assert values["/data/papers"] == "ID card, Household register"


def test_notes_are_no_answers(entry):
    assert "/data/thanks" not in {row.ref for row in check_rows(entry, Words("zh"))}


def test_a_group_is_a_heading(entry):
    groups = {row.ref: row.group for row in check_rows(entry, Words("zh"))}

    assert groups["/data/agent/agent_name"] == "代办人"
    assert groups["/data/who"] == ""


def test_what_has_to_be_mended_is_said_in_its_row(entry):
    entry.answer("/data/age", "150")
    problems = {row.ref: row.problem for row in check_rows(entry, Words("zh"))}

    assert problems["/data/age"] == "再看一遍年纪。"
    assert problems["/data/papers"] is None


def test_private_matters_are_marked(entry):
    rows = {row.ref: row.sensitive for row in check_rows(entry, Words("zh"))}

    assert rows["/data/papers"]
    assert not rows["/data/who"]
