"""Questions that come and go, and what becomes of their answers."""

from __future__ import annotations

from tests.support.scenario import Scenario

GROUP = """
    | survey |                   |          |                |                  |          |                                  |
    |        | type              | name     | label          | relevant         | required | calculation                      |
    |        | select_one yes_no | agent    | Someone else?  |                  |          |                                  |
    |        | begin_group       | helper   | The helper     | ${agent} = 'yes' |          |                                  |
    |        | text              | name     | Their name     |                  | yes      |                                  |
    |        | text              | phone    | Their phone    | ${name} != ''    |          |                                  |
    |        | end_group         |          |                |                  |          |                                  |
    |        | calculate         | greeting |                |                  |          | concat('Hello ', ${name})        |
    | choices |                  |          |                |                  |          |                                  |
    |        | list_name         | name     | label          |                  |          |                                  |
    |        | yes_no            | yes      | Yes            |                  |          |                                  |
    |        | yes_no            | no       | No             |                  |          |                                  |
"""  # noqa: E501 (a table is read by its columns)


def test_a_group_that_does_not_concern_one_is_not_asked():
    form = Scenario.of(GROUP)
    assert form.screens() == ["agent"]
    form.answer("agent", "yes")
    assert form.screens() == ["agent", "helper/name"]
    form.answer("helper/name", "王芳")
    assert form.screens() == ["agent", "helper/name", "helper/phone"]


def test_changing_ones_mind_brings_the_answers_back():
    form = Scenario.of(GROUP)
    form.answer("agent", "yes")
    form.answer("helper/name", "王芳")
    form.answer("agent", "no")
    assert form.submitted().find("helper") is None
    assert form.value("helper/name") == "王芳"
    form.answer("agent", "yes")
    assert form.submitted().findtext("helper/name") == "王芳"


def test_what_is_not_relevant_reads_blank_elsewhere():
    form = Scenario.of(GROUP)
    form.answer("agent", "yes")
    form.answer("helper/name", "王芳")
    assert form.value("greeting") == "Hello 王芳"
    form.answer("agent", "no")
    assert form.value("greeting") == "Hello "


def test_relevance_is_inherited_from_every_group_above():
    form = Scenario.of(GROUP)
    assert not form.node("helper/name").relevant
    assert not form.node("helper/phone").relevant


def test_an_answer_tells_what_else_it_changed():
    form = Scenario.of(GROUP)
    changed = form.answer("agent", "yes").changed
    assert "/data/helper" in changed
    assert "/data/helper/name" in changed
    assert "/data/agent" not in changed


def test_a_required_question_counts_only_while_it_is_relevant():
    form = Scenario.of(GROUP)
    assert form.entry.validate() == []
    form.answer("agent", "yes")
    assert [v.ref for v in form.entry.validate()] == ["/data/helper/name"]
