"""What the window does on every screen: keys, pills, voice, time, and slow disks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.errors import Expected
from kiosk.i18n.problems import sentence
from kiosk.visit.machine import State
from tests.snapshots.scenes import ANSWERS, AT, OnePrinter

# Where a sound server is installed but not running, Qt says so once.
pytestmark = pytest.mark.qt_log_ignore("PulseAudioService", "pipewire")


def spoken(voice):
    return [text for text, *_ in voice.asked]


# --- keys that mean the same everywhere ------------------------------------------


def test_f1_calls_a_person_from_any_screen(stand):
    for state in (State.SERVICES, State.BEFORE, State.QUESTION, State.CHECK):
        person = stand(state)
        person.press(Qt.Key.Key_F1)
        assert person.state is State.HELP


def test_f2_reads_again(stand, voice):
    person = stand(State.SERVICES)
    voice.asked.clear()
    person.press(Qt.Key.Key_F2)
    assert spoken(voice)[0] == "您好，今天想办什么？"


def test_f3_makes_the_text_larger_and_after_the_largest_small(stand, scripted):
    person = stand(State.SERVICES)
    person.press(*[Qt.Key.Key_F3] * 3)
    assert scripted.sitting.size == 1
    assert person.window.place.stage.theme.size == 1


def test_f4_changes_the_contrast_and_the_colours_with_it(stand, scripted):
    person = stand(State.SERVICES)
    before = person.window.place.stage.theme.colours
    person.press(Qt.Key.Key_F4)
    assert scripted.sitting.contrast == "high"
    assert person.window.place.stage.theme.colours is not before


def test_f5_changes_the_language_in_place(stand):
    person = stand(State.QUESTION)
    person.press(Qt.Key.Key_F5)
    assert person.sees("Who is applying today?")
    assert person.sees("Continue")


def test_escape_goes_back(stand, scripted):
    person = stand(State.QUESTION, AT["name"])
    person.press(Qt.Key.Key_Escape)
    assert scripted.question().screen.ref == "/data/who"


def test_at_rest_any_key_begins_and_nothing_else(stand):
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F5, Qt.Key.Key_5, Qt.Key.Key_Return):
        person = stand(State.REST)
        person.press(key)
        assert person.state is State.SERVICES


def test_digits_choose_a_service(stand, scripted):
    person = stand(State.SERVICES)
    person.type("2")
    assert ("choose", "pension") in scripted.calls


def test_up_and_down_walk_and_enter_acts(stand, scripted):
    person = stand(State.SERVICES)
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert ("choose", "pension") in scripted.calls


# --- pills -----------------------------------------------------------------------


@pytest.mark.parametrize("pill", ["大字", "高对比", "声音", "结束离开"])
def test_every_pill_does_something(stand, scripted, pill):
    person = stand(State.QUESTION)
    before = (person.window.place, person.window.place.sheet, person.state)
    person.touch(pill)
    place = person.window.place
    assert (place, place.sheet, person.state) != before


def test_what_was_written_stays_when_the_look_changes(stand, scripted):
    person = stand(State.QUESTION, AT["name"])
    person.type("Wang")
    person.touch("大字")
    person.press(Qt.Key.Key_F4, Qt.Key.Key_F5)
    assert person.window.place.screen_now.question.value() == "Wang"
    assert scripted.answers["/data/name"] == "Wang"


def test_the_sound_sheet_mutes_and_comes_back(stand, scripted):
    person = stand(State.QUESTION)
    person.touch("声音")
    person.touch("不要朗读")
    assert scripted.sitting.voice is False
    person.touch("打开朗读")
    assert scripted.sitting.voice is True
    person.touch("知道了")
    assert person.window.place.sheet is None
    assert person.sees("今天是谁来办理？")


# --- the voice -------------------------------------------------------------------


def test_a_screen_is_read_when_it_appears(stand, voice):
    stand(State.QUESTION)
    assert spoken(voice) == ["今天是谁来办理？"]


def test_a_private_question_is_read_only_when_asked_for(stand, voice, scripted):
    person = stand(State.QUESTION, AT["health"])
    assert spoken(voice) == ["这一题比较私密，不会自动读出来。"]
    voice.asked.clear()
    person.touch("读给我听")
    assert spoken(voice) == ["老人身体怎么样？有下面这些情况吗？"]
    assert person.sees("再读一遍")


def test_a_touch_anywhere_silences_and_counts_as_life(stand, voice, scripted):
    person = stand(State.QUESTION)
    assert person.window.reading.speaking
    person.touch_widget(person.window.place.screen_now, QPoint(3, 3))
    assert not person.window.reading.speaking
    assert ("touched",) in scripted.calls
    assert scripted.calls[-1] == ("speaking", False) or (
        scripted.calls.index(("speaking", False)) > 0
    )


def test_time_stands_still_while_the_voice_speaks(stand, scripted):
    stand(State.QUESTION)
    assert ("speaking", True) in scripted.calls


def test_with_the_voice_off_nothing_is_read_by_itself(stand, voice, scripted):
    scripted.sitting.voice = False
    person = stand(State.QUESTION)
    assert voice.asked == []
    person.touch("再读一遍")
    assert spoken(voice) == ["今天是谁来办理？"]


def test_answers_are_spoken_as_private(stand, voice, scripted):
    scripted.answers.update(ANSWERS)
    person = stand(State.CHECK)
    prompt = person.window.place.front.prompt()
    assert all(said.private for said in prompt if said.target.startswith("row:"))
    assert not any("health" in said.target for said in prompt)


# --- answers, mistakes, slow disks -----------------------------------------------


def test_a_mistake_is_explained_and_what_was_written_stays(stand, scripted):
    scripted.wrong["/data/id_number"] = "x"
    person = stand(State.QUESTION, AT["id_number"])
    person.type("32021119410312002")
    person.touch("下一步")
    assert person.sees("这个号码少了 1 位")
    assert person.window.place.screen_now.question.value() == "32021119410312002"


def test_a_slow_disk_is_mentioned_on_the_button(stand, scripted, qtbot):
    person = stand(State.QUESTION)
    scripted.saving = True
    scripted.changed()
    assert not person.sees("正在存好")
    qtbot.waitUntil(lambda: person.sees("正在存好"), timeout=2000)
    assert not person.window.place.frame.bottom.primary.isEnabled()
    scripted.saving = False
    scripted.changed()
    assert person.button("下一步")


def test_the_next_question_waits_for_the_disk(stand, scripted):
    person = stand(State.QUESTION)
    scripted.saving = True
    scripted._at += 1
    scripted.changed()
    assert person.sees("今天是谁来办理？")
    scripted.saving = False
    scripted.changed()
    assert person.sees("老人的姓名")


def test_a_touch_meant_for_the_last_screen_does_nothing(stand, scripted):
    person = stand(State.QUESTION, AT["name"])
    person.touch("下一步")
    primary = person.window.place.frame.bottom.primary
    QTest.mouseClick(primary, Qt.MouseButton.LeftButton)
    assert scripted.question().screen.ref == "/data/id_number"


# --- time, leaving, receipts -----------------------------------------------------


def test_the_clock_ticks_every_second(stand, scripted, qtbot):
    stand(State.QUESTION)
    qtbot.waitUntil(lambda: ("tick",) in scripted.calls, timeout=2500)


def test_still_there_goes_on_with_one_touch_or_enter(stand):
    for act in (
        lambda person: person.touch("我还在，继续办"),
        lambda person: person.press(Qt.Key.Key_Return),
        lambda person: person.press(Qt.Key.Key_Escape),
    ):
        person = stand(State.STILL_THERE, beneath=State.QUESTION)
        act(person)
        assert person.state is State.QUESTION


def test_leaving_asks_and_enter_stays(stand, scripted):
    scripted.answers.update(ANSWERS)
    person = stand(State.QUESTION)
    person.touch("结束离开")
    assert person.sees("现在要离开吗？")
    person.press(Qt.Key.Key_Return)
    assert person.state is State.QUESTION


def test_enter_pressed_twice_does_not_hand_in(stand, scripted):
    scripted.answers.update(ANSWERS)
    person = stand(State.CHECK)
    person.press(Qt.Key.Key_Return)
    assert ("submit",) not in scripted.calls


def test_the_receipt_prints_itself_once_and_again_on_request(stand, qtbot):
    printer = OnePrinter()
    person = stand(State.RECEIPT, printing=printer)
    qtbot.waitUntil(lambda: len(printer.printed) == 1, timeout=3000)
    qtbot.waitUntil(lambda: person.sees("再打印一张"), timeout=3000)
    person.touch("再打印一张")
    qtbot.waitUntil(lambda: len(printer.printed) == 2, timeout=3000)


def test_without_a_printer_the_receipt_says_what_to_do(stand, qtbot):
    person = stand(State.RECEIPT)
    qtbot.waitUntil(lambda: person.sees("请记下回执号"), timeout=3000)
    assert not person.sees("再打印一张")


def test_every_control_has_an_accessible_name(stand):
    from PySide6.QtWidgets import QAbstractButton

    for state in State:
        person = stand(state, beneath=State.QUESTION)
        for button in person.window.findChildren(QAbstractButton):
            assert button.accessibleName(), (state, type(button))


def test_a_private_answer_can_be_blanked_and_shown_again(stand, scripted):
    scripted.answers["/data/health"] = "eyes"
    person = stand(State.QUESTION, AT["health"])
    card = person.button("看东西不太清楚")
    assert card.chosen
    person.touch("遮住回答")
    assert not card.chosen
    person.touch("显示回答")
    assert card.chosen
    assert scripted.answers["/data/health"] == "eyes"


def test_what_could_not_be_kept_is_said_in_one_sentence(stand, scripted):
    person = stand(State.QUESTION)
    scripted.trouble = Expected("not-kept")
    scripted.changed()
    assert person.sees(sentence(scripted.trouble, "zh"))
    scripted.trouble = None
    scripted.changed()
    assert not person.sees(sentence(Expected("not-kept"), "zh"))


def test_nothing_of_a_visit_remains_to_be_heard_or_pasted(stand, scripted, voice):
    from PySide6.QtWidgets import QApplication

    person = stand(State.RECEIPT)
    QApplication.clipboard().setText("320211194103120025")
    person.touch("完成，离开")
    assert voice.wiped == 1
    assert QApplication.clipboard().text() == ""


def test_enter_begins_for_myself(stand, scripted):
    person = stand(State.BEFORE)
    person.press(Qt.Key.Key_Return)
    assert ("begin", True) in scripted.calls
