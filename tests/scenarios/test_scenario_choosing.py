"""Selects: static choices, cascades from a CSV, several choices, shuffled lists."""

from __future__ import annotations

from tests.support.scenario import Scenario

PLACES = (
    "name,label,province,pinyin\n"
    "1101,东城区,11,dong cheng qu\n"
    "1102,西城区,11,xi cheng qu\n"
    "3101,黄浦区,31,huang pu qu\n"
).encode()
CASCADE = """
    | survey  |                                  |          |           |                          |
    |         | type                             | name     | label     | choice_filter            |
    |         | select_one provinces             | province | Province? |                          |
    |         | select_one_from_file places.csv  | county   | County?   | province = ${province}   |
    | choices |                                  |          |           |                          |
    |         | list_name                        | name     | label     |                          |
    |         | provinces                        | 11       | 北京      |                          |
    |         | provinces                        | 31       | 上海      |                          |
"""  # noqa: E501 (a table is read by its columns)
ILLNESSES = """
    | survey  |                        |        |                 |
    |         | type                   | name   | label           |
    |         | select_multiple health | health | How is health?  |
    | choices |                        |        |                 |
    |         | list_name              | name   | label           |
    |         | health                 | well   | Well            |
    |         | health                 | sight  | Sight           |
    |         | health                 | walk   | Walking         |
"""


def cascade():
    return Scenario.of(CASCADE, {"places.csv": PLACES})


def test_a_cascade_offers_what_belongs_to_the_answer_above():
    form = cascade()
    assert form.choices("county") == []
    form.answer("province", "11")
    assert form.labels("county") == ["东城区", "西城区"]
    form.answer("province", "31")
    assert form.choices("county") == ["3101"]


def test_a_row_brings_its_other_columns():
    form = cascade()
    form.answer("province", "31")
    (county,) = form.node("county").choices
    assert county.extra == {"province": "31", "pinyin": "huang pu qu"}


def test_a_choice_that_is_no_longer_offered_is_kept_and_flagged():
    form = cascade()
    form.answer("province", "11")
    assert form.answer("county", "1101").violations == ()
    form.answer("province", "31")
    assert form.value("county") == "1101"
    violation = form.node("county").violation
    assert violation is not None
    assert violation.code == "choice"
    form.answer("province", "11")
    assert form.node("county").violation is None


def test_a_list_that_did_not_come_along_is_a_warning_and_empty():
    form = Scenario.of(CASCADE)
    assert form.definition.warnings == ("missing file: jr://file-csv/places.csv",)
    form.answer("province", "11")
    assert form.choices("county") == []


def test_several_choices_stand_in_the_order_of_the_list():
    form = Scenario.of(ILLNESSES)
    assert form.answer("health", "walk well").value == "well walk"


def test_a_choice_given_twice_counts_once():
    form = Scenario.of(ILLNESSES)
    assert form.answer("health", "sight sight").value == "sight"


def test_an_unknown_choice_is_kept_behind_the_others_and_flagged():
    form = Scenario.of(ILLNESSES)
    outcome = form.answer("health", "other well")
    assert outcome.value == "well other"
    assert [v.code for v in outcome.violations] == ["choice"]


def test_a_shuffled_list_keeps_its_order_until_its_rows_change():
    form = Scenario.of_xml(
        '<instance><data id="f"><q/><other/></data></instance>'
        '<instance id="l"><root><item><name>a</name></item><item><name>b</name></item>'
        "<item><name>c</name></item><item><name>d</name></item></root></instance>",
        '<input ref="/data/other"/><select1 ref="/data/q">'
        "<itemset nodeset=\"randomize(instance('l')/root/item[name != /data/other],"
        ' 42)"><value ref="name"/></itemset></select1>',
    )
    first = form.choices("q")
    assert sorted(first) == ["a", "b", "c", "d"]
    assert first != ["a", "b", "c", "d"]
    assert form.choices("q") == first
    form.answer("other", "a")
    assert sorted(form.choices("q")) == ["b", "c", "d"]


def test_choices_can_come_from_the_answers_of_a_repeat():
    form = Scenario.of_xml(
        '<instance><data id="f"><person><name/></person><head/></data></instance>',
        '<repeat nodeset="/data/person"><input ref="/data/person/name"/></repeat>'
        '<select1 ref="/data/head"><itemset nodeset="/data/person[name != \'\']">'
        '<value ref="name"/><label ref="name"/></itemset></select1>',
    )
    assert form.choices("head") == []
    form.answer("person[1]/name", "王芳")
    form.entry.add_repeat("/data/person")
    form.answer("person[2]/name", "李强")
    assert form.labels("head") == ["王芳", "李强"]
    form.entry.remove_repeat("/data/person[1]")
    assert form.choices("head") == ["李强"]


def test_a_calculation_can_look_up_a_cell():
    form = Scenario.of("""
        | survey |               |         |       |                                                  |
        |        | type          | name    | label | calculation                                      |
        |        | text          | code    | Code? |                                                  |
        |        | csv-external  | places  |       |                                                  |
        |        | calculate     | county  |       | pulldata('places', 'label', 'name', ${code})      |
        """, {"places.csv": PLACES})  # fmt: skip  # noqa: E501 (a table is read by its columns)
    form.answer("code", "3101")
    assert form.value("county") == "黄浦区"
    form.answer("code", "9999")
    assert form.value("county") == ""
