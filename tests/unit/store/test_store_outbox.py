"""The outbox: which way a submission can go, and when it is due."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from kiosk.store import cases, outbox
from kiosk.store.database import Database
from kiosk.store.outbox import STEPS, Event, State
from tests.support.clock import MORNING
from tests.support.stored_rows import a_submission, number, publish

SOON = MORNING + timedelta(minutes=4)


@pytest.fixture(autouse=True)
def _published(write):
    write(publish)


@pytest.fixture
def one(write):
    new = a_submission()
    write(lambda db: cases.submit(db, new, number))
    return new.instance_id


def state_of(read, instance_id):
    return read(lambda db: outbox.get(db, instance_id)).state


def due(read, now):
    return [item.instance_id for item in read(lambda db: outbox.due(db, now))]


def test_what_was_handed_in_is_due_at_once_oldest_first(write, read):
    for name in ("b", "a", "c"):
        write(lambda db, n=name: cases.submit(db, a_submission(n), number))
    assert due(read, MORNING) == ["uuid:b", "uuid:a", "uuid:c"]


def test_a_claim_is_for_one_only(write, read, one):
    item = write(lambda db: outbox.claim(db, one, MORNING))
    assert (item.state, item.claimed_at) == ("claimed", MORNING)
    assert write(lambda db: outbox.claim(db, one, MORNING)) is None
    assert due(read, MORNING) == []


def test_sent_is_for_good(write, read, one):
    write(lambda db: outbox.claim(db, one, MORNING))
    write(lambda db: outbox.sent(db, one, SOON))
    item = read(lambda db: outbox.get(db, one))
    assert (item.state, item.sent_at, item.last_code) == ("sent", SOON, "")
    assert read(cases.listing)[0].state == "sent"
    assert write(lambda db: outbox.claim(db, one, SOON)) is None


def test_after_a_try_that_went_wrong_it_waits_for_its_time(write, read, one):
    for tries in (1, 2):
        write(lambda db: outbox.claim(db, one, MORNING))
        write(lambda db: outbox.failed(db, one, "no-network", SOON))
        item = read(lambda db: outbox.get(db, one))
        assert (item.failures, item.last_code) == (tries, "no-network")
    assert due(read, SOON - timedelta(seconds=1)) == []
    assert due(read, SOON) == [one]
    assert due(read, SOON.astimezone(UTC)) == [one]  # the same moment elsewhere
    assert due(read, None) == [one]
    assert read(cases.listing)[0].state == "waiting"


def test_refused_waits_for_a_person_and_can_be_mended(write, read, one):
    write(lambda db: outbox.claim(db, one, MORNING))
    write(lambda db: outbox.refused(db, one, "form-closed"))
    assert read(cases.listing)[0].state == "refused"
    assert due(read, None) == []
    write(lambda db: outbox.retry(db, one))
    assert due(read, MORNING) == [one]


def test_what_was_claimed_and_not_tried_goes_back(write, read, one):
    write(lambda db: outbox.claim(db, one, MORNING))
    write(lambda db: outbox.release(db, one))
    assert due(read, MORNING) == [one]
    assert read(lambda db: outbox.get(db, one)).failures == 0


def test_what_a_process_had_claimed_when_it_died_goes_back(
    tmp_path, key, clock, database, one
):
    database.write(lambda db: outbox.claim(db, one, MORNING)).result()
    database.close()
    with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as again:
        found = again.read(lambda db: outbox.due(db, MORNING)).result()
        assert [item.instance_id for item in found] == [one]


def test_every_state_is_counted(write, read, one):
    write(lambda db: cases.submit(db, a_submission("2"), number))
    write(lambda db: outbox.claim(db, one, MORNING))
    assert read(outbox.counts) == {
        "waiting": 1,
        "claimed": 1,
        "sent": 0,
        "refused": 0,
        "withdrawn": 0,
    }


ACTS = {
    Event.RELEASE: outbox.release,
    Event.SENT: lambda db, it: outbox.sent(db, it, SOON),
    Event.FAILED: lambda db, it: outbox.failed(db, it, "x", SOON),
    Event.REFUSED: lambda db, it: outbox.refused(db, it, "x"),
    Event.RETRY: outbox.retry,
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("event", list(ACTS))
def test_nothing_happens_that_is_not_in_the_table(write, read, one, state, event):
    write(lambda db: db.run("UPDATE outbox SET state = ?", (state.value,)))
    if (state, event) in STEPS:
        write(lambda db: ACTS[event](db, one))
        assert state_of(read, one) == STEPS[state, event].value
        return
    with pytest.raises(ValueError, match="cannot follow"):
        write(lambda db: ACTS[event](db, one))
    assert state_of(read, one) == state.value


def test_sent_and_withdrawn_lead_nowhere():
    assert {state for state, _ in STEPS} == {
        State.WAITING,
        State.CLAIMED,
        State.REFUSED,
    }


def test_what_is_not_in_the_outbox_is_a_bug(write):
    with pytest.raises(LookupError):
        write(lambda db: outbox.sent(db, "uuid:unheard-of", MORNING))
    assert write(lambda db: outbox.claim(db, "uuid:unheard-of", MORNING)) is None
