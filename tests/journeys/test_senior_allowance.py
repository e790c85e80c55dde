"""A citizen applies for the senior allowance: the real house, up to the receipt."""

from __future__ import annotations

import shutil

import pytest
from lxml import etree
from PySide6.QtCore import Qt

from kiosk.app import open_house
from kiosk.publishing import shipped
from kiosk.store import cases, outbox
from kiosk.ui.tasks import Tasks
from kiosk.ui.window import KioskWindow
from kiosk.visit.machine import State
from tests.snapshots.scenes import NoPrinter
from tests.support.citizen import TouchingCitizen, TypingCitizen
from tests.support.clock import FakeClock
from tests.support.geometry import troubles

WAYS = pytest.mark.parametrize("way", [TouchingCitizen, TypingCitizen])
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
SHAPES = pytest.mark.parametrize(
    "size", [(1920, 1080), (1080, 1920)], ids=["landscape", "portrait"]
)

SELF = {
    "name": "wang",
    "sex": "female",
    "id_number": "320211194103120025",
    "same_home": "yes",
    "phone": "13805102468",
    "account_kind": "social_card",
    "living": "alone",
    "papers": "id_card household_register",
    "statement": "state",
}
TITLE = {"zh": "高龄津贴申请", "en": "Senior allowance"}
WORDS = {
    "begin": {"zh": "按一下屏幕开始", "en": "Touch the screen to begin"},
    "self": {"zh": "为自己办", "en": "For myself"},
    "other": {"zh": "替别人办", "en": "For someone else"},
    "back": {"zh": "上一步", "en": "Back"},
    "submit": {"zh": "提交", "en": "Hand it in"},
    "done": {"zh": "办好了，已经收下", "en": "Done. We have it"},
    "finish": {"zh": "完成，离开", "en": "Finish and leave"},
}


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """A data directory with the shipped forms, made once."""
    folder = tmp_path_factory.mktemp("published")
    with open_house(folder, clock=FakeClock()) as house:
        shipped.publish_shipped(house.database, house.clock)
    return folder


@pytest.fixture
def house(published, tmp_path):
    """A house of this test's own."""
    folder = tmp_path / "data"
    shutil.copytree(published, folder)
    with open_house(folder, clock=FakeClock()) as opened:
        yield opened


@pytest.fixture
def sit_down(qapp, house):
    """A function: a citizen of a kind before a window of a size."""
    made = []

    def sitting(way, size=(1280, 1024), language="zh"):
        tasks = Tasks()
        visit = house.visit(tasks.post)
        window = KioskWindow(
            visit,
            house.settings,
            tasks=tasks,
            clock=house.clock,
            printing=NoPrinter(),
            mm_per_pixel=0.248,
        )
        made.append((window, tasks))
        window.resize(*size)
        window.show()
        citizen = way(window, house.clock)
        citizen.settle()
        if visit.state is State.REST:
            arrive(citizen, language)
        return citizen

    yield sitting
    for window, tasks in made:
        tasks.close()
        window.close()
        window.deleteLater()
    qapp.processEvents()


def arrive(citizen, language):
    """Touch the screen, and change the language where it is another."""
    if isinstance(citizen, TypingCitizen):
        citizen.press(Qt.Key.Key_Return)
        if language != "zh":
            citizen.press(Qt.Key.Key_F5)
    else:
        citizen.touch(WORDS["begin"]["zh"])
        if language != "zh":
            citizen.touch("中文 · English")


def press(citizen, what):
    """Act by a button's words, by finger or by keys."""
    words = WORDS[what][citizen.language]
    citizen.act_on(words)


def choose_service(citizen):
    if isinstance(citizen, TypingCitizen):
        citizen.type("1")
    else:
        citizen.touch(TITLE[citizen.language])


def submitted(house):
    """The one case, and its answers by name."""
    (case,) = house.database.read(cases.listing).result()
    root = etree.fromstring(case.xml)
    return case, {node.tag: node.text or "" for node in root.iter() if not len(node)}


@WAYS
@LANGUAGES
@SHAPES
def test_for_oneself_from_rest_to_receipt(sit_down, house, way, language, size):
    citizen = sit_down(way, size, language)
    assert citizen.state is State.SERVICES
    choose_service(citizen)
    assert citizen.state is State.BEFORE
    press(citizen, "self")

    asked = citizen.go_through(SELF)
    assert asked[0] == "name"
    assert "agent_name" not in asked
    assert citizen.state is State.CHECK
    press(citizen, "submit")

    assert citizen.state is State.RECEIPT
    assert citizen.sees(WORDS["done"][language])
    case, answers = submitted(house)
    assert citizen.sees(case.reference)
    assert answers["applicant"] == "self"
    assert answers["id_number"] == SELF["id_number"]
    assert answers["papers"] == "id_card household_register"
    assert house.database.read(outbox.counts).result()

    press(citizen, "finish")
    assert citizen.state is State.REST
    assert not citizen.sees(case.reference)
    assert citizen.window.visit.sitting.language == "zh"


