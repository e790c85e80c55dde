"""Our engine beside JavaRosa's, on this machine, in one run.

Run by hand: ``python -m tests.bench.bench_javarosa``. Every figure is the median of
five fresh processes; what an interpreter or a JVM takes to start is left out. Nothing
passes or fails here. JavaRosa is left out where there is no JDK.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

from tests.support.javarosa import JavaRosa, lacking

RUNS = 5
HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms"'
    ' xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>bench</h:title><model>'
)
START = (
    "import sys, time, resource, datetime\n"
    "xml = open(sys.argv[1], 'rb').read()\n"
    "now = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)\n"
    "bare = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
    "from kiosk.xforms import FormEntry, load_form\n"
)
TIMED = (
    f"{START}before = time.perf_counter()\n"
    "entry = FormEntry.start(load_form(xml), now=now)\n"
    "print((time.perf_counter() - before) * 1000)\n"
)
MEMORY = (
    f"{START}entry = FormEntry.start(load_form(xml), now=now)\n"
    "list(entry.nodes())\n"
    "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - bare) / 1024)\n"
)
REPEATS = (
    f"{START}entry = FormEntry.start(load_form(xml), now=now)\n"
    "for _ in range(999): entry.add_repeat('/data/person')\n"
    "spent = []\n"
    "for turn in range(201):\n"
    "    before = time.perf_counter()\n"
    "    entry.answer(f'/data/person[{turn * 4 + 1}]/age', str(turn))\n"
    "    spent.append((time.perf_counter() - before) * 1000)\n"
    "assert entry.node('/data/sum').value == str(sum(range(201)))\n"
    "print(sorted(spent)[100])\n"
)


def large_form(questions: int, choices: int) -> bytes:
    """Questions, each with a relevance and a check, and one filtered list."""
    names = [f"q{number}" for number in range(questions)]
    nodes = "".join(f"<{name}/>" for name in names)
    rows = "".join(
        f"<item><name>c{n}</name><label>选项 {n}</label>"
        f"<group>g{n % 100}</group></item>"
        for n in range(choices)
    )
    binds = "".join(
        f'<bind nodeset="/data/{name}" type="string"'
        f" relevant=\"/data/{before} != 'no'\" constraint=\". != 'x'\"/>"
        for before, name in pairwise(names)
    )
    body = "".join(
        f'<input ref="/data/{name}"><label>问题 {name}</label></input>'
        for name in names
    )
    return (
        f'{HEAD}<instance><data id="bench" version="1">{nodes}<pick/></data></instance>'
        f'<instance id="list"><root>{rows}</root></instance>{binds}</model></h:head>'
        f'<h:body>{body}<select1 ref="/data/pick"><label>pick</label>'
        "<itemset nodeset=\"instance('list')/root/item[group = /data/q0]\">"
        '<value ref="name"/><label ref="label"/></itemset></select1></h:body></h:html>'
    ).encode()


def summed_form() -> bytes:
    """A repeat, and the sum of its ages outside."""
    return (
        f'{HEAD}<instance><data id="sum"><person jr:template=""><age/></person>'
        "<person><age/></person><sum/></data></instance>"
        '<bind nodeset="/data/person/age" type="int"/>'
        '<bind nodeset="/data/sum" type="int" calculate="sum(/data/person/age)"/>'
        '</model></h:head><h:body><group ref="/data/person"><label>p</label>'
        '<repeat nodeset="/data/person"><input ref="/data/person/age">'
        "<label>age</label></input></repeat></group></h:body></h:html>"
    ).encode()


def ours(program: str, form: Path) -> float:
    """The median of what ``program`` prints, each time in a fresh interpreter."""
    command = [sys.executable, "-c", program, str(form)]
    found = []
    for _ in range(RUNS):
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append(float(run.stdout))
    return statistics.median(found)


def javarosas(form: Path, folder: Path) -> float:
    """The same load and start in fresh JVMs, milliseconds."""
    found = []
    for _ in range(RUNS):
        with JavaRosa(folder) as peer:
            found.append(float(peer.ask("time", path=str(form))["milliseconds"]))
    return statistics.median(found)


def show(what: str, found: float, unit: str, goal: str) -> None:
    """One line of the table."""
    print(f"{what:<58}{found:9.2f} {unit:<3} goal {goal}")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        form = folder / "form.xml"
        form.write_bytes(large_form(500, 10_000))
        found = ours(TIMED, form)
        show("500 questions, 10,000 choices: load and start", found, "ms", "<= 200")
        reason = lacking()
        if reason:
            print(f"JavaRosa: not measured, {reason}")
        else:
            peer = javarosas(form, folder)
            show("the same in JavaRosa", peer, "ms", "-")
            show("ours / JavaRosa's", found / peer, "x", "<= 0.5")
        memory = ours(MEMORY, form)
        show("memory over the bare interpreter", memory, "MB", "<= 80")
        form.write_bytes(large_form(500, 0))
        small = ours(TIMED, form)
        form.write_bytes(large_form(2_000, 0))
        large = ours(TIMED, form)
        show("500 questions alone", small, "ms", "-")
        show("2,000 questions / 500 questions", large / small, "x", "<= 4.5")
        form.write_bytes(summed_form())
        found = ours(REPEATS, form)
        show("1,000 instances, a sum outside: one answer", found, "ms", "<= 1")


if __name__ == "__main__":
    main()
