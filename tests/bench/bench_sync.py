"""How fast sending is, beside a bare HTTP client posting the same bodies.

Run: python -m tests.bench.bench_sync [submissions]. Prints both rates and their ratio
(goal >= 0.8, NUMBERS.md). The server runs in a process of its own, so that it does not
compete for this one's interpreter; the record is the real database with its fsyncs.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from kiosk.clock import SystemChance, SystemClock
from kiosk.store import servers
from kiosk.sync import Cycle, OpenRosaClient
from kiosk.sync.stored import StoredOutbox
from tests.support.openrosa_server import OpenRosaServer
from tests.support.sending import FORM, submission
from tests.support.stored_post import Stored

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ROUNDS = 9


def serve(line: Connection) -> None:
    """The strict server, until the other end hangs up."""
    with OpenRosaServer() as server:
        server.holdings.add(FORM, "1")
        line.send(server.url)
        line.recv()


def bodies(count, first):
    """Applications of a usual length, none like another."""
    notes = "与儿子同住，腿脚不便，需要上门办理。" * 60
    return [submission(first + n, name=notes) for n in range(count)]


def bare(url, batch):
    """Seconds for a plain httpx client that only checks the status."""
    headers = {"X-OpenRosa-Version": "1.0"}
    started = time.perf_counter()
    with httpx.Client(headers=headers, trust_env=False) as http:
        for one in batch:
            parts = [("xml_submission_file", ("submission.xml", one.xml, "text/xml"))]
            answer = http.post(f"{url}/submission", files=parts)
            assert answer.status_code == 201
    return time.perf_counter() - started


def ours(url, batch):
    """Seconds for a whole round: claim, check, send, judge, write down (fsynced)."""
    clock = SystemClock()
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        post = Stored(Path(folder))
        post.write(lambda db: servers.remove(db, "city"))
        post.write(lambda db: servers.add(db, name="city", url=url))
        for one in batch:
            post.put(one)
        cycle = Cycle(
            StoredOutbox(post.database),
            lambda server: OpenRosaClient(server, clock=clock),
            clock=clock,
            chance=SystemChance(),
        )
        started = time.perf_counter()
        assert cycle.run().sent == len(batch)
        seconds = time.perf_counter() - started
        post.close()
    return seconds


def main(count):
    """Measure in turns, so that both meet the same moods of the machine."""
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=serve, args=(there,))
    process.start()
    url = here.recv()
    plain, whole = [], []
    try:
        bare(url, bodies(20, 10**9))
        for turn in range(ROUNDS):
            plain.append(bare(url, bodies(count, 2 * turn * count)))
            whole.append(ours(url, bodies(count, (2 * turn + 1) * count)))
    finally:
        here.send("enough")
        process.join()
    report("bare client", count, plain)
    report("a round of sending, with the record", count, whole)
    # Of neighbours, so that a busy machine is busy for both.
    ratio = statistics.median(a / b for a, b in zip(plain, whole, strict=True))
    sys.stdout.write(f"ratio {ratio:.2f}\n")


def report(name, count, seconds):
    """One line: the median rate."""
    rate = count / statistics.median(seconds)
    sys.stdout.write(f"{name}: {rate:.0f} submissions/s\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
