"""A whole visit through the real store: what is on disk when which screen stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.errors import Expected
from kiosk.publishing import catalogue
from kiosk.store import attachments, cases, drafts, outbox
from kiosk.store import help as help_calls
from kiosk.visit.machine import State
from tests.support.clock import FakeClock
from tests.support.house import Sitting, publish_small
from tests.support.small_form import SMALL


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def sitting(tmp_path, clock):
    sitting = Sitting(tmp_path / "data", clock)
    try:
        publish_small(sitting.house, tmp_path)
        yield sitting
    finally:
        sitting.close()


def stored(sitting, work):
    return sitting.house.database.read(work).result()


def to_check(sitting):
    sitting.begin()
    sitting.answer("85")
    sitting.answer("id book")
    sitting.go_on()
    sitting.go_on()
    assert sitting.visit.state is State.CHECK


def test_from_the_rest_screen_to_the_receipt(sitting):
    to_check(sitting)
    sitting.visit.submit()
    sitting.settle()

    assert sitting.visit.state is State.RECEIPT
    receipt = sitting.visit.receipt().receipt
    (case,) = stored(sitting, cases.listing)
    assert case.reference == receipt.reference
    assert b"<age>85</age>" in case.xml
    assert stored(sitting, outbox.counts)["waiting"] == 1
    assert stored(sitting, drafts.open_draft) is None


def test_for_myself_has_answered_who_applies(sitting):
    sitting.begin()

    assert sitting.visit.question().screen.ref == "/data/age"
    assert sitting.visit.question().step == 1
    sitting.visit.back()
    sitting.settle()
    assert sitting.visit.state is State.BEFORE


def test_who_was_told_at_the_start_can_be_changed_from_the_check_page(sitting):
    sitting.begin()
    sitting.answer("85")
    while sitting.visit.state is State.QUESTION:
        sitting.go_on()

    assert sitting.visit.check()[0].ref == "/data/who"
    sitting.visit.change("/data/who")
    sitting.settle()
    assert sitting.visit.question().nodes[0].value == "self"


def test_who_was_told_at_the_start_is_not_asked_after_a_crash(sitting, clock, tmp_path):
    sitting.begin()
    sitting.answer("85")
    sitting.close()

    again = Sitting(tmp_path / "data", clock, seed=2)
    assert again.visit.question().step == 2
    for _ in range(2):
        again.visit.back()
        again.settle()

    assert again.visit.state is State.BEFORE
    again.close()


def test_for_someone_else_is_asked_who(sitting):
    sitting.begin(for_self=False)

    assert sitting.visit.question().screen.ref == "/data/who"
    assert sitting.visit.question().nodes[0].value == ""


def test_every_answer_is_on_disk_before_the_next_question_stands(sitting):
    seen = []
    sitting.begin()
    sitting.visit.listen(lambda: seen.append((sitting.visit.state, on_disk())))

    def on_disk():
        draft = stored(sitting, drafts.open_draft)
        return draft.screen if draft else None

    sitting.answer("85")

    assert sitting.visit.question().screen.ref == "/data/papers"
    assert seen[-1] == (State.QUESTION, "/data/papers")


def test_what_is_missing_is_explained_and_nothing_moves(sitting):
    sitting.begin()
    assert sitting.visit.question().problems == {}

    sitting.go_on()

    view = sitting.visit.question()
    assert view.screen.ref == "/data/age"
    assert set(view.problems) == {"/data/age"}


def test_a_wrong_answer_is_kept_and_explained_until_it_is_right(sitting):
    sitting.begin()
    sitting.answer("150")

    view = sitting.visit.question()
    assert view.nodes[0].value == "150"
    assert view.problems["/data/age"] == "再看一遍年纪。"

    sitting.visit.answer("/data/age", "85")
    assert sitting.visit.question().problems == {}


def test_a_change_from_the_check_page_leads_straight_back(sitting):
    to_check(sitting)
    sitting.visit.change("/data/age")
    sitting.settle()
    assert sitting.visit.question().changing

    sitting.answer("86")

    assert sitting.visit.state is State.CHECK
    values = {row.ref: row.value for row in sitting.visit.check()}
    assert values["/data/age"] == "86"


def test_an_answer_that_has_to_be_mended_is_not_handed_in(sitting):
    to_check(sitting)
    sitting.visit.answer("/data/age", "150")
    sitting.visit.submit()
    sitting.settle()

    assert sitting.visit.state is State.CHECK
    assert [row.ref for row in sitting.visit.check() if row.problem] == ["/data/age"]
    assert stored(sitting, cases.listing) == ()


def test_a_change_of_language_in_mid_form_keeps_answers(sitting):
    to_check(sitting)
    sitting.visit.set_language("en")

    values = {row.label: row.value for row in sitting.visit.check()}
    assert values["What is here?"] == "ID card, Household register"


def test_a_disk_that_takes_nothing_keeps_the_person_and_their_answer(
    sitting, monkeypatch
):
    sitting.begin()

    def full(*_):
        raise Expected("disk-full")

    monkeypatch.setattr(drafts, "save", full)
    sitting.answer("85")

    assert sitting.visit.trouble.code == "disk-full"
    assert sitting.visit.question().nodes[0].value == "85"
    monkeypatch.undo()
    sitting.go_on()
    assert sitting.visit.trouble is None
    assert sitting.visit.question().screen.ref == "/data/papers"


def test_nothing_of_a_visit_is_left_after_finish(sitting):
    to_check(sitting)
    sitting.visit.set_language("en")
    sitting.visit.larger()
    sitting.visit.submit()
    sitting.settle()
    sitting.visit.finish()

    assert sitting.visit.state is State.REST
    assert (sitting.visit.sitting.language, sitting.visit.sitting.size) == ("zh", 2)
    sitting.begin()
    assert sitting.visit.question().nodes[0].value == ""


def test_leaving_can_keep_the_answers_under_a_slip(sitting):
    sitting.begin()
    sitting.answer("85")
    sitting.visit.leave()
    assert sitting.visit.state is State.LEAVE
    sitting.visit.leave_now(keep=True)
    sitting.settle()

    assert sitting.visit.state is State.KEPT
    (draft,) = stored(sitting, drafts.kept)
    assert draft.slip == sitting.visit.slip
    assert draft.slip.split("-")[1].startswith("9")
    assert b"85" in draft.instance_xml


def test_leaving_can_delete_the_answers(sitting):
    sitting.begin()
    sitting.answer("85")
    sitting.visit.leave()
    sitting.visit.leave_now(keep=False)
    sitting.settle()

    assert sitting.visit.state is State.REST
    assert stored(sitting, drafts.kept) == ()
    assert stored(sitting, drafts.open_draft) is None


def test_a_quiet_person_is_asked_then_kept_and_wiped(sitting, clock):
    sitting.begin()
    sitting.answer("85")
    clock.move(minutes=3)
    sitting.visit.tick()
    assert sitting.visit.state is State.STILL_THERE
    assert sitting.visit.idle_left() == 60

    clock.move(61)
    sitting.visit.tick()
    sitting.settle()

    assert sitting.visit.state is State.REST
    assert len(stored(sitting, drafts.kept)) == 1


def test_a_person_who_comes_back_goes_on_where_they_were(sitting, clock):
    sitting.begin()
    sitting.answer("85")
    clock.move(minutes=4)
    sitting.visit.tick()
    sitting.visit.here()
    sitting.visit.tick()

    assert sitting.visit.state is State.QUESTION


def test_time_stands_still_while_the_voice_speaks_or_a_person_comes(sitting, clock):
    sitting.begin()
    sitting.visit.speaking(True)
    clock.move(minutes=10)
    sitting.visit.tick()
    assert sitting.visit.state is State.QUESTION
    sitting.visit.speaking(False)

    sitting.visit.call_help()
    clock.move(minutes=10)
    sitting.visit.tick()
    assert sitting.visit.state is State.HELP
    sitting.visit.help_over()
    sitting.visit.tick()
    assert sitting.visit.state is State.QUESTION


def test_a_call_for_a_person_is_in_the_record_until_it_is_over(sitting):
    sitting.begin()
    sitting.visit.call_help()
    (call,) = stored(sitting, help_calls.waiting)
    assert call.form_id == "small"

    sitting.visit.help_over()
    assert stored(sitting, help_calls.waiting) == ()


def test_after_a_crash_the_same_question_comes_back(sitting, clock, tmp_path):
    sitting.begin()
    sitting.answer("85")
    sitting.close()
    clock.move(30)

    again = Sitting(tmp_path / "data", clock, seed=2)

    assert again.visit.state is State.QUESTION
    assert again.visit.question().screen.ref == "/data/papers"
    again.answer("id")
    again.go_on()
    values = {row.ref: row.value for row in again.visit.check()}
    assert values["/data/age"] == "85"
    again.close()


def test_a_touch_while_the_question_is_brought_back_does_not_begin_anew(
    sitting, clock, tmp_path
):
    sitting.begin()
    sitting.answer("85")
    sitting.close()

    again = Sitting(tmp_path / "data", clock, seed=2, settled=False)
    again.visit.touch()
    again.settle()

    assert again.visit.state is State.QUESTION
    again.close()


def test_long_after_a_crash_nobody_else_sees_the_answers(sitting, clock, tmp_path):
    sitting.begin()
    sitting.answer("85")
    sitting.close()
    clock.move(minutes=30)

    again = Sitting(tmp_path / "data", clock, seed=2)

    assert again.visit.state is State.REST
    (draft,) = stored(again, drafts.kept)
    assert draft.slip is not None
    again.close()


def test_a_clock_that_was_set_back_shows_nobody_elses_answers(sitting, clock, tmp_path):
    sitting.begin()
    sitting.answer("85")
    sitting.close()
    clock.set(clock.now() - timedelta(days=1))

    again = Sitting(tmp_path / "data", clock, seed=2)

    assert again.visit.state is State.REST
    again.close()


def test_going_back_to_the_start_keeps_every_answer(sitting):
    sitting.begin()
    sitting.answer("85")
    sitting.visit.back()
    sitting.settle()
    sitting.visit.back()
    sitting.settle()
    assert sitting.visit.state is State.BEFORE
    sitting.visit.begin(for_self=True)
    sitting.settle()

    assert sitting.visit.question().nodes[0].value == "85"


def test_a_signature_survives_a_crash_and_reaches_the_record(sitting, clock, tmp_path):
    sitting.begin()
    sitting.answer("85")
    sitting.answer("id")
    sitting.visit.attach("/data/sign", b"\x89PNG", ".png")
    name = sitting.visit.question().nodes[0].value
    sitting.go_on()
    sitting.close()

    again = Sitting(tmp_path / "data", clock, seed=2)
    again.go_on()
    again.visit.submit()
    again.settle()

    (case,) = stored(again, cases.listing)
    (file,) = stored(again, lambda db: attachments.of(db, case.instance_id))
    assert (file.name, file.content) == (name, b"\x89PNG")
    assert name.encode() in case.xml
    again.close()


def test_a_bug_shows_the_calm_screen_and_the_next_person_is_served(sitting, clock):
    sitting.begin()
    sitting.answer("85")
    sitting.visit.break_off()
    assert sitting.visit.state is State.OUT_OF_SERVICE

    clock.move(minutes=3)
    sitting.visit.tick()
    sitting.settle()

    assert sitting.visit.state is State.REST
    assert len(stored(sitting, drafts.kept)) == 1


def test_another_service_puts_the_first_one_aside(sitting, tmp_path):
    other = tmp_path / "other.md"
    text = SMALL.replace("| 小表 | small |", "| 另一张 | other |")
    other.write_text(text, encoding="utf-8")
    catalogue.import_form(sitting.house.database, other, sitting.house.clock)
    catalogue.publish(sitting.house.database, "other", sitting.house.clock)
    sitting.house.library.refresh()
    sitting.begin()
    sitting.answer("85")
    while sitting.visit.state is not State.SERVICES:
        sitting.visit.back()
        sitting.settle()

    sitting.visit.choose("other")
    sitting.visit.begin(for_self=True)
    sitting.settle()

    assert sitting.visit.question().nodes[0].value == ""
    (draft,) = stored(sitting, drafts.kept)
    assert b"85" in draft.instance_xml
