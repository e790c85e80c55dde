"""How long to wait before the next try."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync.backoff import FIRST, LONGEST, LONGEST_ASKED, wait
from tests.support.sending import FixedChance


class Luck:
    """Chance that always says the same."""

    def __init__(self, value):
        self.value = value

    def token(self, size):
        return bytes(size)

    def uuid(self):
        return ""

    def random(self):
        return self.value


def test_the_wait_doubles_and_then_stays():
    longest = [wait(failures, Luck(1.0)) for failures in range(1, 10)]
    assert longest[:4] == [FIRST, FIRST * 2, FIRST * 4, FIRST * 8]
    assert longest[-1] == LONGEST


def test_two_kiosks_do_not_come_back_at_the_same_second():
    waits = {wait(3, FixedChance(seed)) for seed in range(20)}
    assert len(waits) == 20


def test_retry_after_is_never_undercut():
    asked = timedelta(minutes=10)
    assert asked <= wait(1, Luck(0.0), asked=asked) <= asked * 1.1
    assert asked < wait(1, Luck(0.99), asked=asked) <= asked * 1.1


def test_a_short_retry_after_does_not_shorten_our_own_wait():
    assert wait(5, Luck(0.0), asked=timedelta(seconds=1)) == FIRST * 8


def test_a_server_cannot_silence_a_kiosk_for_ever():
    assert wait(1, Luck(1.0), asked=timedelta(days=900)) <= LONGEST_ASKED * 1.1


@given(st.integers(-3, 10**9), st.floats(0, 1, exclude_max=True))
def test_every_wait_is_positive_and_bounded(failures, luck):
    assert FIRST / 2 <= wait(failures, Luck(luck)) <= LONGEST
