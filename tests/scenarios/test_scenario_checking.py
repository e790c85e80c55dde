"""What makes an answer wrong, in which order, and with whose words."""

from __future__ import annotations

import pytest

from kiosk.xforms import FormError
from tests.support.scenario import Scenario

AGE = """
    | survey |         |      |          |            |                        |                    |          |                  |
    |        | type    | name | label    | constraint | constraint_message     | hint               | required | required_message |
    |        | integer | age  | How old? | . >= 80    | From 80 years on.      | In whole years     | yes      | We need the age. |
    |        | date    | born | Born?    | . < today() | Before today.         |                    |          |                  |
"""  # noqa: E501 (a table is read by its columns)


def codes(outcome):
    return [violation.code for violation in outcome.violations]


def test_a_blank_is_only_a_matter_of_required():
    form = Scenario.of(AGE)
    violation = form.node("age").violation
    assert (violation.code, violation.message) == ("required", "We need the age.")
    assert form.node("born").violation is None


def test_a_constraint_speaks_with_the_forms_own_words():
    form = Scenario.of(AGE)
    (violation,) = form.answer("age", "79").violations
    assert (violation.ref, violation.code) == ("/data/age", "constraint")
    assert violation.message == "From 80 years on."
    assert form.answer("age", "80").violations == ()


def test_a_wrong_answer_is_kept_and_explained():
    form = Scenario.of(AGE)
    form.answer("age", "79")
    assert form.value("age") == "79"


def test_a_value_of_the_wrong_type_is_kept_as_typed_and_flagged_alone():
    form = Scenario.of(AGE)
    outcome = form.answer("age", "eighty")
    assert (outcome.value, codes(outcome)) == ("eighty", ["type"])


@pytest.mark.parametrize("value", ["2024-02-30", "yesterday", "2024-13-01"])
def test_a_day_that_does_not_exist_is_of_the_wrong_type(value):
    assert codes(Scenario.of(AGE).answer("born", value)) == ["type"]


def test_today_is_the_kiosks_own_day():
    form = Scenario.of(AGE)
    assert codes(form.answer("born", "2026-11-22")) == ["constraint"]
    assert codes(form.answer("born", "2026-11-21")) == []


def test_a_form_is_not_final_while_an_answer_is_missing():
    form = Scenario.of(AGE)
    with pytest.raises(FormError) as refusal:
        form.entry.finalise()
    assert (refusal.value.code, refusal.value.where) == ("answers-missing", "/data/age")
    form.answer("age", "81")
    assert b"<age>81</age>" in form.entry.finalise()


def test_a_constraint_that_cannot_be_evaluated_does_not_pass_silently():
    form = Scenario.of("""
        | survey |      |      |       |                        |
        |        | type | name | label | constraint             |
        |        | text | day  | Day?  | date(.) < today()      |
        """)
    assert codes(form.answer("day", "2024-02-30")) == ["constraint"]
    assert [trouble.code for trouble in form.entry.troubles] == ["xpath-date"]
    assert codes(form.answer("day", "2024-02-29")) == []


def test_required_can_depend_on_another_answer():
    form = Scenario.of("""
        | survey |         |       |        |                 |
        |        | type    | name  | label  | required        |
        |        | text    | phone | Phone? |                 |
        |        | text    | call  | When?  | ${phone} != ''  |
        """)
    assert not form.node("call").required
    form.answer("phone", "65551234")
    assert form.node("call").required


def test_a_readonly_group_makes_everything_in_it_readonly():
    form = Scenario.of_xml(
        '<instance><data id="f"><g><a/></g></data></instance>'
        '<bind nodeset="/data/g" readonly="true()"/>',
        '<group ref="/data/g"><input ref="/data/g/a"/></group>',
    )
    assert form.node("g/a").readonly
