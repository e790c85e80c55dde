"""From a citizen's answers to the authority's server: the exact bytes, once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.openrosa_faults import LoseAnswer
from tests.support.openrosa_server import OpenRosaServer

REPO = Path(__file__).resolve().parents[2]
STEPS = REPO / "tests" / "scenarios" / "steps" / "senior-allowance.json"
FORM = REPO / "forms" / "senior-allowance.md"


@pytest.fixture
def kiosk(tmp_path):
    """The command line on a clean data directory."""

    def run(*arguments, says=0, stdin=None):
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", "--data", tmp_path / "数据", *arguments],
            capture_output=True,
            text=True,
            cwd=REPO,
            input=stdin,
            env={**os.environ, "KIOSK_LANGUAGE": "en", "PYTHONUTF8": "1"},
            check=False,
        )
        assert done.returncode == says, (arguments, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        return done.stdout

    run("forms", "import", FORM)
    run("forms", "publish", "senior-allowance")
    return run


def a_visit(kiosk):
    done = json.loads(kiosk("visit", "senior-allowance", "--steps", STEPS))
    return done["reference"]


@pytest.fixture
def server(kiosk):
    with OpenRosaServer() as server:
        version = json.loads(kiosk("forms", "list", "--json"))[0]["version"]
        server.holdings.add("senior-allowance", version)
        kiosk("server", "add", "central", server.url)
        yield server


def test_what_was_handed_in_arrives_with_its_exact_bytes(kiosk, server, tmp_path):
    reference = a_visit(kiosk)
    kiosk("submissions", "export", "--format", "xml", tmp_path / "out")

    kiosk("sync", "--once")

    (received,) = server.holdings.submissions.values()
    assert received.xml == (tmp_path / "out" / f"{reference}.xml").read_bytes()
    (row,) = json.loads(kiosk("submissions", "list", "--json"))
    assert row["state"] == "sent"


def test_an_answer_lost_on_the_way_back_does_not_make_two(kiosk, server):
    a_visit(kiosk)
    server.faults.expect(LoseAnswer())

    kiosk("sync", "--once", says=1)
    kiosk("sync", "--once")

    assert len(server.holdings.submissions) == 1
    assert json.loads(kiosk("status", "--json"))["sent"] == 1


def test_sending_again_sends_nothing_twice(kiosk, server):
    a_visit(kiosk)
    a_visit(kiosk)

    kiosk("sync", "--once")
    kiosk("sync", "--once")

    assert len(server.holdings.submissions) == 2
    posts = [one for one in server.heard if one.method == "POST"]
    assert len(posts) == 2


def test_without_a_network_it_waits_and_says_so(kiosk):
    a_visit(kiosk)
    kiosk("server", "add", "central", "http://127.0.0.1:9/v1/projects/1")

    kiosk("sync", "--once", says=1)

    status = json.loads(kiosk("status", "--json"))
    assert (status["waiting"], status["sent"]) == (1, 0)


def test_a_token_is_never_shown(kiosk, server):
    shown = kiosk("server", "list") + kiosk("server", "list", "--json")

    assert "aToken" not in shown
