"""One round of sending."""

from __future__ import annotations

import threading
from collections import deque
from datetime import timedelta

import pytest

from kiosk.errors import Expected
from kiosk.sync import Cycle, Received, Refused, Retry, Server, Summary
from tests.support.outbox_in_memory import OutboxInMemory
from tests.support.sending import START, FixedChance, StandingClock, submission

CITY = Server("city", "https://city.example")
COUNTY = Server("county", "https://county.example")


class Scripted:
    """A sender that says what it is told to, then that all is received."""

    def __init__(self):
        self.says = deque()
        self.got = []
        self.hung_up = 0

    def send(self, submission):
        self.got.append(submission.instance_id)
        said = self.says.popleft() if self.says else Received()
        if isinstance(said, Exception):
            raise said
        return said

    def close(self):
        self.hung_up += 1


class Post:
    """A cycle with its surroundings."""

    def __init__(self):
        self.clock = StandingClock()
        self.outbox = OutboxInMemory()
        self.senders = {"city": Scripted(), "county": Scripted()}
        self.city = self.senders["city"]
        self.cycle = Cycle(
            self.outbox,
            lambda server: self.senders[server.name],
            clock=self.clock,
            chance=FixedChance(),
        )

    def put(self, *numbers, server=CITY):
        for number in numbers:
            self.outbox.put(submission(number), server)

    def states(self):
        assert not any(row.claimed for row in self.outbox.rows.values())
        return [row.state for row in self.outbox.rows.values()]


@pytest.fixture
def post():
    return Post()


def test_everything_due_is_sent_oldest_first(post):
    post.put(3, 1, 2)
    assert post.cycle.run() == Summary(sent=3)
    assert post.city.got == [submission(n).instance_id for n in (3, 1, 2)]
    assert post.states() == ["sent"] * 3
    assert post.city.hung_up == 1


def test_a_second_round_does_nothing_twice(post):
    post.put(1, 2)
    post.cycle.run()
    assert post.cycle.run() == Summary()
    assert len(post.city.got) == 2


def test_a_passing_trouble_is_written_down_and_tried_later(post):
    post.put(1, 2)
    post.city.says.append(Retry("server-trouble"))
    summary = post.cycle.run()
    assert (summary.sent, summary.waiting) == (1, 1)
    assert summary.codes == (("server-trouble", 1),)
    row = post.outbox.rows[submission(1).instance_id]
    assert (row.failures, row.last_code) == (1, "server-trouble")
    assert START < row.next_try == summary.next_try
    assert post.cycle.run() == Summary()
    post.clock.pass_by(timedelta(minutes=1))
    assert post.cycle.run().sent == 1


def test_a_person_who_asks_does_not_wait(post):
    post.put(1)
    post.city.says.append(Retry("no-network", whole_server=True))
    post.cycle.run()
    assert post.cycle.run().sent == 0
    assert post.cycle.run(everything=True).sent == 1


def test_what_is_refused_is_kept_for_a_person_and_never_sent_blindly(post):
    post.put(1)
    post.city.says.append(Refused("submission-in-conflict"))
    summary = post.cycle.run()
    assert summary == Summary(
        refused=1,
        codes=(("submission-in-conflict", 1),),
        staff=("submission-in-conflict",),
    )
    post.clock.pass_by(timedelta(days=30))
    assert post.cycle.run(everything=True) == Summary()
    assert len(post.city.got) == 1
    assert post.outbox.rows[submission(1).instance_id].submission == submission(1)


def test_what_our_own_check_finds_is_refused_with_its_code(post):
    post.put(1, 2)
    post.city.says.append(Expected("submission-not-encrypted", "uuid:1"))
    summary = post.cycle.run()
    assert (summary.sent, summary.refused) == (1, 1)
    assert summary.staff == ("submission-not-encrypted",)


def test_a_server_out_of_reach_is_knocked_at_once_only(post):
    post.put(*range(1, 1001))
    post.city.says.append(Retry("no-network", whole_server=True))
    summary = post.cycle.run()
    assert (summary.waiting, summary.untried, summary.sent) == (1, 999, 0)
    assert post.states() == ["waiting"] * 1000
    assert len(post.city.got) == 1
    assert summary.next_try > START
    assert post.cycle.run().untried == 999
    assert len(post.city.got) == 1


def test_it_is_left_alone_longer_each_time(post):
    post.put(*range(1, 100))
    waits = []
    for _ in range(5):
        post.city.says.append(Retry("no-network", whole_server=True))
        before = post.clock.now()
        summary = post.cycle.run()
        waits.append(summary.next_try - before)
        post.clock.pass_by(waits[-1])
    assert waits == sorted(waits)
    assert waits[-1] > 5 * waits[0]
    assert post.cycle.run().sent >= 94


