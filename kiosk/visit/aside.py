"""The beginning and the putting aside of a form, and calls for a person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kiosk.receipts import reference
from kiosk.store import help as help_calls
from kiosk.visit.asking import role
from kiosk.visit.course import Course

if TYPE_CHECKING:
    from concurrent.futures import Future

    from kiosk.filling import Filling
    from kiosk.ids import FormId, Reference
    from kiosk.store.records import DraftRecord
    from kiosk.visit.ports import VisitPorts

SELF: Final = "self"
"""The answer to 'who is applying' that 'for myself' gives."""


def first_course(filling: Filling, *, for_self: bool) -> Course:
    """Where the questions begin; 'for myself' already answers who is applying."""
    filling.for_whom(SELF if for_self else "other")
    who = role(filling.entry, "who")
    if who is not None and for_self:
        filling.answer(who.ref, SELF)
    elif who is not None and who.value == SELF:
        filling.answer(who.ref, "")
    return course_at(filling)


def course_at(filling: Filling, place: str = "") -> Course:
    """The course standing at ``place``; who was told for whom is not asked again."""
    who = role(filling.entry, "who")
    told = who.ref if who is not None and filling.record.applicant == SELF else ""
    return Course(filling.entry, place, told=told)


def put_aside(ports: VisitPorts, filling: Filling) -> Future[Reference]:
    """Keep the draft for another day; the future gives its slip number."""
    return filling.put_aside(
        lambda counter: reference.make(ports.kiosk, counter, draft=True)
    )


def is_fresh(ports: VisitPorts, draft: DraftRecord) -> bool:
    """Whether the person of an interrupted visit may still be sitting there.

    As long as they would have had without the interruption: the quiet time and the
    time to answer. Later somebody else may have sat down.
    """
    settings = ports.settings
    patience = timedelta(
        minutes=settings.number("idle.warn_minutes"),
        seconds=settings.number("idle.answer_seconds"),
    )
    age = ports.clock.now() - draft.saved_at
    return timedelta() <= age <= patience  # a clock set back proves nothing


def call_help(ports: VisitPorts, form_id: FormId | None) -> Future[object]:
    """Note that a person is wanted here."""
    now = ports.clock.now()
    return ports.database.write(lambda db: help_calls.call(db, at=now, form_id=form_id))


def help_over(ports: VisitPorts) -> Future[object]:
    """Note that nobody is wanted any more."""
    now = ports.clock.now()
    return ports.database.write(lambda db: help_calls.over(db, at=now))
