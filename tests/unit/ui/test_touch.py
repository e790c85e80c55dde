"""A touch counts on release, inside the target, once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.ui.controls import Button, Column, Kind, OptionCard
from kiosk.ui.theme import TouchFilter

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def button(theme, on_screen):
    pressed = []
    made = Button(theme, "下一步", lambda: pressed.append(1), Kind.PRIMARY)
    made.pressed_times = pressed
    return on_screen(made, 400, 120)


def test_it_acts_on_release_and_not_before(button):
    QTest.mousePress(button, LEFT)
    assert not button.pressed_times
    QTest.mouseRelease(button, LEFT)
    assert button.pressed_times == [1]


def test_a_finger_that_slides_off_means_nothing(button):
    QTest.mousePress(button, LEFT, pos=QPoint(100, 60))
    QTest.mouseRelease(button, LEFT, pos=QPoint(600, 60))
    assert not button.pressed_times


def test_a_second_touch_within_half_a_second_is_a_tremor(button, clock):
    QTest.mouseClick(button, LEFT)
    clock.move(0.49)
    QTest.mouseClick(button, LEFT)
    assert button.pressed_times == [1]
    clock.move(0.51)
    QTest.mouseClick(button, LEFT)
    assert button.pressed_times == [1, 1]


def test_a_double_touch_is_one_touch(button):
    QTest.mouseClick(button, LEFT)
    QTest.mouseDClick(button, LEFT)
    assert button.pressed_times == [1]


def test_a_long_press_is_a_touch(button, qtbot):
    QTest.mousePress(button, LEFT)
    QTest.mouseRelease(button, LEFT, delay=900)
    assert button.pressed_times == [1]


def test_another_finger_or_button_means_nothing(button):
    QTest.mouseClick(button, Qt.MouseButton.RightButton)
    assert not button.pressed_times


def test_keys_of_the_keyboard_may_come_quickly(theme, on_screen, clock):
    typed = []
    key = on_screen(Button(theme, "1", lambda: typed.append(1), Kind.KEY), 100, 100)
    QTest.mouseClick(key, LEFT)
    clock.move(0.16)
    QTest.mouseClick(key, LEFT)
    clock.move(0.1)
    QTest.mouseClick(key, LEFT)
    assert typed == [1, 1]


@pytest.fixture
def filtered(touches, qapp):
    touch_filter = TouchFilter(touches)
    qapp.installEventFilter(touch_filter)
    yield touch_filter
    qapp.removeEventFilter(touch_filter)


def test_after_a_screen_change_touches_are_dropped_for_300_ms(
    button, touches, clock, filtered
):
    touches.screen_changed()
    clock.move(0.29)
    QTest.mouseClick(button, LEFT)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert not button.pressed_times
    clock.move(0.02)
    QTest.mouseClick(button, LEFT)
    assert button.pressed_times == [1]


def test_enter_and_space_act_but_held_down_only_once(button, clock):
    QTest.keyClick(button, Qt.Key.Key_Return)
    clock.move(1)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert button.pressed_times == [1, 1]


def test_up_and_down_walk_from_control_to_control(theme, on_screen):
    one, two = (OptionCard(theme, n, str(n), lambda: None) for n in (1, 2))
    on_screen(Column(theme, [one, two]))
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is two
    QTest.keyClick(two, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is one


def test_the_focus_ring_shows_for_keys_and_not_for_fingers(
    theme, on_screen, touches, filtered
):
    card = on_screen(OptionCard(theme, 1, "本人", lambda: None), 600, 150)
    card.setFocus()
    assert card.ring_colour() == ""
    QTest.keyClick(card, Qt.Key.Key_A)
    assert card.ring_colour() == theme.colours.green_text
    QTest.mouseClick(card, LEFT)
    assert card.ring_colour() == ""


def test_what_is_read_has_an_amber_ring_outside_itself(theme, on_screen):
    card = on_screen(OptionCard(theme, 1, "本人", lambda: None), 600, 150)
    card.setGeometry(20, 20, 500, 110)
    card.set_reading(True)
    picture = card.window().grab().toImage()
    inside_ring = picture.pixelColor(300, 20 - theme.px(1.2))
    assert inside_ring.name() == theme.colours.amber_ring
    card.set_reading(False)
    picture = card.window().grab().toImage()
    assert picture.pixelColor(300, 20 - theme.px(1.2)).name() != (
        theme.colours.amber_ring
    )


def test_the_ring_follows_its_card_and_goes_with_it(theme, on_screen):
    card = on_screen(OptionCard(theme, 1, "本人", lambda: None), 600, 300)
    card.setGeometry(20, 20, 500, 110)
    card.set_reading(True)
    card.move(20, 150)
    assert card._ring.geometry().center() == card.geometry().center()
    card.hide()
    assert not card._ring.isVisible()
