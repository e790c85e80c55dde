"""Forward, back, and a change from the check page."""

from __future__ import annotations

import pytest

from kiosk.visit.course import CHECK, Course
from kiosk.xforms import FormEntry
from tests.support.clock import MORNING
from tests.support.small_form import small_form


@pytest.fixture
def entry():
    return FormEntry.start(small_form(), now=MORNING, language="zh")


def walk_to_check(course, entry):
    entry.answer("/data/who", "self")
    entry.answer("/data/age", "85")
    while course.forward():
        pass


def test_the_way_leads_through_relevant_questions_to_the_check_page(entry):
    course = Course(entry)
    entry.answer("/data/who", "self")
    passed = []
    while screen := course.forward():
        passed.append(screen.ref)

    assert passed == [
        "/data/age",
        "/data/papers",
        "/data/sign",
        "/data/thanks",
    ]
    assert course.place == CHECK


def test_back_from_the_first_question_leads_out(entry):
    assert Course(entry).backward() is None


def test_a_change_that_asks_nothing_new_leads_straight_back(entry):
    course = Course(entry)
    walk_to_check(course, entry)

    course.change("/data/age")
    entry.answer("/data/age", "86")

    assert course.forward() is None
    assert course.place == CHECK


def test_a_change_asks_only_what_it_made_relevant(entry):
    course = Course(entry)
    walk_to_check(course, entry)
    course.change("/data/who")
    entry.answer("/data/who", "other")
    asked = []
    while screen := course.forward():
        asked.append(screen.ref)

    assert asked == ["/data/agent/agent_name", "/data/agent/agent_phone"]


def test_back_out_of_a_change_is_the_check_page_again(entry):
    course = Course(entry)
    walk_to_check(course, entry)
    course.change("/data/age")

    assert course.backward() is None
    assert (course.place, course.changing) == (CHECK, False)


def test_the_place_kept_with_a_draft_brings_the_same_screen_back(entry):
    course = Course(entry)
    walk_to_check(course, entry)
    course.change("/data/age")

    again = Course(entry, course.place)

    assert again.screen.ref == "/data/age"
    assert again.changing


def test_a_question_whose_own_answer_hides_it_does_not_end_the_way(entry):
    entry.answer("/data/who", "other")
    course = Course(entry, "/data/agent/agent_phone")
    entry.answer("/data/who", "self")

    assert course.forward().ref == "/data/age"


def test_what_is_missing_keeps_the_person_at_the_question(entry):
    course = Course(entry)

    assert [v.code for v in course.violations()] == ["required"]
    entry.answer("/data/who", "self")
    assert course.violations() == ()


def test_steps_are_counted_among_what_is_asked_now(entry):
    course = Course(entry)
    assert course.count() == (1, 5)

    entry.answer("/data/who", "other")
    assert course.count() == (1, 7)
