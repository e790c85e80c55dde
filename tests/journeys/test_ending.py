"""The window's process ends as it is told to: at any moment, and without a word."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
SECONDS = 60
"""A loaded machine starts slowly."""
MANY = int(os.environ.get("KIOSK_ENDINGS", "0"))
"""The long test: so many kiosks, each ended at another moment."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A data directory with the shipped forms published."""
    from kiosk.app import open_house
    from kiosk.publishing.shipped import publish_shipped

    place = tmp_path_factory.mktemp("ending") / "data"
    with open_house(place) as house:
        publish_shipped(house.database, house.clock)
    return place


def start(folder):
    return subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-m", "kiosk", "--data", folder, "run"],
        cwd=REPO,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_it_answers(process, folder):
    until = time.monotonic() + SECONDS
    while not (folder / "control.sock").exists():
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < until, "the kiosk did not start"
        time.sleep(0.02)


def end(process, number):
    process.send_signal(number)
    said, complained = process.communicate(timeout=SECONDS)
    return process.returncode, said, complained


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_running_kiosk_ends_cleanly_on_a_signal(folder, number):
    process = start(folder)
    wait_until_it_answers(process, folder)
    time.sleep(1)

    assert end(process, number) == (0, "", "")
    assert not (folder / "control.sock").exists()
    left = [path.name for path in folder.iterdir() if path.name.endswith("-wal")]
    assert all((folder / name).stat().st_size == 0 for name in left), "not closed"


@pytest.mark.skipif(not MANY, reason="KIOSK_ENDINGS=40 runs it, some minutes")
def test_kiosks_ended_at_any_moment(folder):
    moments = random.Random(7)
    for _ in range(MANY):
        process = start(folder)
        wait_until_it_answers(process, folder)
        time.sleep(moments.uniform(0, 1.5))
        code, said, complained = end(process, signal.SIGTERM)
        assert (code, said, complained) == (0, "", "")