def test_three_troubles_in_a_row_are_the_servers_own(post):
    post.put(*range(1, 11))
    post.city.says.extend([Retry("server-trouble")] * 3)
    summary = post.cycle.run()
    assert (summary.waiting, summary.untried) == (3, 7)


def test_one_poisoned_submission_does_not_hold_up_the_others(post):
    post.put(*range(1, 11))
    post.city.says.append(Retry("server-trouble"))
    assert post.cycle.run().sent == 9


def test_another_server_is_not_held_up(post):
    post.put(1, 2)
    post.put(3, 4, server=COUNTY)
    post.city.says.append(Retry("captive-portal", whole_server=True))
    summary = post.cycle.run()
    assert (summary.waiting, summary.untried, summary.sent) == (1, 1, 2)


def test_without_a_server_it_waits_and_staff_hear_of_it(post):
    post.put(1, server=None)
    summary = post.cycle.run()
    assert summary == Summary(
        untried=1, codes=(("server-not-set", 1),), staff=("server-not-set",)
    )
    assert post.states() == ["waiting"]


def test_retry_after_is_honoured_for_the_whole_server(post):
    post.put(1, 2)
    hour = timedelta(hours=1)
    post.city.says.append(Retry("server-busy", after=hour, whole_server=True))
    summary = post.cycle.run()
    assert summary.next_try >= START + hour
    post.clock.pass_by(timedelta(minutes=59))
    assert post.cycle.run().sent == 0
    post.clock.pass_by(timedelta(minutes=10))
    assert post.cycle.run().sent == 2


def test_settings_that_cannot_work_are_the_servers_trouble(post):
    post.put(1, 2)
    trouble = Expected("ca-file-not-usable", "ca.pem")

    def no_line(_):
        raise trouble

    cycle = Cycle(post.outbox, no_line, clock=post.clock, chance=FixedChance())
    summary = cycle.run()
    assert (summary.waiting, summary.untried) == (1, 1)
    assert summary.staff == ("ca-file-not-usable",)
    assert post.states() == ["waiting", "waiting"]


def test_it_stops_between_two_submissions(post):
    post.put(1, 2, 3)
    assert post.cycle.run(stopping=lambda: len(post.city.got) == 2).sent == 2
    assert post.states() == ["sent", "sent", "waiting"]


def test_there_is_never_a_second_sender(post):
    post.put(1)
    inside, go_on = threading.Event(), threading.Event()

    def slowly(submission):
        inside.set()
        assert go_on.wait(5)
        return Received()

    post.city.send = slowly
    first = threading.Thread(target=post.cycle.run)
    first.start()
    assert inside.wait(5)
    assert post.cycle.run(everything=True) == Summary(busy=True)
    go_on.set()
    first.join()
    assert post.states() == ["sent"]


def test_a_record_that_cannot_be_written_ends_the_round_and_frees_it(post):
    post.put(1)
    full = Expected("disk-full")

    def no_space(*_):
        raise full

    post.outbox.sent = no_space
    with pytest.raises(Expected) as trouble:
        post.cycle.run()
    assert trouble.value is full
    del post.outbox.sent
    assert post.cycle.run() == Summary(sent=1)
    assert len(post.city.got) == 2


def test_no_answer_and_no_token_in_the_log(post, caplog):
    post.put(1)
    with caplog.at_level("DEBUG"):
        post.cycle.run()
    assert caplog.messages == [f"{submission(1).instance_id}: received"]


def test_a_damaged_record_is_refused_and_the_others_go(post):
    post.put(1, 2)
    fetch = post.outbox.fetch

    def damaged(instance_id):
        if instance_id == submission(1).instance_id:
            raise Expected("record-damaged", "case 07-000001-0")
        return fetch(instance_id)

    post.outbox.fetch = damaged
    summary = post.cycle.run()
    assert (summary.sent, summary.refused) == (1, 1)
    assert summary.staff == ("record-damaged",)


def test_a_disk_that_cannot_be_read_refuses_nobody(post):
    post.put(1, 2)

    def broken(_):
        raise Expected("disk-trouble")

    post.outbox.fetch = broken
    with pytest.raises(Expected):
        post.cycle.run()
    assert {row.state for row in post.outbox.rows.values()} == {"waiting"}


def test_a_slow_server_does_not_hold_back_what_is_known(post):
    post.put(*range(1, 6))
    settled = []

    def slowly(submission):
        post.clock.pass_by(timedelta(seconds=1))
        return Received()

    post.city.send = slowly
    post.outbox.settle = lambda: settled.append(post.clock.now())
    post.cycle.run()
    assert len(settled) == 5
