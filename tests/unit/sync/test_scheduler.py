"""When rounds are due, and a thread that keeps to it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from kiosk.errors import Expected
from kiosk.sync import Scheduler, Summary
from kiosk.sync.scheduler import USUAL
from tests.support.sending import StandingClock


class Rounds:
    """A cycle that only counts, and a scheduler around it."""

    def __init__(self):
        self.clock = StandingClock()
        self.outcome = Summary()
        self.ran = threading.Semaphore(0)
        self.told = threading.Semaphore(0)
        self.heard = []
        self.scheduler = Scheduler(self, clock=self.clock, told=self.hear)

    def run(self, *, stopping):
        self.stopping = stopping
        self.ran.release()
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def hear(self, outcome):
        self.heard.append(outcome)
        self.told.release()

    def one_more(self, within=5.0):
        """Whether another round runs to its end."""
        return self.ran.acquire(timeout=within) and self.told.acquire(timeout=within)

    def pass_by(self, time):
        self.clock.pass_by(time)
        self.scheduler.look()


@pytest.fixture
def rounds():
    rounds = Rounds()
    rounds.scheduler.start()
    yield rounds
    assert rounds.scheduler.stop()


def test_a_round_runs_at_the_start_and_then_as_usual(rounds):
    assert rounds.one_more()
    assert not rounds.one_more(within=0.1)
    rounds.pass_by(USUAL - timedelta(seconds=1))
    assert not rounds.one_more(within=0.1)
    rounds.pass_by(timedelta(seconds=1))
    assert rounds.one_more()


def test_a_new_submission_makes_one_due_now(rounds):
    assert rounds.one_more()
    rounds.scheduler.nudge()
    assert rounds.one_more()
    assert not rounds.one_more(within=0.1)


def test_what_waits_is_tried_again_when_it_is_due():
    rounds = Rounds()
    soon = rounds.clock.now() + timedelta(seconds=40)
    rounds.outcome = Summary(waiting=1, next_try=soon)
    rounds.scheduler.start()
    assert rounds.one_more()
    rounds.pass_by(timedelta(seconds=39))
    assert not rounds.one_more(within=0.1)
    rounds.outcome = Summary(sent=1)
    rounds.pass_by(timedelta(seconds=1))
    assert rounds.one_more()
    assert not rounds.one_more(within=0.1)
    assert rounds.scheduler.stop()


def test_what_is_due_late_does_not_put_off_the_usual_round(rounds):
    rounds.outcome = Summary(waiting=1, next_try=rounds.clock.now() + timedelta(days=9))
    assert rounds.one_more()
    rounds.pass_by(USUAL)
    assert rounds.one_more()


def test_a_clock_set_back_does_not_silence_it(rounds):
    assert rounds.one_more()
    rounds.clock.set_back(timedelta(days=365))
    rounds.pass_by(USUAL - timedelta(seconds=1))
    assert not rounds.one_more(within=0.1)
    rounds.pass_by(timedelta(seconds=1))
    assert rounds.one_more()


def test_a_trouble_of_the_record_is_told_and_not_the_end(rounds):
    rounds.outcome = Expected("disk-full")
    rounds.scheduler.nudge()
    assert rounds.one_more()
    rounds.pass_by(USUAL)
    assert rounds.one_more()
    assert any(isinstance(each, Expected) for each in rounds.heard)


def test_stopping_reaches_the_round_under_way(rounds):
    assert rounds.one_more()
    assert not rounds.stopping()
    assert rounds.scheduler.stop()
    assert rounds.stopping()
    rounds.scheduler.nudge()
    assert not rounds.one_more(within=0.1)


def test_one_that_never_started_stops_at_once():
    assert Rounds().scheduler.stop()
