"""kill -9 at any moment: nothing that was acknowledged is lost, nothing is half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.clock import SystemChance, SystemClock
from kiosk.store import attachments, audit, cases, drafts, outbox
from kiosk.store.database import Database, load_or_make_key
from tests.support.dying_writer import EVERY, answer

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


def look(folder):
    key = load_or_make_key(folder, SystemChance())
    with Database.open(folder, key, clock=SystemClock(), reserve_bytes=0) as database:
        checks = database.read(lambda db: db.all("PRAGMA integrity_check")).result()
        assert checks == [{"integrity_check": "ok"}]
        assert database.read(audit.verify).result().broken_at is None
        listed = database.read(cases.listing).result()
        open_draft = database.read(drafts.open_draft).result()
        counted = database.read(outbox.counts).result()
        for case in listed:
            files = database.read(
                lambda db, it=case: attachments.of(db, it.instance_id)
            ).result()
            assert [file.content for file in files] == [case.xml]
        assert counted["claimed"] == 0
        assert counted["waiting"] == len(listed)
        assert len({case.reference for case in listed}) == len(listed)
    return listed, open_draft


def told(lines):
    """The last acknowledged save, and every acknowledged submission."""
    whole = [line.split() for line in lines if line.endswith("\n")]
    saves = [int(words[2]) for words in whole if words[0] == "saved"]
    handed_in = {words[1] for words in whole if words[0] == "submitted"}
    return saves[-1] if saves else 0, handed_in


def check(folder, lines):
    last, handed_in = told(lines)
    listed, draft = look(folder)
    assert handed_in <= {case.instance_id for case in listed}
    if draft is None:
        # the last save became a submission, acknowledged or not
        reached = len(listed) * EVERY
    else:
        reached = int(draft.screen.removeprefix("/data/q"))
        assert draft.instance_xml == answer(reached)
    assert reached >= last
    # at most the one write that was under way is there without having been said
    assert reached <= last + 1


def test_killed_while_a_person_answers(tmp_path):
    chance = random.Random(7)
    for _ in range(4):
        check(tmp_path, run_and_kill(tmp_path, chance.uniform(0, 0.25)))


@pytest.mark.long
def test_killed_two_hundred_times(tmp_path):
    chance = random.Random(8)
    for _ in range(200):
        check(tmp_path, run_and_kill(tmp_path, chance.uniform(0, 0.15)))
