"""Page objects: a person before the window, by touch or by keys.

What belongs here: finding what a person sees by its words, and doing what a person
does. What ought to happen is the test's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.support.geometry import name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.ui.window import KioskWindow
    from kiosk.visit.machine import State
    from tests.support.clock import FakeClock

PATIENCE_MS = 5000


class Person:
    """Somebody before the window: looks, touches, types.

    Every touch comes a second after the last, as a calm person's does.
    """

    def __init__(self, window: KioskWindow, clock: FakeClock) -> None:
        self.window = window
        self.clock = clock

    # --- looking -------------------------------------------------------------------

    @property
    def state(self) -> State:
        """The state of the visit."""
        return self.window.visit.state

    def sees(self, words: str) -> bool:
        """Whether the words stand on the screen."""
        return any(words in text for text in self.texts())

    def texts(self) -> list[str]:
        """Every text that can be seen."""
        return [
            text
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible() and (text := _text_of(widget))
        ]

    def button(self, words: str) -> QAbstractButton:
        """The button whose words (or accessible name) are these, or hold them."""
        buttons = [
            each
            for each in self.window.findChildren(QAbstractButton)
            if each.isVisible() and each.isEnabled()
        ]
        for fits in (str.__eq__, str.__contains__):
            for each in buttons:
                if fits(each.text(), words) or fits(each.accessibleName(), words):
                    return each
        shown = ", ".join(name_of(each) for each in buttons)
        raise AssertionError(f"no button {words!r} among: {shown}")

    def offers(self, words: str) -> bool:
        """Whether there is a button with these words."""
        return any(
            words in {each.text(), each.accessibleName()}
            for each in self.window.findChildren(QAbstractButton)
            if each.isVisible() and each.isEnabled()
        )

    # --- doing ---------------------------------------------------------------------

    def touch(self, words: str) -> None:
        """Touch the button with these words, once, in the middle."""
        self.touch_widget(self.button(words))

    def touch_widget(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Touch a control."""
        self.clock.move(1)
        place = at or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys, one after the other, wherever the focus is."""
        for key in keys:
            self.clock.move(1)
            QTest.keyClick(self.focus, key)
            self.settle()

    def type(self, text: str) -> None:
        """Type on a keyboard."""
        for letter in text:
            self.clock.move(1)
            QTest.keyClicks(self.focus, letter)
            self.settle()

    @property
    def focus(self) -> QWidget:
        """What has the keys."""
        focused = QApplication.focusWidget()
        return focused if focused is not None else self.window

    def settle(self) -> None:
        """Let the window and the disk come to rest, and what is read begin."""
        window = self.window
        self.wait_until(lambda: not (window.visit.saving or window.reading.waiting))

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait for the database thread; raises where it takes too long."""
        patience = QDeadlineTimer(PATIENCE_MS)
        QApplication.processEvents()
        while not holds():
            if patience.hasExpired():
                raise AssertionError(f"still waiting in {self.state}")
            QTest.qWait(1)
        QApplication.processEvents()


def _text_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    shown = text() if callable(text) else ""
    return str(shown) or widget.accessibleName()
