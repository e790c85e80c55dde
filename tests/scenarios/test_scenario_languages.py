"""One form in several languages: labels, hints, messages, media, outputs."""

from __future__ import annotations

from tests.support.scenario import Scenario

FORM = """
    | survey  |                   |       |                   |                     |                      |                           |                   |
    |         | type              | name  | label::中文 (zh)  | label::English (en) | hint::中文 (zh)      | guidance_hint::中文 (zh)  | image::中文 (zh)  |
    |         | text              | name  | 您叫什么名字？    | Your name?          | 和证件上一样         | 用来找到您的申请          | card.png          |
    |         | select_one yes_no | again | ${name}，再来吗？ | Again, ${name}?     |                      |                           |                   |
    | choices |                   |       |                   |                     |                      |                           |                   |
    |         | list_name         | name  | label::中文 (zh)  | label::English (en) |                      |                           |                   |
    |         | yes_no            | yes   | 是                | Yes                 |                      |                           |                   |
    |         | yes_no            | no    | 不是              | No                  |                      |                           |                   |
    |         | kiosk             | title | 高龄津贴          | Senior allowance    |                      |                           |                   |
    | settings |                  |       |                   |                     |                      |                           |                   |
    |         | form_title        | form_id | version         | default_language    |                      |                           |                   |
    |         | Allowance         | allowance | 3             | 中文 (zh)           |                      |                           |                   |
"""  # noqa: E501 (a table is read by its columns)


def test_a_form_starts_in_its_default_language():
    form = Scenario.of(FORM)
    assert form.definition.languages == ("中文 (zh)", "English (en)")
    assert form.entry.language == "中文 (zh)"
    assert form.node("name").label == "您叫什么名字？"


def test_a_language_is_found_by_its_tag():
    form = Scenario.of(FORM, language="en")
    assert form.entry.language == "English (en)"
    assert form.labels("again") == ["Yes", "No"]


def test_the_language_changes_in_the_middle_and_answers_stay():
    form = Scenario.of(FORM)
    form.answer("name", "王芳")
    form.answer("again", "yes")
    form.entry.set_language("en")
    assert form.node("again").label == "Again, 王芳?"
    assert form.value("again") == "yes"
    form.entry.set_language("zh")
    assert form.node("again").label == "王芳，再来吗？"


def test_a_language_the_form_does_not_speak_falls_back():
    assert Scenario.of(FORM, language="fr").entry.language == "中文 (zh)"


def test_hint_guidance_and_pictures_are_apart():
    name = Scenario.of(FORM).node("name")
    assert (name.hint, name.guidance) == ("和证件上一样", "用来找到您的申请")
    assert name.media == {"image": "jr://images/card.png"}


def test_a_missing_picture_is_a_warning():
    form = Scenario.of(FORM)
    assert "missing file: jr://images/card.png" in form.definition.warnings
    complete = Scenario.of(FORM, {"card.png": b"..."})
    assert complete.definition.warnings == ()


def test_a_list_no_question_uses_is_still_there_in_every_language():
    form = Scenario.of(FORM).definition
    assert [(c.value, c.label) for c in form.choice_list("kiosk", "zh")] == [
        ("title", "高龄津贴")
    ]
    assert form.choice_list("kiosk", "en")[0].label == "Senior allowance"
    assert form.choice_list("absent", "en") == ()


def test_every_fixed_sentence_of_a_language_is_told_once():
    texts = list(Scenario.of(FORM).definition.texts("en"))
    assert "Your name?" in texts
    assert "Yes" in texts
    assert len(texts) == len(set(texts))
    assert not any("您" in text for text in texts)


def test_who_the_form_is():
    form = Scenario.of(FORM).definition
    assert (form.form_id, form.version, form.title) == ("allowance", "3", "Allowance")
