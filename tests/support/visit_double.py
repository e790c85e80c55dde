"""A scripted visit: the door of ``kiosk.visit`` over a form that is only a list.

What belongs here: enough of a visit to put any screen before the window, at once and
without a disk. It uses the real state table and the real sitting; journeys through
the real house live in ``tests/journeys``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.receipts import reference
from kiosk.receipts.receipt import Receipt
from kiosk.settings import Settings
from kiosk.visit.machine import Event, Machine, State
from kiosk.visit.sitting import Sitting
from kiosk.visit.views import CheckRow, QuestionView, ReceiptView, ServiceView
from kiosk.xforms.states import Outcome, Screen
from tests.support.clock import MORNING
from tests.support.scripted_form import QUESTIONS, Question
from tests.support.scripted_services import scripted_services

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.errors import Expected

PROBLEM = {
    "zh": "这个号码少了 1 位，现在是 17 位。看着身份证再对一遍。",
    "en": "One character is missing: there are 17. Compare it with the ID card.",
}


def pick(language: str, zh: str, en: str) -> str:
    """The text in the language of the sitting."""
    return zh if language == "zh" else en


class ScriptedVisit:
    """The visit's door; what happens is a table, what is shown is a script.

    Attributes:
        answers: what was entered, by ref.
        calls: every act with its arguments, in order.
        wrong: refs whose answer is explained until it changes.
    """

    def __init__(self, settings: Settings | None = None, *, services: int = 6) -> None:
        self.settings = settings or Settings({"centre.phone": "0510-8000 1234"})
        self.sitting = Sitting(self.settings)
        self.machine = Machine()
        self.saving = False
        self.trouble: Expected | None = None
        self.answers: dict[str, str] = {}
        self.calls: list[tuple[object, ...]] = []
        self.wrong: dict[str, str] = {}
        self.sent = False
        self.owed = True
        self.helper = ""
        self.slip = reference.make(7, 12, draft=True)
        self._services = services
        self._at = 0
        self._changing = False
        self._asked = False
        self._listeners: list[Callable[[], None]] = []

    @property
    def beneath(self) -> State:
        return self.machine.beneath

    def answered(self) -> bool:
        return any(self.answers.values())

    @property
    def state(self) -> State:
        return self.machine.state

    def listen(self, callback: Callable[[], None]) -> None:
        self._listeners.append(callback)

    def changed(self) -> None:
        for listener in self._listeners:
            listener()

    def stand(self, state: State, at: int = 0, *, beneath: State | None = None) -> None:
        """Put the visit at a screen, past whatever leads there."""
        self.machine = Machine()
        if beneath is not None:
            self.machine.state = beneath
            self.machine._beneath.append(beneath)
        self.machine.state = state
        self._at, self._asked, self._changing = at, False, False
        self.changed()

    def touch(self) -> None:
        self._fire("touch", Event.TOUCHED)

    def choose(self, form_id: str) -> None:
        self._at, self.answers = 0, {}
        self._fire("choose", Event.CHOSE, form_id)

    def begin(self, *, for_self: bool) -> None:
        self._fire("begin", Event.BEGAN, for_self)

    def answer(self, ref: str, value: str) -> Outcome:
        self.calls.append(("answer", ref, value))
        self.answers[ref] = value
        self._asked = False
        self.changed()
        return Outcome(ref, value, (), ())

    def attach(self, ref: str, data: bytes, suffix: str) -> Outcome:
        self.calls.append(("attach", ref, len(data), suffix))
        return self.answer(ref, f"picture{suffix}")

    def next(self) -> None:
        self.calls.append(("next",))
        question = QUESTIONS[self._at]
        if question.ref in self.wrong and self.answers.get(question.ref):
            self._asked = True
            self.changed()
            return
        self._asked = False
        self._at += 1
        over = self._changing or self._at == len(QUESTIONS)
        self._changing = False
        self._fire("", Event.ANSWERED_ALL if over else Event.ASKED)

    def back(self) -> None:
        self.calls.append(("back",))
        if self.state is State.CHECK:
            self._at = len(QUESTIONS) - 1
            self._fire("", Event.ASKED)
        elif self.state is State.QUESTION and self._changing:
            self._changing = False
            self._fire("", Event.ANSWERED_ALL)
        elif self.state is State.LEAVE:
            self._fire("", Event.STAYED)
        elif self.state is State.QUESTION and self._at:
            self._at -= 1
            self._fire("", Event.ASKED)
        elif self.machine.can(Event.WENT_BACK):
            self._fire("", Event.WENT_BACK)

    def change(self, ref: str) -> None:
        self._at = [question.ref for question in QUESTIONS].index(ref)
        self._changing = True
        self._fire("change", Event.ASKED, ref)

    def submit(self) -> None:
        self._fire("submit", Event.SUBMITTED)

    def finish(self) -> None:
        self._fire("finish", Event.FINISHED)

    def call_help(self) -> None:
        if self.machine.can(Event.CALLED_HELP):
            self._fire("call_help", Event.CALLED_HELP)

    def help_over(self) -> None:
        self._fire("help_over", Event.HELP_OVER)

    def leave(self) -> None:
        self._fire("leave", Event.LEAVING)

    def stay(self) -> None:
        self._fire("stay", Event.STAYED)

    def leave_now(self, *, keep: bool) -> None:
        self._fire("leave_now", Event.KEPT if keep else Event.LEFT, keep)

    def here(self) -> None:
        self._fire("here", Event.CAME_BACK)

    def touched(self) -> None:
        self.calls.append(("touched",))

    def tick(self) -> None:
        self.calls.append(("tick",))

    def speaking(self, now: bool) -> None:
        self.calls.append(("speaking", now))

    def idle_left(self) -> int | None:
        return 38 if self.state is State.STILL_THERE else None

    def set_language(self, tag: str) -> None:
        self.sitting.language = tag
        self.changed()

    def larger(self) -> None:
        self.sitting.next_size()
        self.changed()

    def set_size(self, size: int) -> None:
        self.sitting.size = size
        self.changed()

    def next_contrast(self) -> None:
        self.sitting.next_contrast()
        self.changed()

    def set_voice(self, on: bool) -> None:
        self.sitting.voice = on
        self.changed()

    def services(self) -> tuple[ServiceView, ...]:
        return scripted_services(self._text_language)[: self._services]

    def service(self) -> ServiceView:
        return self.services()[0]

    def question(self) -> QuestionView:
        question = QUESTIONS[self._at]
        ref = question.ref
        language = self._text_language
        state = question.state(self.answers.get(ref, ""), language)
        return QuestionView(
            screen=Screen(ref, (ref,), "question"),
            nodes=(state,),
            title="",
            step=self._at + 1,
            steps=len(QUESTIONS),
            service=self.service(),
            problems={ref: PROBLEM[language]} if self._asked else {},
            sensitive=state.attributes.get("sensitive") == "yes",
            changing=self._changing,
            reason=state.guidance,
        )

    def check(self) -> tuple[CheckRow, ...]:
        language = self._text_language
        return tuple(self._row(question, language) for question in QUESTIONS)

    def receipt(self) -> ReceiptView:
        language = self._text_language
        return ReceiptView(
            receipt=scripted_receipt(language),
            sent=self.sent,
            owed=(pick(language, "户口簿复印件", "a copy of the household register"),)
            if self.owed
            else (),
            next_steps=(
                pick(
                    language,
                    "5 个工作日内有人给您打电话。",
                    "Somebody will phone you within 5 working days.",
                ),
            ),
        )

    @property
    def _text_language(self) -> str:
        return "zh" if self.sitting.language == "zh" else "en"

    def _row(self, question: Question, language: str) -> CheckRow:
        state = question.state(self.answers.get(question.ref, ""), language)
        labels = {choice.value: choice.label for choice in state.choices}
        value = "、".join(labels.get(part, part) for part in state.value.split())
        private = state.attributes.get("sensitive") == "yes"
        return CheckRow(question.ref, state.label, value, "", None, private)

    def _fire(self, name: str, event: Event, *facts: object) -> None:
        if name:
            self.calls.append((name, *facts))
        self.machine.fire(event)
        self.changed()


def scripted_receipt(language: str) -> Receipt:
    """The receipt of the picture, with the check digit it ought to have."""
    return Receipt(
        reference=reference.make(7, 4206),
        secret="A" * 32,
        title=scripted_services(language)[0].title,
        received_at=MORNING,
        centre=pick(language, "城南社区服务中心", "South Community Service Centre"),
        phone="0510-8000 1234",
    )
