"""A record on a disk that really runs full, then can only be read.

Run as ``python -m tests.support.crowded_disk FOLDER`` in a mount namespace of its own
(``unshare -rm``): it mounts 8 MB of memory on FOLDER. Prints what it saw, as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import SystemChance, SystemClock
from kiosk.errors import Expected
from kiosk.store import drafts
from kiosk.store.database import Database, load_or_make_key, open_reader
from tests.support.stored_rows import a_draft, publish

if TYPE_CHECKING:
    from collections.abc import Iterator

RESERVE = 1024 * 1024
ANSWERS = 100_000


def fill(file: Path) -> None:
    """Take every byte there is."""
    size = 1024 * 1024
    with file.open("wb", buffering=0) as out:
        while size:
            try:
                out.write(bytes(size))
            except OSError:
                size //= 2


def saved(database: Database, steps: int) -> Iterator[int]:
    """Save one draft after the other; the steps that were acknowledged."""
    for step in range(steps):
        draft = a_draft(f"{step}", instance_xml=b"<data/>".ljust(ANSWERS))
        database.write(partial(drafts.save, draft=draft)).result()
        yield step


def crowd(folder: Path) -> dict[str, object]:
    """From an empty disk to a full one, and to room again."""
    key = load_or_make_key(folder, SystemChance())
    told: list[str] = []
    with Database.open(
        folder,
        key,
        clock=SystemClock(),
        reserve_bytes=RESERVE,
        told=lambda trouble: told.append(trouble.code),
    ) as database:
        database.write(publish).result()
        fill(folder / "photos")
        acknowledged, refused = 0, ""
        low_at_first = database.low_space
        try:
            for _ in saved(database, 200):
                acknowledged += 1
        except Expected as trouble:
            refused = trouble.code
        low = database.low_space
        there = len(database.read(lambda db: db.all("SELECT 1 FROM drafts")).result())
        (folder / "photos").unlink()
        after = sum(1 for _ in saved(database, 3))
        database.checkpoint().result()
        database.read(lambda _: None).result()
    return {
        "acknowledged": acknowledged,
        "refused": refused,
        "there": there,
        "told": sorted(set(told)),
        "low": [low_at_first, low, not (folder / "reserve").exists()],
        "after": after,
    }


def start_crowded(folder: Path) -> dict[str, object]:
    """A start on a disk that ran full while the kiosk was off."""
    key = load_or_make_key(folder, SystemChance())
    fill(folder / "photos")
    told: list[str] = []
    with Database.open(
        folder,
        key,
        clock=SystemClock(),
        reserve_bytes=RESERVE,
        told=lambda trouble: told.append(trouble.code),
    ) as database:
        started = sum(1 for _ in saved(database, 2))
    (folder / "photos").unlink()
    return {"started": started, "told_at_start": sorted(set(told))}


def only_read(folder: Path) -> dict[str, object]:
    """The same disk, mounted so that nothing can be written."""
    key = load_or_make_key(folder, SystemChance())
    mount("-o", "remount,ro", str(folder))
    with open_reader(folder, key) as reader:
        readable = len(reader.read(lambda db: db.all("SELECT 1 FROM drafts")))
    try:
        Database.open(folder, key, clock=SystemClock(), reserve_bytes=RESERVE).close()
    except Expected as trouble:
        return {"readable": readable, "writing": trouble.code}
    return {"readable": readable, "writing": "possible"}


def mount(*words: str) -> None:
    """``mount``, in this process's own namespace."""
    subprocess.run(["mount", *words], check=True)


def main(folder: Path) -> None:
    """Mount, crowd, look."""
    mount("-t", "tmpfs", "-o", "size=8m", "none", str(folder))
    print(json.dumps({**crowd(folder), **start_crowded(folder), **only_read(folder)}))  # noqa: T201 (its answer)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
