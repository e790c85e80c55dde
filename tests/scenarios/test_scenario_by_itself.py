"""What a form writes by itself: setvalue, defaults, preloads, identity."""

from __future__ import annotations

import re

from kiosk.xforms import FormEntry
from tests.support.scenario import NOW, ZONE, Scenario, form_of

TRIGGERED = """
    | survey |           |         |           |                     |          |             |
    |        | type      | name    | label     | calculation         | trigger  | default     |
    |        | text      | county  | County?   |                     |          |             |
    |        | text      | street  | Street?   |                     |          |             |
    |        | calculate | stamp   |           | concat(${county}, '!') | ${county} |          |
    |        | date      | day     | Day?      |                     |          | today()     |
    |        | start     | begun   |           |                     |          |             |
    |        | end       | done    |           |                     |          |             |
    |        | deviceid  | device  |           |                     |          |             |
"""  # noqa: E501 (a table is read by its columns)


def test_a_dynamic_default_is_there_when_the_form_starts():
    assert Scenario.of(TRIGGERED).value("day") == "2026-11-22"


def test_a_triggered_value_changes_with_its_question_only():
    form = Scenario.of(TRIGGERED)
    assert form.value("stamp") == ""
    outcome = form.answer("county", "东城区")
    assert form.value("stamp") == "东城区!"
    assert "/data/stamp" in outcome.changed


def test_the_same_answer_again_triggers_nothing():
    form = Scenario.of(TRIGGERED)
    form.answer("county", "东城区")
    form.entry.answer("/data/stamp", "mine")
    form.answer("county", "东城区")
    assert form.value("stamp") == "mine"


def test_start_and_device_are_filled_at_the_start_and_end_when_it_is_final():
    entry = FormEntry.start(
        form_of(TRIGGERED), now=NOW, timezone=ZONE, properties={"deviceid": "kiosk-07"}
    )
    assert entry.node("/data/begun").value == "2026-11-22T09:30:00.000+08:00"
    assert entry.node("/data/device").value == "kiosk-07"
    assert entry.node("/data/done").value == ""
    entry.finalise()
    assert entry.node("/data/done").value == "2026-11-22T09:30:00.000+08:00"


def test_a_new_instance_gets_its_values_and_old_ones_keep_theirs():
    form = Scenario.of_xml(
        '<instance><data id="f"><row><a/></row></data></instance>',
        '<repeat nodeset="/data/row"><input ref="/data/row/a"/>'
        '<setvalue event="odk-new-repeat" ref="/data/row/a" value="position(..)"/>'
        "</repeat>",
    )
    assert form.value("row[1]/a") == ""
    form.entry.add_repeat("/data/row")
    assert form.value("row[2]/a") == "2"
    assert form.value("row[1]/a") == ""


def test_every_instance_has_an_identity_of_its_own():
    definition = form_of(TRIGGERED)
    ids = [
        FormEntry.start(definition).node("/data/meta/instanceID").value
        for _ in range(2)
    ]
    assert ids[0] != ids[1]
    assert all(re.fullmatch(r"uuid:[0-9a-f-]{36}", found) for found in ids)


def test_chance_is_drawn_once():
    form = Scenario.of("""
        | survey |           |      |       |                    |
        |        | type      | name | label | calculation        |
        |        | text      | a    | A?    |                    |
        |        | calculate | lot  |       | once(random())     |
        |        | calculate | id   |       | uuid()             |
        """)
    before = form.value("lot"), form.value("id")
    form.answer("a", "x")
    again = form.resumed()
    assert (again.value("lot"), again.value("id")) == before
