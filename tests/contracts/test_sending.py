"""The whole way: a case in the record, the strict server, and back into the record."""

from __future__ import annotations

import threading

import pytest

from kiosk.store import cases, outbox, servers
from kiosk.store.database import Database
from kiosk.sync import Attachment, Cycle, OpenRosaClient, Scheduler, Summary
from kiosk.sync.stored import StoredOutbox
from tests.support.openrosa_faults import LoseAnswer
from tests.support.openrosa_multipart import Part
from tests.support.openrosa_server import OpenRosaServer
from tests.support.sending import FORM, START, FixedChance, StandingClock, submission
from tests.support.stored_post import KEY, Stored


@pytest.fixture
def server():
    with OpenRosaServer() as server:
        server.holdings.add(FORM, "1")
        yield server


@pytest.fixture
def kiosk(tmp_path, server):
    kiosk = Stored(tmp_path)
    kiosk.write(lambda db: servers.remove(db, "city"))
    kiosk.write(lambda db: servers.add(db, name="city", url=server.url))
    yield kiosk
    kiosk.close()


def cycle_over(database):
    clock = StandingClock()
    return Cycle(
        StoredOutbox(database),
        lambda where: OpenRosaClient(where, clock=clock),
        clock=clock,
        chance=FixedChance(),
    )


def states(kiosk):
    return [case.state for case in kiosk.database.read(cases.listing).result()]


def test_what_was_handed_in_arrives_byte_for_byte(kiosk, server):
    handed_in = [
        submission(n, files=(Attachment(f"{n}.png", bytes([n]) * 2000),))
        for n in range(1, 11)
    ]
    for one in handed_in:
        kiosk.put(one)
    assert cycle_over(kiosk.database).run() == Summary(sent=10)
    assert states(kiosk) == ["sent"] * 10
    for one in handed_in:
        held = server.holdings.submissions[one.instance_id]
        assert held.xml == one.xml
        assert list(held.attachments.values()) == [one.attachments[0].content]


def test_a_lost_answer_and_a_power_cut_still_make_one_submission(
    kiosk, server, tmp_path
):
    one = submission()
    kiosk.put(one)
    server.faults.expect(LoseAnswer())
    assert cycle_over(kiosk.database).run().waiting == 1
    assert states(kiosk) == ["waiting"]
    # The cut comes after the server has it and before that is written down.
    kiosk.outbox.claim_ahead([one.instance_id], START)
    kiosk.outbox.claimed()
    kiosk.close()
    clock = StandingClock()
    with Database.open(tmp_path, KEY, clock=clock, reserve_bytes=0) as again:
        assert cycle_over(again).run(everything=True) == Summary(sent=1)
        counts = again.read(outbox.counts).result()
    assert counts["sent"] == 1
    assert len(server.holdings.submissions) == 1
    assert server.holdings.submissions[one.instance_id].posts == 2


def test_refused_and_sent_side_by_side(kiosk, server):
    good, other = submission(1), submission(2)
    kiosk.put(good)
    kiosk.put(other)
    server.holdings.take(
        [part_of(other.xml.replace("王".encode(), "汪".encode()))],
    )
    summary = cycle_over(kiosk.database).run()
    assert (summary.sent, summary.refused) == (1, 1)
    assert states(kiosk) == ["sent", "refused"]
    assert cycle_over(kiosk.database).run(everything=True) == Summary()


def part_of(xml):
    return Part("xml_submission_file", "s.xml", xml)


def test_the_scheduler_sends_what_is_handed_in_meanwhile(kiosk, server):
    rounds, some_sent = [], threading.Event()

    def told(summary):
        rounds.append(summary)
        if summary.sent:
            some_sent.set()

    scheduler = Scheduler(cycle_over(kiosk.database), clock=StandingClock(), told=told)
    scheduler.start()
    kiosk.put(submission())
    scheduler.nudge()
    assert some_sent.wait(10)
    assert scheduler.stop()
    assert states(kiosk) == ["sent"]
    assert sum(each.sent for each in rounds) == 1
