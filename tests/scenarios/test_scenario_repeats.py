"""Groups that stand several times: adding, removing, counting, looking across."""

from __future__ import annotations

import pytest

from kiosk.xforms import FormError
from tests.support.scenario import Scenario

HOUSEHOLD = """
    | survey |              |        |              |                              |              |
    |        | type         | name   | label        | calculation                  | relevant     |
    |        | begin_repeat | person | A person     |                              |              |
    |        | text         | name   | Name?        |                              |              |
    |        | integer      | age    | Age?         |                              |              |
    |        | calculate    | number |              | position(..)                 |              |
    |        | calculate    | title  |              | concat(${number}, ${name})   |              |
    |        | text         | school | School?      |                              | ${age} < 18  |
    |        | end_repeat   |        |              |                              |              |
    |        | calculate    | people |              | count(${person})             |              |
    |        | calculate    | years  |              | sum(${age})                  |              |
"""  # noqa: E501 (a table is read by its columns)
COUNTED = """
    | survey |              |        |           |                |
    |        | type         | name   | label     | repeat_count   |
    |        | integer      | n      | How many? |                |
    |        | begin_repeat | child  | A child   | ${n}           |
    |        | text         | name   | Name?     |                |
    |        | end_repeat   |        |           |                |
"""


def test_instances_are_added_and_counted():
    form = Scenario.of(HOUSEHOLD)
    assert form.value("people") == "1"
    assert form.entry.add_repeat("/data/person") == "/data/person[2]"
    assert form.value("people") == "2"
    form.answer("person[1]/age", "81")
    form.answer("person[2]/age", "79")
    assert form.value("years") == "160"


def test_those_behind_a_removed_one_move_up():
    form = Scenario.of(HOUSEHOLD)
    for name in ("王", "李", "张"):
        if name != "王":
            form.entry.add_repeat("/data/person")
        form.answer(f"person[{form.value('people')}]/name", name)
    form.entry.remove_repeat("/data/person[2]")
    assert form.value("people") == "2"
    assert form.value("person[2]/title") == "2张"


def test_a_question_sees_its_own_instance_only():
    form = Scenario.of(HOUSEHOLD)
    form.entry.add_repeat("/data/person")
    form.answer("person[2]/age", "12")
    assert not form.node("person[1]/school").relevant
    assert form.node("person[2]/school").relevant


def test_an_answer_in_one_instance_leaves_the_others_alone():
    form = Scenario.of(HOUSEHOLD)
    form.entry.add_repeat("/data/person")
    changed = form.answer("person[2]/name", "李").changed
    assert changed == ("/data/person[2]/title",)


def test_the_form_decides_how_many():
    form = Scenario.of(COUNTED)
    assert "child" not in [e.tag for e in form.submitted()]
    form.answer("n", "2")
    form.answer("child[2]/name", "小明")
    form.answer("n", "3")
    assert form.value("child[2]/name") == "小明"
    form.answer("n", "1")
    assert len(form.submitted().findall("child")) == 1


def test_a_blank_count_changes_nothing_later_on():
    form = Scenario.of(COUNTED)
    form.answer("n", "2")
    form.answer("n", "")
    assert len(form.submitted().findall("child")) == 2


def test_a_counted_repeat_is_not_changed_by_hand():
    form = Scenario.of(COUNTED)
    form.answer("n", "1")
    with pytest.raises(FormError, match="the form decides"):
        form.entry.add_repeat("/data/child")
    with pytest.raises(FormError, match="the form decides"):
        form.entry.remove_repeat("/data/child[1]")


def test_an_instance_may_look_at_the_one_before_it():
    form = Scenario.of_xml(
        '<instance><data id="f"><row><add/><total/></row></data></instance>'
        '<bind nodeset="/data/row/add" type="int"/>'
        '<bind nodeset="/data/row/total" type="int" calculate="coalesce('
        '/data/row[position() = position(current()/..) - 1]/total, 0) + ../add"/>',
        '<repeat nodeset="/data/row"><input ref="/data/row/add"/></repeat>',
    )
    for _ in range(3):
        form.entry.add_repeat("/data/row")
    for at, add in enumerate(("1", "10", "100", "1000"), 1):
        form.answer(f"row[{at}]/add", add)
    assert form.value("row[4]/total") == "1111"
    form.answer("row[1]/add", "2")
    assert form.value("row[4]/total") == "1112"
    form.entry.remove_repeat("/data/row[2]")
    assert form.value("row[3]/total") == "1102"


def test_repeats_inside_repeats():
    form = Scenario.of_xml(
        '<instance><data id="f"><house jr:template=""><room jr:template=""><m2/></room>'
        "<area/></house><all/></data></instance>"
        '<bind nodeset="/data/house/area" calculate="sum(../room/m2)"/>'
        '<bind nodeset="/data/all" calculate="sum(/data/house/area)"/>',
        '<repeat nodeset="/data/house"><repeat nodeset="/data/house/room">'
        '<input ref="/data/house/room/m2"/></repeat></repeat>',
    )
    for house in (1, 2):
        form.entry.add_repeat("/data/house")
        for room in (1, 2):
            form.entry.add_repeat(f"/data/house[{house}]/room")
            form.answer(f"house[{house}]/room[{room}]/m2", str(10 * house + room))
    assert [form.value(f"house[{h}]/area") for h in (1, 2)] == ["23", "43"]
    assert form.value("all") == "66"
    form.entry.remove_repeat("/data/house[1]/room[2]")
    assert form.value("all") == "54"
