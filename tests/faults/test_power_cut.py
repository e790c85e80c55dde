"""The power goes at any moment: nothing that was acknowledged is lost."""

from __future__ import annotations

import random
import shutil
from collections import Counter

import pytest

from tests.support import power_cut
from tests.support.record_check import check

STRACE = power_cut.recorder()
pytestmark = pytest.mark.skipif(STRACE is None, reason="needs strace")


def cuts(tmp_path, answers, states, seed):
    """Every image of the disk, with what had been said by then."""
    folder = tmp_path / "live"
    folder.mkdir()
    acts = power_cut.record(STRACE, "tests.support.dying_writer", folder, str(answers))
    kinds = Counter(act.kind for act in acts)
    assert kinds["sync"] > answers, "each answer is fsynced"
    chance = random.Random(seed)
    moments = sorted(chance.randrange(len(acts)) for _ in range(states))
    disk, done = power_cut.Disk(), 0
    for moment in moments:
        for act in acts[done:moment]:
            disk.take(act)
        done = moment
        yield disk.said, disk.image(chance)


def survive(tmp_path, answers, states, seed):
    for said, files in cuts(tmp_path, answers, states, seed):
        image = tmp_path / "image"
        shutil.rmtree(image, ignore_errors=True)
        image.mkdir()
        for name, content in files.items():
            if not name.endswith("-shm"):  # rebuilt from the WAL by whoever opens it
                (image / name).write_bytes(content)
        check(image, said.decode().splitlines(keepends=True))


def test_power_cuts_while_a_person_answers(tmp_path):
    survive(tmp_path, answers=14, states=60, seed=3)


@pytest.mark.long
def test_fifteen_hundred_power_cuts(tmp_path):
    survive(tmp_path, answers=600, states=1500, seed=4)