@WAYS
def test_a_mistake_is_explained_kept_and_mended(sit_down, way):
    citizen = sit_down(way)
    choose_service(citizen)
    press(citizen, "self")
    citizen.give("wang")
    citizen.go_on()
    citizen.go_on()
    citizen.give("320211194103120021")
    citizen.go_on()
    assert citizen.node.name == "id_number"
    assert citizen.sees("有一位数字和证件上的不一样")
    assert citizen.question_shown.field.shown() == "320211 1941 0312 0021"
    citizen.press(Qt.Key.Key_Backspace)
    citizen.give("5")
    citizen.go_on()
    assert citizen.node.name != "id_number"


@WAYS
def test_back_keeps_every_answer(sit_down, way):
    citizen = sit_down(way)
    choose_service(citizen)
    press(citizen, "self")
    citizen.give("wang")
    citizen.go_on()
    citizen.give("female")
    press(citizen, "back")
    assert citizen.node.value == "wang"
    citizen.go_on()
    assert citizen.node.value == "female"


@WAYS
def test_a_change_from_the_check_page_leads_straight_back(sit_down, way):
    citizen = sit_down(way)
    choose_service(citizen)
    press(citizen, "self")
    citizen.go_through(SELF)
    citizen.act_on("改「姓名」")
    assert citizen.node.name == "name"
    citizen.give("li")
    citizen.go_on()
    assert citizen.state is State.CHECK
    assert citizen.sees("wangli"), citizen.texts()


def test_for_someone_else_the_agent_is_asked_about(sit_down, house):
    citizen = sit_down(TouchingCitizen)
    choose_service(citizen)
    press(citizen, "other")
    agent = {"applicant": "relative", "agent_name": "li", "agent_relation": "3"}
    asked = citizen.go_through({**SELF, **agent, "agent_id": SELF["id_number"]})
    assert asked[:4] == ["applicant", "agent_name", "agent_relation", "agent_id"]
    press(citizen, "submit")
    _, answers = submitted(house)
    assert answers["agent_name"] == "li"


def test_the_province_leads_to_its_cities(sit_down):
    citizen = sit_down(TouchingCitizen)
    choose_service(citizen)
    press(citizen, "self")
    for answer in ("wang", "female", SELF["id_number"], ""):
        if answer:
            citizen.give(answer)
        citizen.go_on()
    assert citizen.node.name == "household_province"
    jiangsu = next(c.value for c in citizen.node.choices if c.label == "江苏省")
    citizen.give(jiangsu)
    citizen.go_on()
    assert citizen.node.name == "household_city"
    assert "无锡市" in [choice.label for choice in citizen.node.choices]


def test_leaving_keeps_a_draft_under_a_number(sit_down):
    citizen = sit_down(TouchingCitizen)
    choose_service(citizen)
    press(citizen, "self")
    citizen.give("wang")
    citizen.go_on()
    citizen.touch("结束离开")
    citizen.touch("存好再离开")
    assert citizen.state is State.KEPT
    assert citizen.sees(citizen.window.visit.slip)
    citizen.touch("记下了，离开")
    assert citizen.state is State.REST


def test_help_comes_and_the_answers_are_still_there(sit_down):
    citizen = sit_down(TouchingCitizen)
    choose_service(citizen)
    press(citizen, "self")
    citizen.give("wang")
    citizen.touch("请工作人员帮忙")
    assert citizen.sees("已经叫工作人员了")
    citizen.touch("不用了，我自己来")
    assert citizen.node.value == "wang"
    assert citizen.window.place.screen_now.question.value() == "wang"


def test_quiet_is_asked_about_and_the_same_question_comes_back(sit_down, house):
    citizen = sit_down(TouchingCitizen)
    choose_service(citizen)
    press(citizen, "self")
    citizen.give("wang")
    house.clock.move(minutes=3.1)
    citizen.window.visit.tick()
    assert citizen.state is State.STILL_THERE
    citizen.touch("我还在，继续办")
    assert citizen.window.place.screen_now.question.value() == "wang"


def test_after_a_power_cut_the_same_question_comes_back(sit_down, house):
    citizen = sit_down(TouchingCitizen)
    choose_service(citizen)
    press(citizen, "self")
    citizen.give("wang")
    citizen.go_on()
    citizen.window.hide()
    again = sit_down(TouchingCitizen)
    assert again.state is State.QUESTION
    assert again.node.name == "sex"


@pytest.mark.parametrize("size", [2, 4])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("shape", [(1920, 1080), (1080, 1920), (1366, 768)], ids=str)
def test_every_question_of_the_form_stands_whole(sit_down, shape, language, size):
    citizen = sit_down(TouchingCitizen, shape, language)
    choose_service(citizen)
    press(citizen, "self")
    citizen.window.visit.set_size(size)
    found = []
    while citizen.state is State.QUESTION:
        node = citizen.node
        wrong = troubles(citizen.window, citizen.window.place.stage.theme)
        found += [f"{node.name}: {trouble}" for trouble in wrong]
        if node.name in SELF:
            citizen.window.visit.answer(node.ref, SELF[node.name])
        citizen.go_on()
    assert found == []
