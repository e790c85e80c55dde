"""kill -9 in the middle of a visit: the same question comes back, with every answer."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.visit.machine import State
from tests.support.dying_visit import place_of
from tests.support.house import Sitting

REPO = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_killed_kiosk_comes_back_at_the_same_question(tmp_path, count):
    dying = subprocess.Popen(
        [sys.executable, "-m", "tests.support.dying_visit", tmp_path, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPO,
    )
    stood = dying.stdout.readline().split()
    dying.send_signal(signal.SIGKILL)
    dying.wait()
    dying.stdout.close()

    again = Sitting(tmp_path / "data", SystemClock(), seed=2)
    try:
        assert [again.visit.state.name, place_of(again)] == stood
        values = {row.ref: row.value for row in again.visit.check()}
        assert values["/data/age"] == ("85" if count else "")
        assert values["/data/papers"] == ("身份证、户口簿" if count > 1 else "")
        while again.visit.state is State.QUESTION:
            if again.visit.question().screen.ref == "/data/age" and not count:
                again.visit.answer("/data/age", "85")
            again.go_on()
        again.visit.submit()
        again.settle()
        assert again.visit.state is State.RECEIPT
    finally:
        again.close()
