"""What pyxform can write besides question types: one scenario for each feature."""

from __future__ import annotations

import pytest

from kiosk.xforms import FormEntry, FormError
from tests.support.scenario import NOW, ZONE, Scenario, form_of

# ruff: noqa: E501 (a table is read by its columns)
SCALES = """
    | survey  |         |        |        |                           |
    |         | type    | name   | label  | parameters                |
    |         | range   | whole  | Whole? | start=2 end=10 step=2     |
    |         | range   | parts  | Parts? | start=0 end=1 step=0.1    |
    |         | range   | down   | Down?  | start=10 end=0 step=5     |
    |         | rank l  | order  | Order? |                           |
    | choices |
    |         | list_name | name | label |
    |         | l         | a    | A     |
    |         | l         | b    | B     |
"""
OTHER = """
    | survey  |                           |      |        |            |
    |         | type                      | name | label  | parameters |
    |         | select_one l or_other     | one  | One?   |            |
    |         | select_multiple m         | many | Many?  | randomize=true, seed=42 |
    | choices |
    |         | list_name | name | label |
    |         | l         | a    | A     |
    |         | m         | A    | A     |
    |         | m         | B    | B     |
    |         | m         | C    | C     |
    |         | m         | D    | D     |
    |         | m         | E    | E     |
    |         | m         | F    | F     |
"""
PEOPLE = """
    | survey |                    |        |         |                |
    |        | type               | name   | label   | choice_filter  |
    |        | begin_repeat       | person | Person  |                |
    |        | text               | name   | Name?   |                |
    |        | integer            | age    | Age?    |                |
    |        | end_repeat         |        |         |                |
    |        | select_one ${name} | head   | Head?   | ${age} > 17    |
"""
NAMED = """
    | survey  |              |         |           |                                     |         |
    |         | type         | name    | label     | calculation                         | trigger |
    |         | select_one l | one     | One?      |                                     |         |
    |         | calculate    | said    |           | jr:choice-name(${one}, '${one}')    |         |
    |         | calculate    | pulled  |           | pulldata('p', 'label', 'name', ${one}) |      |
    |         | calculate    | kept    |           | once(${one})                        |         |
    | choices |
    |         | list_name | name | label::中文 (zh) | label::English (en) | media::image::English (en) |
    |         | l         | a    | 甲            | A                   | a.png                      |
    |         | l         | b    | 乙            | B                   | b.png                      |
"""
RING = """
    | survey |           |       |        |                 |          |
    |        | type      | name  | label  | calculation     | trigger  |
    |        | integer   | one   | One?   | ${two} + 1      | ${two}   |
    |        | integer   | two   | Two?   | ${one} + 1      | ${one}   |
"""
NESTED = """
    | survey |              |       |        |                     |          |
    |        | type         | name  | label  | calculation         | trigger  |
    |        | begin_repeat | outer | Outer  |                     |          |
    |        | begin_repeat | inner | Inner  |                     |          |
    |        | text         | word  | Word?  |                     |          |
    |        | calculate    | twice |        | concat(${word}, ${word}) | ${word} |
    |        | end_repeat   |       |        |                     |          |
    |        | end_repeat   |       |        |                     |          |
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("whole", "3"),
        ("whole", "12"),
        ("whole", "0"),
        ("parts", "0.35"),
        ("down", "-5"),
        ("down", "4"),
    ],
)
def test_a_number_that_is_not_on_the_scale_is_explained(question, value):
    form = Scenario.of(SCALES)
    (violation,) = form.answer(question, value).violations
    assert (violation.code, violation.message) == ("constraint", None)
    with pytest.raises(FormError, match="not ready"):
        form.entry.finalise()


@pytest.mark.parametrize(
    ("question", "value"),
    [("whole", "2"), ("whole", "10"), ("parts", "0.3"), ("parts", "1"), ("down", "5")],
)
def test_a_number_on_the_scale_will_do(question, value):
    assert Scenario.of(SCALES).answer(question, value).violations == ()


@pytest.mark.parametrize("value", ["a a", "a x", "a b a"])
def test_a_rank_names_each_of_its_values_once(value):
    (violation,) = Scenario.of(SCALES).answer("order", value).violations
    assert violation.code == "choice"


def test_a_rank_keeps_the_order_it_was_given():
    assert Scenario.of(SCALES).answer("order", "b a").value == "b a"


def test_another_answer_than_the_list_has_is_asked_for():
    form = Scenario.of(OTHER)
    assert form.choices("one") == ["a", "other"]
    form.answer("one", "other")
    assert "one_other" in form.screens()
    form.answer("one", "a")
    assert "one_other" not in form.screens()


def test_a_seed_always_gives_the_same_order():
    assert Scenario.of(OTHER).choices("many") == list("AFCBDE")


def test_the_people_of_a_repeat_can_be_chosen():
    form = Scenario.of(PEOPLE)
    form.entry.add_repeat("/data/person")
    form.answer("person[1]/name", "Lin")
    form.answer("person[1]/age", "70")
    form.answer("person[2]/name", "Mei")
    form.answer("person[2]/age", "9")
    assert form.choices("head") == ["Lin"]
    form.answer("person[2]/age", "19")
    assert form.choices("head") == ["Lin", "Mei"]


def named():
    return Scenario.of(
        NAMED, {"p.csv": b"name,label\na,first\nb,second\n"}, language="en"
    )


def test_a_choice_is_named_in_the_language_and_shows_its_picture():
    form = named()
    form.answer("one", "a")
    assert form.value("said") == "A"
    form.entry.set_language("zh")
    assert form.value("said") == "甲"
    form.entry.set_language("en")
    first = form.node("one").choices[0]
    assert first.media == {"image": "jr://images/a.png"}


def test_a_cell_is_pulled_from_a_list_and_a_value_is_kept_once():
    form = named()
    form.answer("one", "a")
    form.answer("one", "b")
    assert form.value("pulled") == "second"
    assert form.value("kept") == "a"


def test_a_ring_of_setvalues_ends_and_is_told_to_staff():
    form = Scenario.of(RING)
    form.answer("one", "1")
    codes = [trouble.code for trouble in form.entry.troubles]
    assert codes == ["never-settles"]
    assert "1" not in str(form.entry.troubles[0])


def test_a_setvalue_stays_in_its_own_nested_instance():
    form = Scenario.of(NESTED)
    form.entry.add_repeat("/data/outer")
    form.entry.add_repeat("/data/outer[2]/inner")
    form.entry.add_repeat("/data/outer[2]/inner")
    form.answer("outer[2]/inner[2]/word", "ha")
    assert form.value("outer[2]/inner[2]/twice") == "haha"
    assert form.value("outer[2]/inner[1]/twice") == ""
    assert form.value("outer[1]/inner[1]/twice") == ""


def test_a_readonly_question_refuses_an_answer_from_outside():
    form = Scenario.of("""
        | survey |      |      |       |             |           |
        |        | type | name | label | read_only   | default   |
        |        | text | lock | Lock? |             |           |
        |        | text | held | Held? | ${lock}='y' | something |
    """)
    form.answer("held", "mine")
    form.answer("lock", "y")
    with pytest.raises(FormError) as refused:
        form.answer("held", "yours")
    assert refused.value.code == "answer-is-fixed"
    assert form.value("held") == "mine"


def test_progress_counts_relevant_questions_that_can_be_answered():
    form = Scenario.of("""
        | survey |         |      |       |            |
        |        | type    | name | label | relevant   |
        |        | note    | hi   | Hello |            |
        |        | integer | age  | Age?  |            |
        |        | text    | job  | Job?  | ${age} > 5 |
    """)
    assert form.entry.progress() == (0, 1)
    form.answer("age", "7")
    assert form.entry.progress() == (1, 2)
    form.answer("job", "baker")
    form.answer("age", "3")
    assert form.entry.progress() == (1, 1)


def test_a_draft_goes_on_with_the_version_it_was_begun_with():
    first = """
        | survey   |      |      |       |
        |          | type | name | label |
        |          | text | old  | Old?  |
        | settings |
        |          | form_id | version |
        |          | f       | 1       |
    """
    second = first.replace("old  | Old? ", "new  | New? ").replace(
        "f       | 1 ", "f       | 2 "
    )
    form = Scenario.of(first)
    form.answer("old", "kept")
    draft = form.entry.instance_xml()
    with pytest.raises(FormError) as misfit:
        FormEntry.resume(form_of(second), draft, now=NOW, timezone=ZONE)
    assert misfit.value.code == "draft-does-not-fit"
    again = FormEntry.resume(form_of(first), draft, now=NOW, timezone=ZONE)
    assert again.node("/data/old").value == "kept"
    assert b'version="1"' in again.finalise()


def test_a_draft_goes_on_where_a_newer_version_only_added_questions():
    first = "| survey | | | |\n| | type | name | label |\n| | text | old | Old? |\n"
    form = Scenario.of(first)
    form.answer("old", "kept")
    newer = form_of(first + "| | text | new | New? |\n")
    entry = FormEntry.resume(newer, form.entry.instance_xml(), now=NOW, timezone=ZONE)
    assert [screen.ref for screen in entry.screens()] == ["/data/old", "/data/new"]


def test_a_correction_names_what_it_replaces():
    form = Scenario.of(
        "| survey | | | |\n| | type | name | label |\n| | text | a | A? |\n"
    )
    sent = form.entry.finalise()
    old = form.node("meta/instanceID").value
    entry = FormEntry.edit(
        form.definition, sent, now=NOW, timezone=ZONE, random=lambda: 0.25
    )
    again = FormEntry.edit(
        form.definition, entry.finalise(), now=NOW, timezone=ZONE, random=lambda: 0.75
    )
    assert f"<deprecatedID>{old}</deprecatedID>".encode() in entry.finalise().replace(
        b"orx:", b""
    )
    first = entry.node("/data/meta/instanceID").value
    assert first != old
    assert again.node("/data/meta/deprecatedID").value == first


def test_the_key_of_an_encrypted_form_stands_on_the_definition():
    form = form_of("""
        | survey   |      |      |       |
        |          | type | name | label |
        |          | text | a    | A?    |
        | settings |
        |          | public_key | submission_url          |
        |          | MIIBIjAN   | https://example.org/sub |
    """)
    assert form.submission.public_key == "MIIBIjAN"
    assert form.submission.action == "https://example.org/sub"


def test_an_instance_has_a_name_where_the_form_gives_one():
    form = Scenario.of("""
        | survey   |      |      |       |
        |          | type | name | label |
        |          | text | a    | A?    |
        | settings |
        |          | instance_name      |
        |          | concat('for ', ${a}) |
    """)
    form.answer("a", "Lin")
    assert form.value("meta/instanceName") == "for Lin"
