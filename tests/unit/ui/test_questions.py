"""Each kind of question, asked and answered by touch and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.i18n.words import Words
from kiosk.ui.controls import Problem, Text
from kiosk.ui.questions import make_group, make_question
from kiosk.ui.questions.date import join, split
from kiosk.ui.questions.finding import Index
from kiosk.ui.questions.registry import KINDS, kind_of
from kiosk.xforms import Choice
from tests.support.questions import EXAMPLES, GROUP, Example, node_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def ask(theme, words, on_screen):
    def make(name, *, language="zh", width=1800, height=640, **changes):
        example = EXAMPLES[name]
        fields = {key: getattr(example, key) for key in Example.__slots__}
        node = node_of(Example(**{**fields, **changes}), language)
        question = make_question(theme, Words(language), node, wide=width > height)
        question.told = []
        question.went = []
        question.value_changed = lambda ref, value: question.told.append((ref, value))
        question.on_continue = lambda: question.went.append(1)
        on_screen(question, width, height)
        question.focus_first()
        return question

    return make


def focused():
    return QApplication.focusWidget()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("note", "Note"),
        ("text", "ShortText"),
        ("long", "LongText"),
        ("id", "IdCode"),
        ("phone", "PhoneCode"),
        ("account", "AccountCode"),
        ("integer", "WholeNumber"),
        ("decimal", "DecimalNumber"),
        ("one", "ChooseOne"),
        ("many", "ChooseMany"),
        ("finder", "FindOne"),
        ("date", "DateKind"),
        ("acknowledge", "Acknowledge"),
        ("signature", "Signature"),
        ("unsupported", "Unsupported"),
    ],
)
def test_each_question_is_asked_by_its_kind(name, kind):
    assert kind_of(node_of(EXAMPLES[name])).__name__ == kind


def test_no_two_kinds_ask_the_same():
    keys = [key for kind in KINDS for key in kind.keys]
    assert len(keys) == len(set(keys))


def test_touching_a_card_chooses_it(ask):
    question = ask("one", value="")
    cards = question.kinds[0].cards
    QTest.mouseClick(cards["3"], LEFT)
    assert question.told == [("/data/q", "3")]
    assert cards["3"].chosen
    assert not cards["2"].chosen


def test_a_digit_chooses_and_enter_then_continues(ask, clock):
    question = ask("one", value="")
    QTest.keyClick(focused(), "2")
    assert question.told == [("/data/q", "2")]
    assert not question.went
    clock.move(1)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert question.went == [1]


def test_enter_chooses_the_card_that_has_the_keys(ask, clock):
    question = ask("one", value="1")
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert question.value() == "2"
    assert not question.went


def test_a_trembling_enter_does_not_skip_the_question(ask, clock):
    question = ask("one", value="")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    clock.move(0.2)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert question.value() == "1"
    assert not question.went


def test_several_are_stored_in_the_order_of_the_list(ask, clock):
    question = ask("many", value="")
    for value in ("d", "b", "a"):
        QTest.mouseClick(question.kinds[0].cards[value], LEFT)
    assert question.value() == "a b d"
    clock.move(1)
    QTest.mouseClick(question.kinds[0].cards["b"], LEFT)
    assert question.told[-1] == ("/data/q", "a d")


def test_keys_on_the_screen_write_without_taking_the_focus(ask, clock):
    question = ask("phone", value="")
    for digit in "138":
        QTest.mouseClick(question._keyboard.key(digit), LEFT)
        clock.move(0.2)
    QTest.mouseClick(question._keyboard.delete_key, LEFT)
    assert question.value() == "13"
    assert focused() is question.kinds[0].field


def test_capitals_last_for_one_letter(ask):
    question = ask("text", value="")
    keyboard = question._keyboard
    shift = keyboard._keys[2][0][1]
    QTest.mouseClick(shift, LEFT)
    QTest.mouseClick(keyboard.key("W"), LEFT)
    QTest.mouseClick(keyboard.key("a"), LEFT)
    assert question.value() == "Wa"


def test_digits_typed_with_the_keys_on_the_keypad_reach_the_field(ask):
    question = ask("id", value="3")
    question._keyboard.key("1").setFocus()
    QTest.keyClick(focused(), "2")
    assert question.value() == "32"


def test_an_id_reads_its_birthday_back(ask):
    question = ask("id", value="3202111941031200")
    assert question.kinds[0]._echo.text() == "生日读作：1941 年 3 月 12 日"
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    assert "1941" in question.kinds[0]._echo.text()
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    assert question.kinds[0]._echo.text() == "已经写了 11 位"


def test_a_problem_stands_above_the_field_and_the_answer_stays(ask):
    question = ask("id")
    question.set_problem("少了 1 位。")
    problem = question.findChild(Problem)
    assert problem.isVisible()
    assert problem.y() < question.kinds[0].field.y()
    assert question.value() == "32021119410312002"
    question.set_problem(None)
    assert not problem.isVisible()


def test_a_problem_that_goes_leaves_the_keys_where_they_are(ask):
    question = ask("id")
    question.set_problem("少了 1 位。")
    question.focus_first()
    question.set_problem(None)
    assert focused() is question.kinds[0].field


def test_a_problem_that_changes_while_one_writes_leaves_the_field_in_sight(ask):
    question = ask("id", width=1000, height=330, value="3202")
    question.value_changed = lambda *_: question.set_problem("还少几位。" * 4)
    question.set_problem("还少几位。")
    assert question.findChild(Problem).isVisible()
    QTest.mouseClick(question._keyboard.key("1"), LEFT)
    assert question.kinds[0].field.isVisible()
    assert question.value() == "32021"


def test_the_date_goes_on_from_part_to_part(ask):
    question = ask("date", value="")
    for digit in "1941312":
        QTest.keyClick(focused(), digit)
    assert question.value() == "1941-03-12"
    assert question.kinds[0]._echo.text() == "读作：1941 年 3 月 12 日"


@pytest.mark.parametrize(
    ("texts", "stored"),
    [
        (["1941", "3", "12"], "1941-03-12"),
        (["1941", "", ""], "1941"),
        (["1941", "3", ""], "1941-03"),
        (["", "", ""], ""),
        (["1941"], "1941-01-01"),
        (["1941", "13", "40"], "1941-13-40"),
    ],
)
def test_a_date_is_stored_as_far_as_it_goes(texts, stored):
    assert join(texts) == stored


def test_a_stored_date_comes_back_in_its_parts():
    assert split("1941-03-12") == ["1941", "3", "12"]
    assert split("") == ["", "", ""]


def test_the_finder_narrows_by_letter_and_a_letter_can_be_typed(ask):
    question = ask("finder", value="")
    kind = question.kinds[0]
    assert len(kind.cards) == 23
    QTest.keyClick(focused(), "h")
    labels = [card.text() for card in kind.cards.values()]
    assert labels == ["河北省", "黑龙江省", "河南省", "湖北省", "湖南省", "海南省"]
    QTest.mouseClick(kind.cards["31"], LEFT)
    assert question.told == [("/data/q", "31")]


def test_the_finder_shows_readers_of_english_how_it_is_said(ask):
    question = ask("finder", language="en", value="")
    labels = [card.text() for card in question.kinds[0].cards.values()]
    assert labels[0] == "北京市 Beijing Shi"


def test_ten_thousand_choices_make_no_more_than_sixty_cards(ask):
    many = tuple((str(n), f"村{n}", f"村{n}", f"{_letters(n)}") for n in range(10_000))
    question = ask("finder", choices=many, value="")
    kind = question.kinds[0]
    assert len(kind.cards) <= 60
    QTest.keyClick(focused(), "a")
    assert len(kind.cards) <= 60
    assert {_letters(int(value))[0] for value in kind.cards} == {"A"}


def _letters(number: int) -> str:
    return "".join(chr(65 + (number // 26**place) % 26) for place in (0, 1, 2))


def test_choices_are_found_by_pinyin_or_by_their_own_letters():
    choices = [
        Choice("1", "汉族", {}, {"pinyin": "Hàn"}),
        Choice("2", "Uygur", {}, {}),
    ]
    index = Index(choices)
    assert index.next_letters("") == ["H", "U"]
    assert index.next_letters("H") == ["A"]
    assert [choice.value for choice in index.beginning("HAN")] == ["1"]


def test_reading_it_is_one_touch_and_can_be_taken_back(ask, clock):
    question = ask("acknowledge")
    QTest.keyClick(focused(), "1")
    assert question.told == [("/data/q", "OK")]
    clock.move(1)
    QTest.mouseClick(question.kinds[0]._card, LEFT)
    assert question.told[-1] == ("/data/q", "")


def draw(question) -> None:
    sketch = question.kinds[0]._sketch
    QTest.mousePress(sketch, LEFT, pos=QPoint(50, 50))
    QTest.mouseMove(sketch, QPoint(200, 80))
    QTest.mouseRelease(sketch, LEFT, pos=QPoint(200, 80))


def test_a_signature_is_handed_over_as_a_picture(ask):
    question = ask("signature")
    pictures = []
    question.attached = lambda ref, data, suffix: pictures.append((ref, data, suffix))
    draw(question)
    question.flush()
    ref, data, suffix = pictures[0]
    assert (ref, suffix) == ("/data/q", ".png")
    image = QImage.fromData(data)
    dark = sum(
        image.pixelColor(x, y).value() < 128
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    )
    assert image.width() == 1200
    assert dark > 20
    question.flush()
    assert len(pictures) == 1


def test_a_signature_can_be_undone_and_given_on_paper(ask, clock):
    question = ask("signature")
    question.attached = lambda *_: None
    draw(question)
    question.flush()
    question.kinds[0]._buttons[0].click()
    assert question.kinds[0]._sketch.strokes == 0
    question.flush()
    assert question.told == [("/data/q", "")]
    question.kinds[0]._buttons[2].click()
    assert question.went == [1]


def test_where_pictures_cannot_be_kept_paper_will_do(ask):
    question = ask("signature")
    draw(question)
    question.flush()
    assert (
        question.kinds[0]._kept.text() == "这台机器现在收不了签名。以后在纸上签就行。"
    )


def test_a_group_writes_into_the_field_that_has_the_keys(theme, words, on_screen):
    nodes = [node_of(EXAMPLES[name], name=name) for name in GROUP]
    group = make_group(theme, words, nodes, title="联系方式")
    told = []
    group.value_changed = lambda ref, value: told.append((ref, value))
    on_screen(group, 1800, 1500)
    group.kinds[2].focus()
    QTest.mouseClick(group._keyboard.key("5"), LEFT)
    assert told == [("/data/integer", "25")]
    group.set_problems({"/data/text": "写一下名字。"})
    assert focused() is group.kinds[2].field


def test_what_is_read_is_what_stands_there_and_its_card_is_ringed(ask):
    question = ask("one", value="")
    prompt = question.utterances()
    shown = {label.text() for label in question.findChildren(Text)}
    assert {prompt[0].text, prompt[1].text} <= shown
    assert [said.target for said in prompt[2:]] == [f"option:{n}" for n in "1234"]
    question.highlight("option:3")
    assert question.kinds[0].cards["3"].reading
    question.highlight(None)
    assert not question.kinds[0].cards["3"].reading


def test_the_page_turns_to_what_is_read(ask):
    question = ask("many", value="", width=700, height=560)
    assert question._pager.pages > 1
    question.highlight("option:g")
    assert question.kinds[0].cards["g"].isVisible()


def test_every_target_of_every_kind_is_somewhere_on_the_screen(ask):
    for name in EXAMPLES:
        question = ask(name)
        for said in question.utterances():
            question.highlight(said.target)
            assert question._read is not None, (name, said.target)


def test_an_answer_can_be_hidden_and_shown_again(ask):
    question = ask("one")
    question.set_hidden(True)
    assert not any(card.chosen for card in question.kinds[0].cards.values())
    assert question.value() == "2"
    question.set_hidden(False)
    assert question.kinds[0].cards["2"].chosen
