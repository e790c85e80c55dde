"""Many submissions over a line that breaks all the time: none lost, none twice."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from kiosk.sync import Attachment, Cycle, OpenRosaClient, Server, Timeouts
from kiosk.sync.scheduler import USUAL
from tests.support.openrosa_faults import (
    CutAnswer,
    Instead,
    LoseAnswer,
    ResetBody,
    Slow,
)
from tests.support.openrosa_replies import Reply, portal
from tests.support.openrosa_server import OpenRosaServer
from tests.support.outbox_in_memory import OutboxInMemory
from tests.support.sending import FORM, FixedChance, StandingClock, submission

QUICK = Timeouts(connect=2, silence=0.25, answer=0.25)
TROUBLES = (
    LoseAnswer(),
    CutAnswer(),
    ResetBody(0),
    ResetBody(300),
    Slow(0.4),
    Instead(portal()),
    Instead(Reply(500)),
    Instead(Reply(503, headers={"Retry-After": "30"})),
    Instead(Reply(429, headers={"Retry-After": "600"})),
    Instead(Reply(302, headers={"Location": "http://127.0.0.2:1/login"})),
    Instead(Reply(401)),
)


def some(number):
    """Every fifth one has a file."""
    content = f"signature {number}".encode() * 50
    files = () if number % 5 else (Attachment(f"{number}.png", content),)
    return submission(number, files=files)


@pytest.mark.parametrize(
    "count", [60, pytest.param(1000, marks=pytest.mark.long)], ids=["60", "1000"]
)
def test_none_is_lost_and_none_is_stored_twice(count):
    weather = random.Random(20260803)
    clock, outbox = StandingClock(), OutboxInMemory()
    with OpenRosaServer() as server:
        server.holdings.add(FORM, "1")
        server.faults.methods = frozenset({"HEAD", "POST"})
        server.faults.weather = lambda: (
            weather.choice(TROUBLES) if weather.random() < 0.4 else None
        )
        here = Server("city", server.url)
        submissions = [some(number) for number in range(1, count + 1)]
        for one in submissions:
            outbox.put(one, here)
        cycle = Cycle(
            outbox,
            lambda where: OpenRosaClient(where, clock=clock, timeouts=QUICK),
            clock=clock,
            chance=FixedChance(),
        )
        rounds = until_empty(cycle, outbox, clock, most=count * 4)

    assert rounds > 3, "the line was meant to be bad"
    assert {row.state for row in outbox.rows.values()} == {"sent"}
    assert len(server.holdings.submissions) == count
    for one in submissions:
        held = server.holdings.submissions[one.instance_id]
        assert held.xml == one.xml
        assert held.attachments == {f.name: f.content for f in one.attachments}
    assert sum(h.posts for h in server.holdings.submissions.values()) > count


def until_empty(cycle, outbox, clock, *, most):
    """Run rounds as the scheduler would; how many it took."""
    for rounds in range(1, most):
        summary = cycle.run()
        if not any(row.state == "waiting" for row in outbox.rows.values()):
            return rounds
        next_try = summary.next_try or clock.now() + USUAL
        clock.pass_by(max(min(next_try - clock.now(), USUAL), timedelta(0)))
    raise AssertionError(f"still not empty after {most} rounds: {summary}")
