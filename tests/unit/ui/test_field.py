"""A field takes every way of writing, and all of Unicode."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.ui.input import Accept, Field, Shape, accepted


@pytest.fixture
def field_for(theme, on_screen):
    def make(accept=Accept.TEXT, text="", **shape):
        field = Field(theme, accept, text, name="姓名", shape=Shape(**shape))
        field.told = []
        field.on_change = field.told.append
        on_screen(field, 900, 200)
        field.setFocus()
        return field

    return make


def commit(field: Field, text: str, preedit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def test_an_input_method_may_commit_any_character(field_for):
    field = field_for()
    commit(field, "王")
    commit(field, "𠮷")
    commit(field, "䶮\U000e0100")
    assert field.text() == "王𠮷䶮\U000e0100"
    assert field.told[-1] == field.text()


def test_deleting_takes_a_supplementary_character_whole(field_for):
    field = field_for(text="王𠮷")
    field.delete()
    assert field.text() == "王"


def test_deleting_takes_the_variant_of_a_character_with_it(field_for):
    field = field_for(text="王䶮\U000e0100")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "王"


def test_what_is_being_composed_shows_but_is_not_an_answer(field_for):
    field = field_for(text="王")
    commit(field, "", preedit="xiu")
    assert field._written() == "王xiu"
    assert field.text() == "王"
    commit(field, "秀")
    assert field._written() == "王秀"


def test_controls_and_bidi_overrides_are_left_out():
    assert accepted("王\u202e\u0007秀\n", Accept.TEXT) == "王秀"


def test_full_width_digits_are_digits_and_a_small_x_is_a_capital():
    assert accepted("３２０ x号", Accept.ID) == "320X"


@pytest.mark.parametrize(
    ("accept", "text", "shown"),
    [
        (Accept.ID, "32021119410312002X", "320211 1941 0312 002X"),
        (Accept.PHONE, "13805102468", "138 0510 2468"),
        (Accept.ACCOUNT, "6217001234567890", "6217 0012 3456 7890"),
        (Accept.TEXT, "No. 12345678", "No. 12345678"),
    ],
)
def test_numbers_stand_in_groups_but_are_stored_plain(field_for, accept, text, shown):
    field = field_for(accept)
    QTest.keyClicks(field, text)
    assert field.shown() == shown
    assert field.text() == text


def test_the_keyboard_edits_and_enter_goes_on(field_for):
    field = field_for(Accept.PHONE)
    went = []
    field.on_enter = lambda: went.append(1)
    QTest.keyClicks(field, "138a")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "13"
    assert went == [1]


def test_a_key_held_down_types_once(field_for):
    field = field_for()
    for repeated in (False, True, True):
        key = QKeyEvent(
            QKeyEvent.Type.KeyPress,
            Qt.Key.Key_A,
            Qt.KeyboardModifier.NoModifier,
            "a",
            repeated,
        )
        QApplication.sendEvent(field, key)
    assert field.text() == "a"


def test_nothing_reaches_the_clipboard(field_for):
    clipboard = QApplication.clipboard()
    clipboard.setText("别人的")
    field = field_for(text="320211194103120021")
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V):
        QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "别人的"
    assert field.text() == "320211194103120021"


def test_a_touch_puts_the_caret_and_a_drag_selects_nothing(field_for):
    field = field_for(text="王秀英")
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(5, 100))
    assert field.cursorPosition() == 0
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=QPoint(5, 100))
    QTest.mouseMove(field, QPoint(400, 100))
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    assert not field.selectedText()
    assert field.cursorPosition() == 3


def test_a_long_answer_wraps_and_the_field_grows(field_for):
    field = field_for()
    one_line = field.heightForWidth(900)
    commit(field, "没人打扫" * 12)
    assert field.heightForWidth(900) > 2 * one_line


def test_a_long_number_gets_smaller_but_stays_on_one_line(field_for):
    field = field_for(Accept.ACCOUNT, text="6217001234567890123")
    assert field._paragraph(600).lines == 1
    assert field._paragraph(600).natural <= 600


def test_a_hidden_answer_cannot_be_read_off_the_screen(field_for):
    field = field_for(text="王秀英", hidden_words="已经遮住了")
    field.set_hidden(True)
    assert field._written() == "已经遮住了"
    field.set_hidden(False)
    assert field._written() == "王秀英"


def test_characters_of_the_field_go_no_further_but_escape_does(field_for):
    field = field_for()
    for key, goes_on in ((Qt.Key.Key_A, False), (Qt.Key.Key_Escape, True)):
        event = QKeyEvent(
            QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "a"
        )
        field.keyPressEvent(event)
        assert event.isAccepted() is not goes_on
