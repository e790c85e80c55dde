"""The questions, the check page, and handing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n.words import Words
from kiosk.visit import asking
from kiosk.visit.checking import check_rows
from kiosk.visit.core import VisitCore
from kiosk.visit.machine import Event, State
from kiosk.visit.services import service_view

if TYPE_CHECKING:
    from kiosk.store.records import CaseRecord
    from kiosk.visit.course import Course
    from kiosk.visit.views import CheckRow, QuestionView, ReceiptView, ServiceView
    from kiosk.xforms import Outcome


class Answering(VisitCore):
    """Acts on the screens from the first question to the receipt."""

    def service(self) -> ServiceView:
        """The service chosen."""
        return service_view(self._chosen(), self.sitting.language)

    def question(self) -> QuestionView:
        """The screen of questions that stands."""
        filling, course = self._filled(), self._way()
        return asking.question_view(
            filling.entry, course, self.service(), self.sitting.language
        )

    def check(self) -> tuple[CheckRow, ...]:
        """Every answer in words."""
        return check_rows(self._filled().entry, Words(self.sitting.language))

    def receipt(self) -> ReceiptView:
        """What the person takes home, in their language."""
        return self._handing_in.receipt(self._chosen(), self.sitting.language)

    def answer(self, ref: str, value: str) -> Outcome:
        """An answer was entered; it is on disk once ``next`` has gone on."""
        course = self._way()
        before = course.shape()
        outcome = self._filled().answer(ref, value)
        course.refresh()
        if course.shape() != before:
            self._tell()
        return outcome

    def attach(self, ref: str, data: bytes, suffix: str) -> Outcome:
        """A picture was made (a signature, ``suffix`` ".png"); kept with the draft."""
        return self.answer(ref, self._filled().attach(data, suffix))

    def next(self) -> None:
        """Continue: explain what is missing, or keep the answer and go on."""
        if self.saving or self.state is not State.QUESTION:
            return
        course = self._way()
        if course.violations():
            course.asked = True
            self._tell()
            return
        stood = course.standing()
        event = Event.ASKED if course.forward() else Event.ANSWERED_ALL
        self._keep(lambda: self._go(event), undo=lambda: course.stand(stood))

    def back(self) -> None:
        """One screen back; every answer stays."""
        if self.saving:
            return
        if self.state is State.BEFORE:
            self._go(Event.WENT_BACK)
        elif self.state is State.LEAVE:
            self._go(Event.STAYED)
        elif self.state in {State.QUESTION, State.CHECK}:
            self._back_from(self._way())

    def _back_from(self, course: Course) -> None:
        stood = course.standing()
        changing = course.changing
        if course.backward() is not None:
            event = Event.ASKED
        elif changing:
            event = Event.ANSWERED_ALL
        else:
            self._go(Event.WENT_BACK)
            return
        self._keep(lambda: self._go(event), undo=lambda: course.stand(stood))

    def change(self, ref: str) -> None:
        """Change one answer; the way leads straight back to the check page."""
        if self.saving or self.state is not State.CHECK:
            return
        course = self._way()
        stood = course.standing()
        course.change(ref)
        self._keep(lambda: self._go(Event.ASKED), undo=lambda: course.stand(stood))

    def submit(self) -> None:
        """Hand it in: on disk first, then the receipt.

        Where an answer still has to be mended, its row says so and nothing is sent.
        """
        if self.saving or self.state is not State.CHECK:
            return
        filling = self._filled()
        if filling.entry.validate():
            self._tell()
            return
        self._await(self._handing_in.hand_in(filling, self._chosen()), self._handed_in)

    def _handed_in(self, case: CaseRecord) -> None:
        self._handing_in.case = case
        self._filling = None
        self._ports.handed_in()
        self._go(Event.SUBMITTED)
