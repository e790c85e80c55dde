"""The services that ship, walked through the engine as people would."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from kiosk.publishing.checks import check_file
from kiosk.publishing.shipped import shipped_folder, shipped_forms
from kiosk.xforms import FormEntry

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=BEIJING)
STEPS = Path(__file__).parent / "steps"
FORMS = tuple(path.stem for path in shipped_forms())

ID = "/data/elder/id_number"
# Born 1941-03-12, a woman; made up, with a right check digit.
WANG = "320211194103120025"


@cache
def report(form):
    return check_file(shipped_folder() / f"{form}.md")


@pytest.fixture
def sit_down():
    def start(form="senior-allowance", language="zh", now=NOW):
        definition = report(form).definition
        return FormEntry.start(definition, now=now, timezone=BEIJING, language=language)

    return start


@pytest.fixture
def elder(sit_down):
    entry = sit_down()
    entry.answer("/data/who/applicant", "self")
    return entry


def with_check_digit(digits):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(one) * weight for one, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def said(entry, ref, value):
    outcome = entry.answer(ref, value)
    assert outcome.value == value, "a wrong answer is kept"
    return [one.message for one in outcome.violations]


def shown(entry):
    return [screen.ref.rpartition("/")[2] for screen in entry.screens()]


@pytest.mark.parametrize("form", FORMS)
def test_a_shipped_form_is_fit_without_a_single_remark(form):
    assert report(form).findings == ()


@pytest.mark.parametrize("form", FORMS)
def test_a_shipped_form_is_named_for_its_id(form):
    assert report(form).definition.form_id == form


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_steps_walk_a_shipped_form_to_its_submission(form, language, sit_down):
    entry = sit_down(form, language)
    steps = json.loads((STEPS / f"{form}.json").read_text("utf-8"))
    for step in steps:
        assert entry.node(step["answer"]).relevant, step
        assert entry.answer(step["answer"], step["value"]).violations == (), step
    assert entry.validate() == []
    sent = etree.fromstring(entry.finalise())
    assert sent.get("id") == form
    for step in steps:
        group, name = step["answer"].removeprefix("/data/").split("/")
        assert sent.xpath(f"string(*[local-name()='{group}']/*[local-name()='{name}'])")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_question_has_a_reason_a_hint_and_a_short_name(form, language, sit_down):
    for node in sit_down(form, language).nodes():
        if node.kind in {"", "group", "repeat"}:
            continue
        assert node.label.strip(" ?？"), node.ref
        assert node.hint, node.ref
        assert node.guidance, node.ref
        if not node.readonly:
            assert node.attributes[f"short_{language}"], node.ref


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("language", "banned"),
    [
        ("zh", ("错误", "非法", "无效", "失败", ",", "?", "!", ";")),
        ("en", ("please", "sorry", "invalid", "error", "failed", "，", "。", "？")),
    ],
)
def test_the_words_are_plain_and_blame_nobody(form, language, banned):
    for text in report(form).definition.texts(language):
        for word in banned:
            assert word not in text.lower(), text


@pytest.mark.parametrize("form", FORMS)
def test_no_chinese_is_left_in_the_english(form):
    for text in report(form).definition.texts("en"):
        if text not in set(_divisions(form)):
            assert not any("\u4e00" <= sign <= "\u9fff" for sign in text), text


def _divisions(form):
    definition = report(form).definition
    return (choice.label for choice in definition.choice_list("divisions", "en"))


@pytest.mark.parametrize(
    "name",
    [
        "王",
        "买买提·吐尔逊",
        "𠮷田",
        "䶮",
        "镕喆珺玥",
        "古丽" * 12 + "玥",
        "Mary O'Neil",
    ],
)
def test_any_name_is_taken_as_it_is(elder, name):
    assert said(elder, "/data/elder/name", name) == []


def test_only_an_empty_name_is_asked_for_again(elder):
    elder.answer("/data/elder/name", "")
    state = elder.node("/data/elder/name")
    assert state.required
    assert state.violation.message == "写上名字，好往下走。"


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        (WANG[:-1], "现在是 17 位，少了 1 位", "has 17 digits. It needs 18"),
        (WANG + "1", "现在是 19 位，多了 1 位", "has 19 digits. It needs only 18"),
        (WANG[:-1] + "6", "有一位数字和证件上的不一样", "One digit is not the same"),
        ("320211914103120025", "现在是 91410312，没有这一天", "They read 91410312"),
        (WANG[:6] + "19410230" + WANG[14:], "没有这一天", "no such day"),
        ("00" + WANG[2:], "没有一个地方的号码是这样开头的", "No place has numbers"),
        (WANG[:10] + "X" + WANG[11:], "X 只会在最后一位", "only stand at the very end"),
        ("32021l194103120025", "只有数字", "only digits"),
        ("320211410312002", "老的 15 位号码", "old number of 15 digits"),
    ],
)
def test_a_wrong_card_number_is_kept_and_says_what_is_wrong(sit_down, typed, zh, en):
    for language, words, remedy in (
        ("zh", zh, "看着证件，再对一遍。"),
        ("en", en, "Look at the card and go through it once more."),
    ):
        entry = sit_down(language=language)
        (message,) = said(entry, ID, typed)
        assert words in message
        assert message.endswith(remedy)


@pytest.mark.parametrize(
    ("digits", "kind", "born"),
    [
        ("32021119410312002", "resident", "1941-03-12"),
        ("81000019411231001", "hong_kong_macao_taiwan", "1941-12-31"),
        ("82000019400101002", "hong_kong_macao_taiwan", "1940-01-01"),
        ("83000019390815003", "hong_kong_macao_taiwan", "1939-08-15"),
        ("91115619440229001", "permanent_residence", "1944-02-29"),
    ],
)
def test_every_kind_of_card_is_read(elder, digits, kind, born):
    assert said(elder, ID, with_check_digit(digits)) == []
    assert elder.node("/data/elder/id_kind").value == kind
    assert elder.node("/data/elder/birth_date").value == born


@pytest.mark.parametrize("last", ["X", "x"])
def test_the_x_may_be_small_or_large(elder, last):
    numbers = (with_check_digit(f"3202111941031200{n}") for n in range(10))
    number = next(one for one in numbers if one.endswith("X"))
    assert said(elder, ID, number[:-1] + last) == []
    assert elder.node("/data/elder/age").value == "85"


def test_every_single_wrong_digit_is_noticed(elder):
    for at in range(18):
        for digit in "0123456789":
            typed = WANG[:at] + digit + WANG[at + 1 :]
            assert bool(said(elder, ID, typed)) == (typed != WANG), typed


@pytest.mark.parametrize(
    ("today", "age", "told"),
    [
        (datetime(2021, 2, 9, tzinfo=BEIJING), "79", True),
        (datetime(2021, 2, 10, tzinfo=BEIJING), "79", False),  # 30 days early
        (datetime(2021, 3, 11, tzinfo=BEIJING), "79", False),
        (datetime(2021, 3, 12, tzinfo=BEIJING), "80", False),
        (datetime(2026, 11, 22, tzinfo=BEIJING), "85", False),
    ],
)
def test_too_young_is_explained_and_never_refused(sit_down, today, age, told):
    entry = sit_down(now=today)
    assert said(entry, ID, WANG) == []
    assert entry.node("/data/elder/age").value == age
    assert entry.node("/data/elder/too_young").relevant is told


def test_the_explanation_names_the_rule_and_the_age(sit_down):
    entry = sit_down(now=datetime(2011, 11, 22, tzinfo=BEIJING), language="en")
    entry.answer(ID, WANG)
    note = entry.node("/data/elder/too_young")
    assert note.label == "Here the allowance begins at 80. The card says 70 now."
    assert "You can go on" in note.hint


def test_a_sex_unlike_the_cards_is_pointed_out_kindly(elder):
    elder.answer(ID, WANG)
    elder.answer("/data/elder/sex", "male")
    assert "sex_differs" in shown(elder)
    elder.answer("/data/elder/sex", "female")
    assert "sex_differs" not in shown(elder)


def test_who_applies_for_oneself_never_sees_the_agents_questions(elder):
    assert not {"agent_name", "agent_relation", "agent_id"} & set(shown(elder))
    assert elder.node("/data/elder/name").label == "您叫什么名字？"


def test_a_relative_is_asked_who_they_are(sit_down):
    entry = sit_down()
    entry.answer("/data/who/applicant", "relative")
    assert shown(entry)[:5] == [
        "applicant",
        "agent_name",
        "agent_relation",
        "agent_id",
        "name",
    ]
    assert entry.node("/data/elder/name").label == "老人叫什么名字？"
    (message,) = said(entry, "/data/agent/agent_id", WANG[:-2])
    assert message.startswith("这个号码现在是 16 位，少了 2 位。")
    assert said(entry, "/data/agent/agent_id", WANG) == []


@pytest.mark.parametrize("who", ["worker", "friend"])
def test_who_is_no_relative_is_not_asked_for_a_relation(sit_down, who):
    entry = sit_down()
    entry.answer("/data/who/applicant", who)
    assert "agent_name" in shown(entry)
    assert "agent_relation" not in shown(entry)


def test_what_an_agent_said_is_not_sent_when_it_was_oneself_after_all(elder):
    elder.answer("/data/who/applicant", "relative")
    elder.answer("/data/agent/agent_name", "李明")
    elder.answer("/data/who/applicant", "self")
    assert "李明" not in elder.instance_xml(relevant_only=True).decode()
    elder.answer("/data/who/applicant", "relative")
    assert elder.node("/data/agent/agent_name").value == "李明"


def test_a_province_offers_its_cities_and_a_city_its_counties(elder):
    home = "/data/home/household"
    assert len(elder.node(f"{home}_province").choices) == 31
    assert f"{home}_city" not in [screen.ref for screen in elder.screens()]
    elder.answer(f"{home}_province", "32")
    cities = elder.node(f"{home}_city").choices
    assert [one.label for one in cities][:2] == ["南京市", "无锡市"]
    assert len(cities) == 13
    assert cities[1].extra["pinyin"] == "Wuxi Shi"
    elder.answer(f"{home}_city", "3202")
    counties = {one.value: one.label for one in elder.node(f"{home}_county").choices}
    assert counties["320211"] == "滨湖区"
    assert all(code.startswith("3202") for code in counties)


def test_another_province_does_not_keep_the_old_city_in_silence(elder):
    home = "/data/home/household"
    elder.answer(f"{home}_province", "32")
    elder.answer(f"{home}_city", "3202")
    elder.answer(f"{home}_province", "33")
    codes = [(one.ref, one.code) for one in elder.validate()]
    assert (f"{home}_city", "choice") in codes


def test_the_home_now_is_asked_only_where_it_differs(elder):
    elder.answer("/data/home/same_home", "yes")
    assert "living_province" not in shown(elder)
    elder.answer("/data/home/same_home", "no")
    assert {"living_province", "living_detail"} <= set(shown(elder))


@pytest.mark.parametrize(
    "number",
    ["13805102468", "0510-80001234", "051080001234", "01062345678", "80001234"],
)
def test_mobiles_and_landlines_are_taken(elder, number):
    assert said(elder, "/data/home/phone", number) == []


def test_a_short_phone_number_is_counted_out(elder):
    (message,) = said(elder, "/data/home/phone", "1380510246")
    assert message.startswith("现在是 10 位。")


@pytest.mark.parametrize(
    ("kind", "number", "noticed"),
    [
        ("social_card", "6222021234567890128", False),
        ("social_card", "6222021234567890123", True),
        ("social_card", "622202", True),
        ("bank_book", "10-123456789012345", False),
        ("bank_book", "1234", True),
        ("bank_book", "", False),
    ],
)
def test_an_odd_account_number_is_noticed_but_never_blocks(
    elder, kind, number, noticed
):
    elder.answer("/data/account/account_kind", kind)
    assert said(elder, "/data/account/account_number", number) == []
    assert ("account_look" in shown(elder)) is noticed


def test_good_health_and_an_ailment_do_not_go_together(elder):
    assert said(elder, "/data/life/health", "well") == []
    assert said(elder, "/data/life/health", "sight hearing") == []
    assert len(said(elder, "/data/life/health", "well hearing")) == 1


def owed(entry, language="zh"):
    state = entry.node("/data/bring/papers_owed")
    assert state.attributes["role"] == "owed"
    papers = entry.definition.choice_list(state.attributes["list"], language)
    names = {choice.value: choice.label for choice in papers}
    return [names[value] for value in state.value.split()]


def test_what_is_not_here_is_owed_by_name(elder):
    elder.answer("/data/bring/papers", "id_card account")
    assert owed(elder) == ["户口簿", "一寸照片"]
    assert owed(elder, "en") == ["Household register", "A small photo (1 inch)"]
    assert "owed_later" in shown(elder)


def test_with_nothing_brought_the_application_goes_on_all_the_same(elder):
    elder.answer("/data/bring/papers", "")
    assert len(owed(elder)) == 4
    assert not [one for one in elder.validate() if "papers" in one.ref]


def test_with_everything_brought_nothing_is_owed(elder):
    elder.answer("/data/bring/papers", "id_card household_register account photo")
    assert owed(elder) == []
    assert "owed_later" not in shown(elder)


def test_an_agent_owes_their_own_card_too(sit_down):
    entry = sit_down()
    entry.answer("/data/who/applicant", "relative")
    offered = [one.value for one in entry.node("/data/bring/papers").choices]
    assert "agent_card" in offered
    entry.answer("/data/bring/papers", "id_card household_register account photo")
    assert owed(entry) == ["代办人的身份证"]


def test_nobody_has_to_make_the_statement(elder):
    assert said(elder, "/data/declaration/statement", "check") == []
    assert not elder.node("/data/declaration/signature").required


def test_health_and_money_are_not_read_aloud_unasked(elder):
    sensitive = {
        node.name for node in elder.nodes() if node.attributes.get("sensitive") == "yes"
    }
    assert sensitive == {"account_number", "living", "health"}


def test_there_are_fifty_six_ethnic_groups_with_their_codes(sit_down):
    choices = sit_down(language="en").node("/data/elder/ethnic_group").choices
    assert [one.value for one in choices] == [f"{n:02d}" for n in range(1, 57)]
    assert (choices[0].label, choices[55].label) == ("Han", "Jino")


def test_a_need_can_be_told_without_a_word_or_a_name(sit_down):
    entry = sit_down("tell-us")
    entry.answer("/data/matter/kind", "need")
    entry.answer("/data/matter/topic", "care")
    entry.answer("/data/answer/reply", "ask")
    assert entry.validate() == []
    assert entry.finalise()


def test_somebody_in_danger_is_told_to_call_a_person(sit_down):
    entry = sit_down("tell-us")
    entry.answer("/data/matter/kind", "need")
    entry.answer("/data/matter/urgent", "danger")
    note = entry.node("/data/matter/danger_note")
    assert note.relevant
    assert "120" in note.hint


def test_an_appeal_says_that_time_limits_keep_running(sit_down):
    entry = sit_down("tell-us")
    entry.answer("/data/matter/kind", "appeal")
    assert shown(entry)[:3] == ["kind", "appeal_note", "receipt"]


def test_a_phone_number_is_asked_only_of_who_wants_a_call(sit_down):
    entry = sit_down("tell-us")
    entry.answer("/data/answer/reply", "ask")
    assert not {"phone", "name", "address"} & set(shown(entry))
    entry.answer("/data/answer/reply", "call")
    assert {"phone", "name"} <= set(shown(entry))
