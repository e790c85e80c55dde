"""kill -9 at any moment: nothing that was acknowledged is lost, nothing is half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.record_check import check

HERE = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def run_and_kill(folder, after):
    """Let it write for ``after`` seconds past its first line; what it has said."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.dying_writer", str(folder)],
        cwd=HERE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        first = process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
        said = process.stderr.read().decode()
    assert first, said
    return (first + rest).decode().splitlines(keepends=True)


def test_killed_while_a_person_answers(tmp_path):
    chance = random.Random(7)
    for _ in range(4):
        check(tmp_path, run_and_kill(tmp_path, chance.uniform(0, 0.25)))


@pytest.mark.long
def test_killed_two_hundred_times(tmp_path):
    chance = random.Random(8)
    for _ in range(200):
        check(tmp_path, run_and_kill(tmp_path, chance.uniform(0, 0.15)))
