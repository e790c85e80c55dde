"""One screen of questions, between where one is and why it is asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

from kiosk.speech.prompts import plain
from kiosk.ui.controls import Button, Kind, Progress, Section, SideCard
from kiosk.ui.questions import make_group, make_question
from kiosk.ui.screens.base import KioskScreen
from kiosk.ui.screens.sheets import InformationSheet
from kiosk.ui.screens.sided import arrange, body_of, head_theme
from kiosk.ui.screens.stage import Act, Acts

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.questions import Question
    from kiosk.ui.screens.stage import Stage
    from kiosk.ui.theme import Theme
    from kiosk.visit.views import QuestionView

_HEAD_GAP_MM = 4.0
_HIDING = {
    False: ("question.hide", "eye-off"),
    True: ("question.show", "eye"),
}


class QuestionScreen(KioskScreen):
    """The question (or the group), the step above it, why it is asked beside it.

    What the person enters goes to the visit at once; it is kept on disk when they
    continue. A sensitive question is read aloud only when they ask for it.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._view = stage.window.question
        self._hidden = False
        above = head_theme(stage)
        self._step = Progress(above, *self._step_parts())
        self._step.setParent(self)
        self._why = Button(
            above,
            stage.words.say("button.why"),
            self._open_why,
            Kind.PILL,
            icon="question",
        )
        self._hide = self._hide_button(above)
        for pill in (self._why, self._hide):
            pill.setParent(self)
        self._side: SideCard | None = None
        self._asked_to_read = False
        self.question = self._make()

    def acts(self) -> Acts:
        """Back, and Continue (or Done, where the person came to change one answer)."""
        words, visit = self.stage.words, self.stage.visit
        key = "button.done" if self._view.changing else "button.next"
        return Acts(
            own=Act(words.say("button.back"), visit.back, "back"),
            primary=Act(words.say(key), self._continue, "next"),
            repeat=words.say("question.read_to_me") if self._private else "",
        )

    def prompt(self) -> Prompt:
        """Everything on the screen; of a private question only that it is one."""
        if self._private:
            words = self.stage.words
            return plain([words.spoken("question.private")], self.stage.spoken)
        return self.question.utterances()

    def repeat_prompt(self) -> Prompt:
        """Everything: the person has asked for it."""
        self._asked_to_read = True
        self.stage.window.acts_changed()
        return self.question.utterances()

    def highlight(self, target: str | None) -> None:
        """The question rings what is read of it."""
        self.question.highlight(target)

    def focus_first(self) -> bool:
        """Where the answer is entered."""
        return self.question.focus_first()

    def refresh(self) -> None:
        """Other choices, other questions on the screen, or an answer to mend."""
        before, self._view = self._view, self.stage.window.question
        if _content(before) != _content(self._view):
            self._remake()
        elif before.problems != self._view.problems:
            self.question.set_problems(self._view.problems)
            self._place()
            if self._view.problems:
                self.question.focus_first()
        self._step.set(*_last_first(self._step_parts()))

    def take_key(self, event: QKeyEvent) -> bool:
        """A key from elsewhere (the bars have the focus) is for the question."""
        if self.question.isAncestorOf(self.focusWidget()):
            return False
        event.accept()
        self.question.keyPressEvent(event)
        return event.isAccepted()

    def _make(self) -> Question:
        view, stage = self._view, self.stage
        make = partial(make_question, stage.theme, stage.words)
        if len(view.nodes) == 1:
            node = view.nodes[0]
            question = make(
                node, problem=view.problems.get(node.ref), wide=not stage.portrait
            )
        else:
            question = make_group(
                stage.theme,
                stage.words,
                view.nodes,
                title=view.title,
                problems=view.problems,
                wide=not stage.portrait,
            )
        question.value_changed = self._answered
        question.attached = self._attached
        question.on_continue = self._continue
        question.setParent(self)
        return question

    def _remake(self) -> None:
        had_focus = self.question.isAncestorOf(self.focusWidget())
        self.question.hide()
        self.question.deleteLater()
        self.question = self._make()
        self._place()
        self.question.show()
        if had_focus:
            self.question.focus_first()

    def _answered(self, ref: str, value: str) -> None:
        self.stage.visit.answer(ref, value)

    def _attached(self, ref: str, data: bytes, suffix: str) -> None:
        self.stage.visit.attach(ref, data, suffix)

    def _hide_button(self, theme: Theme) -> Button:
        """Blanks a private answer on the screen, and shows it again."""
        key, icon = _HIDING[self._hidden]
        button = Button(
            theme, self.stage.words.say(key), self._turn_hidden, Kind.PILL, icon=icon
        )
        button.setVisible(False)
        return button

    def _turn_hidden(self) -> None:
        self._hidden = not self._hidden
        self.question.set_hidden(self._hidden)
        old, self._hide = self._hide, self._hide_button(self._hide.theme)
        self._hide.setParent(self)
        self._place()
        self._hide.setFocus(Qt.FocusReason.OtherFocusReason)
        old.hide()
        old.deleteLater()

    def _continue(self) -> None:
        self.question.flush()
        self.stage.visit.next()

    @property
    def _private(self) -> bool:
        return self._view.sensitive and not self._asked_to_read

    def _step_parts(self) -> tuple[str, int, int]:
        words, view = self.stage.words, self._view
        if view.changing:
            return words.say("question.changing"), view.steps, view.steps
        text = words.say("question.step", step=view.step, steps=view.steps)
        return text, view.step, view.steps

    def _sections(self) -> list[Section]:
        words, view = self.stage.words, self._view
        service = view.service
        sections = []
        if view.reason:
            why = tuple(view.reason.split("\n"))
            sections.append(Section(words.say("question.why.title"), why))
        if service.seen_by:
            title = words.say("question.who_sees.title")
            sections.append(Section(title, (service.seen_by,)))
        return sections

    def _open_why(self) -> None:
        title = self.stage.words.say("button.why")
        sections = self._sections()
        self.stage.window.open_sheet(
            lambda stage: InformationSheet(stage, title, sections)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the step, the question and the side card anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        body = body_of(self.stage, self)
        sections = self._sections()
        if self._side is None and sections and not self.question.wants_side:
            self._side = SideCard(self.stage.theme, self.stage.words, sections)
            self._side.setParent(self)
        side = None if self.question.wants_side else self._side
        needed = side.natural_height if side is not None else None
        places = arrange(self.stage, body, needed, self._main_height)
        if self._side is not None:
            if places.side is not None:
                self._side.setGeometry(places.side)
            self._side.setVisible(places.side is not None)
        self._why.setVisible(bool(sections) and places.side is None)
        self._hide.setVisible(self._view.sensitive)
        self._place_main(places.main)

    def _place_main(self, area: QRect) -> None:
        """Step, pills and question in what the side card leaves."""
        head = self._head_height(area.width())
        row = QRect(area.left(), area.top(), area.width(), head)
        if not self._in_one_row(area.width()):
            step = self._step.heightForWidth(area.width())
            self._step.setGeometry(area.left(), area.top(), area.width(), step)
            row.setTop(area.top() + step + self.stage.theme.gap)
        room = self._place_pills(row)
        if self._in_one_row(area.width()):
            step = self._step.heightForWidth(room)
            top = area.top() + (head - step) // 2
            self._step.setGeometry(area.left(), top, room, step)
        below = head + self.stage.theme.px(_HEAD_GAP_MM)
        self.question.setGeometry(area.adjusted(0, below, 0, 0))

    def _place_pills(self, row: QRect) -> int:
        """From the right; what is left of the row's width."""
        room = row.width()
        for pill in self._pills:
            wide = pill.sizeHint().width()
            left = row.left() + room - wide
            pill.setGeometry(left, row.top(), wide, row.height())
            room -= wide + self.stage.theme.gap
        return room

    @property
    def _pills(self) -> list[Button]:
        """What stands beside the step, from the right."""
        return [pill for pill in (self._why, self._hide) if not pill.isHidden()]

    def _in_one_row(self, width: int) -> bool:
        """Whether the words of the step have room beside the pills."""
        gap = self.stage.theme.gap
        pills = sum(pill.sizeHint().width() + gap for pill in self._pills)
        return width - pills >= 2 * self._step.minimumSizeHint().width()

    def _head_height(self, width: int) -> int:
        heights = [pill.sizeHint().height() for pill in self._pills]
        step = self._step.heightForWidth(width)
        if not heights or self._in_one_row(width):
            return max([step, *heights])
        return step + self.stage.theme.gap + max(heights)

    def _main_height(self, width: int) -> int:
        head = self._head_height(width)
        gap = self.stage.theme.px(_HEAD_GAP_MM)
        return head + gap + self.question.natural_height(width)

    def controls(self) -> list[QWidget]:
        """The question's own come first."""
        return super().controls()


def _content(view: QuestionView) -> tuple[object, ...]:
    """What the widgets are made from, leaving out the answers they hold themselves."""
    return tuple(
        (node.ref, node.kind, node.label, node.hint, node.choices, node.readonly)
        for node in view.nodes
    )


def _last_first(parts: tuple[str, int, int]) -> tuple[int, int, str]:
    text, done, of = parts
    return done, of, text
