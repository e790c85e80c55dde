"""How long an answer takes to be on disk, beside a bare write+fsync of the same bytes.

Run: python -m tests.bench.bench_store [FOLDER] [SAVES]. Prints both medians and their
ratio (goal <= 1.5, NUMBERS.md) for a small and a large draft, then what it takes to
open the record and read the services, and to look a case up among many. FOLDER must be
on the disk that is meant: a file system in memory has no fsync worth the name.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import SystemChance, SystemClock
from kiosk.store import cases, drafts, forms
from kiosk.store.database import Database, load_or_make_key
from tests.support.stored_rows import a_draft, a_submission, number, publish

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.ids import Reference

SIZES = (2_000, 30_000)
"""Bytes of an instance: 'tell us', and a form of 500 questions."""
CASES = (100, 10_000)


def timed(act: Callable[[], object]) -> float:
    """Seconds that ``act`` took."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def told(what: str, seconds: list[float]) -> float:
    """Print the median and the 95th percentile in milliseconds; the median."""
    ordered = sorted(seconds)
    median = statistics.median(ordered)
    high = ordered[int(len(ordered) * 0.95)]
    print(f"  {what:34} median {median * 1e3:8.3f} ms   p95 {high * 1e3:8.3f} ms")
    return median


def answers(database: Database, folder: Path, size: int, saves: int) -> None:
    """Take turns: a bare append and fsync, then a draft of the same bytes."""
    bare, kept = [], []
    with (folder / "bare").open("ab", buffering=0) as file:
        for step in range(saves):
            xml = (b"<data>%d</data>" % step).ljust(size)

            def append(content: bytes = xml) -> None:
                file.write(content)
                os.fsync(file.fileno())

            draft = a_draft(instance_xml=xml, screen=f"/data/q{step}")
            save = partial(drafts.save, draft=draft)
            bare.append(timed(append))
            kept.append(timed(lambda work=save: database.write(work).result()))
    print(f"an answer in a draft of {size:,} bytes, {saves} times")
    base = told("bare write + fsync", bare)
    ratio = told("answer on disk", kept) / base
    print(f"  ratio {ratio:.2f} (goal <= 1.5)")


def look_ups(database: Database) -> None:
    """A case by its reference, among few and among many."""
    there = 0
    for many in CASES:

        def fill(db: object, first: int = there, last: int = many) -> None:
            for at in range(first, last):
                cases.submit(db, a_submission(str(at)), number)  # type: ignore[arg-type] (any open Db)

        database.write(fill).result()
        there = many
        told(f"a case among {many:,}", look_up(database, number(many // 2)))


def look_up(database: Database, reference: Reference) -> list[float]:
    """One case by its reference, again and again."""
    find = partial(cases.get, which=reference)
    return [timed(lambda: database.read(find).result()) for _ in range(200)]


def openings(folder: Path, key: bytes) -> None:
    """Open the record and read the services, as every start does."""

    def start() -> None:
        with Database.open(folder, key, clock=SystemClock()) as database:
            database.read(forms.published).result()

    told("open, services, close", [timed(start) for _ in range(20)])


def main(place: str | None, saves: int) -> None:
    """Everything, in a folder of its own below ``place``."""
    with tempfile.TemporaryDirectory(dir=place) as made:
        folder = Path(made)
        key = load_or_make_key(folder, SystemChance())
        with Database.open(folder, key, clock=SystemClock()) as database:
            database.write(publish).result()
            for size in SIZES:
                answers(database, folder, size, saves)
            look_ups(database)
        openings(folder, key)


if __name__ == "__main__":
    main(
        sys.argv[1] if len(sys.argv) > 1 else None,
        int(sys.argv[2]) if len(sys.argv) > 2 else 300,
    )
