"""A citizen with an application to make, who answers by touch or by keys.

What belongs here: how a person finds the place for each answer on the screen. It knows
the questions by the form's own names and the controls by what stands on them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from kiosk.ui.controls import OptionCard
from kiosk.ui.screens.question import QuestionScreen
from kiosk.visit.machine import State
from tests.support.pages import Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.ui.questions import QuestionKind
    from kiosk.visit.views import QuestionView
    from kiosk.xforms import NodeState

GO_ON = {"zh": "下一步", "en": "Continue"}
DONE = {"zh": "改好了", "en": "Done"}
MORE = {"zh": "看下面", "en": "More"}
PRESSES = 200
"""Nobody looks longer for one control."""


class Citizen(Person):
    """Answers questions; what is not among the answers is left open."""

    def go_through(self, answers: Mapping[str, str]) -> list[str]:
        """Answer every question up to the check page; the names asked, in order."""
        asked: list[str] = []
        while self.state is State.QUESTION:
            view = self.question
            name = view.nodes[0].name
            if name in asked:
                raise AssertionError(f"{name} was asked again: {view.problems}")
            asked.append(name)
            if name in answers:
                self.give(answers[name])
            self.go_on()
        return asked

    @property
    def question(self) -> QuestionView:
        """The question that stands."""
        return self.window.visit.question()

    @property
    def node(self) -> NodeState:
        """Its only node."""
        return self.question.nodes[0]

    def give(self, answer: str) -> None:
        """Answer the question that stands."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Continue."""
        raise NotImplementedError

    def act_on(self, words: str) -> None:
        """Do what the button with these words does, on whichever page it stands."""
        raise NotImplementedError

    @property
    def question_shown(self) -> QuestionKind:
        """The question as it stands on the screen."""
        screen = self.window.place.screen_now if self.window.place else None
        assert isinstance(screen, QuestionScreen)
        return screen.question.kinds[0]

    @property
    def language(self) -> str:
        """The language of the visit."""
        return self.window.visit.sitting.language

    def _values(self, answer: str) -> list[str]:
        return answer.split() if self.node.choices else [answer]

    def _card(self, value: str) -> OptionCard | None:
        labels = {choice.value: choice.label for choice in self.node.choices}
        for card in self.window.findChildren(OptionCard):
            if card.isVisible() and card.text().startswith(labels[value]):
                return card
        return None


class TouchingCitizen(Citizen):
    """With one finger."""

    def give(self, answer: str) -> None:
        """Touch the cards, or the keys of the screen's keyboard."""
        if not self.node.choices:
            for letter in answer:
                self.touch(letter)
            return
        for value in self._values(answer):
            self._find(value)

    def go_on(self) -> None:
        """The large green button."""
        self.touch((DONE if self.question.changing else GO_ON)[self.language])

    def act_on(self, words: str) -> None:
        """Turn pages until it is there; touch it."""
        for _ in range(PRESSES):
            if self.offers(words):
                self.touch(words)
                return
            self.touch(MORE[self.language])

    def _find(self, value: str) -> None:
        for _ in range(PRESSES):
            card = self._card(value)
            if card is not None:
                self.touch_widget(card)
                return
            self.touch(MORE[self.language])
        raise AssertionError(f"{value} stands on no page")


class TypingCitizen(Citizen):
    """With a keyboard alone: digits, letters, Up, Down, Enter, Esc and F-keys."""

    def give(self, answer: str) -> None:
        """Type it, or walk to the card and press Enter."""
        if not self.node.choices:
            self.type(answer)
            return
        for value in self._values(answer):
            self._choose(value)

    def go_on(self) -> None:
        """Walk to the green button and press Enter."""
        self.act_on((DONE if self.question.changing else GO_ON)[self.language])

    def act_on(self, words: str) -> None:
        """Turn pages with Page Down until it is there; walk to it; Enter."""
        for _ in range(PRESSES):
            if self.offers(words):
                break
            self.press(Qt.Key.Key_PageDown)
        self.walk_to(words)
        self.press(Qt.Key.Key_Return)

    def walk_to(self, words: str) -> None:
        """Down until the button has the keys."""
        for _ in range(PRESSES):
            focused = self.focus
            if isinstance(focused, QAbstractButton) and words in {
                focused.text(),
                focused.accessibleName(),
            }:
                return
            self.press(Qt.Key.Key_Down)
        raise AssertionError(f"{words} is never reached by keys")

    def _choose(self, value: str) -> None:
        for _ in range(PRESSES):
            card = self._card(value)
            if card is not None:
                card.setFocus()
                self.press(Qt.Key.Key_Return)
                return
            self.press(Qt.Key.Key_PageDown)
        raise AssertionError(f"{value} is never reached by keys")
