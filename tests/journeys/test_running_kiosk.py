"""The shell and a running kiosk: the kiosk does the writing, both see the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
SECONDS = 60
"""A loaded machine starts slowly; a kiosk that does not start never ends."""
KIOSK = (sys.executable, "-m", "kiosk", "--data")
SURROUNDINGS = {
    **os.environ,
    "KIOSK_LANGUAGE": "en",
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHONUTF8": "1",
}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kiosk data"


@pytest.fixture
def running(folder):
    process = subprocess.Popen(
        [*KIOSK, folder, "run", "--demo", "--windowed", "1280x800"],
        cwd=REPO,
        env=SURROUNDINGS,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + SECONDS
    while not (folder / "control.sock").exists():
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < until, "the kiosk did not start"
        time.sleep(0.05)
    yield process
    process.kill()
    process.communicate()


def shell(folder, *arguments, says=0):
    done = subprocess.run(
        [*KIOSK, folder, *arguments],
        cwd=REPO,
        env=SURROUNDINGS,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == says, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def states(folder):
    rows = json.loads(shell(folder, "forms", "list", "--json"))
    return {row["form_id"]: row["state"] for row in rows}


def test_a_form_is_taken_away_and_brought_back_while_the_kiosk_runs(folder, running):
    assert states(folder)["tell-us"] == "published"

    shell(folder, "forms", "retire", "tell-us")
    assert states(folder)["tell-us"] == "retired"

    shell(folder, "forms", "publish", "tell-us")
    assert states(folder)["tell-us"] == "published"
    assert running.poll() is None


def test_what_the_running_kiosk_cannot_do_is_said_here(folder, running):
    shell(folder, "forms", "publish", "nobody", says=1)
    assert running.poll() is None


def test_the_doctor_looks_at_a_running_kiosk(folder, running):
    found = {
        row["part"]: row["good"]
        for row in json.loads(shell(folder, "doctor", "--json"))
    }

    assert found["running"]
    assert found["voice"]
    assert found["fonts"]


def test_a_second_kiosk_on_the_same_data_says_so(folder, running):
    done = subprocess.run(
        [*KIOSK, folder, "run"],
        cwd=REPO,
        env=SURROUNDINGS,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert running.poll() is None


def test_a_killed_kiosk_leaves_no_lock_behind(folder, running):
    running.send_signal(signal.SIGKILL)
    running.wait()

    shell(folder, "forms", "retire", "tell-us")

    assert states(folder)["tell-us"] == "retired"
