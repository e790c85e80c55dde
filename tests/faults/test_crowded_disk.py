"""A disk that really runs full: said, staff told, nothing stored is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
UNSHARE = shutil.which("unshare")


def may_mount():
    if UNSHARE is None:
        return False
    words = [UNSHARE, "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="needs a mount namespace")
def test_a_disk_runs_full_and_is_cleared(tmp_path):
    program = [sys.executable, "-m", "tests.support.crowded_disk", str(tmp_path)]
    run = subprocess.run(
        [UNSHARE, "-rm", *program],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    # the reserve's 1 MB held more answers of 100 kB
    assert seen["acknowledged"] >= 3
    assert seen["refused"] == "disk-full"
    assert seen["told"] == ["disk-full"]
    assert seen["low"] == [False, True, False]
    # what was acknowledged is there, and the kiosk goes on once there is room
    assert seen["there"] == seen["acknowledged"]
    assert seen["after"] == 3
    # a start on a full disk takes the reserve's room
    assert seen["started"] == 2
    assert seen["told_at_start"] == ["disk-full"]
    # a disk that can only be read still shows the record, and says what it is
    assert seen["readable"] == seen["there"]
    assert seen["writing"] in {"disk-read-only", "disk-trouble"}
