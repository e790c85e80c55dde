"""How fast the form engine is on this machine, beside the figures it is held to.

Run by hand: ``python tests/bench/bench_engine.py``. Prints the median of several runs;
nothing passes or fails here.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kiosk.xforms import FormDefinition, FormEntry, load_form

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = 500
CHOICES = 10_000
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms"'
    ' xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>bench</h:title><model>'
)


def large_form(*, chain: bool = False) -> bytes:
    """500 questions in 10 groups, a 10,000-row list; or a chain of 500 calculates."""
    names = [f"q{number}" for number in range(QUESTIONS)]
    nodes = "".join(f"<{name}/>" for name in names)
    rows = "".join(
        f"<item><name>c{n}</name><label>选项 {n}</label>"
        f"<group>g{n % 100}</group></item>"
        for n in range(CHOICES)
    )
    binds, body = [], []
    for at, name in enumerate(names):
        before = names[at - 1]
        if at == 0:
            rule = ""
        elif chain:
            rule = f'calculate="/data/{before} + 1"'
        else:
            rule = f"relevant=\"/data/{before} != 'no'\" constraint=\". != 'x'\""
        binds.append(f'<bind nodeset="/data/{name}" type="string" {rule}/>')
        body.append(f'<input ref="/data/{name}"><label>问题 {at}</label></input>')
    body.append(
        '<select1 ref="/data/pick"><label>pick</label>'
        "<itemset nodeset=\"instance('list')/root/item[group = /data/q0]\">"
        '<value ref="name"/><label ref="label"/></itemset></select1>'
    )
    return (
        f'{HEAD}<instance><data id="bench" version="1">{nodes}<pick/></data></instance>'
        f'<instance id="list"><root>{rows}</root></instance>{"".join(binds)}'
        f"</model></h:head><h:body>{''.join(body)}</h:body></h:html>"
    ).encode()


def cascade_form() -> tuple[FormDefinition, FormEntry]:
    """10,000 rows from a CSV, filtered by another question."""
    rows = "".join(f"c{n},选项 {n},g{n % 100}\n" for n in range(CHOICES))
    xml = (
        f'{HEAD}<instance><data id="cascade"><q0/><pick/></data></instance>'
        '<instance id="list" src="jr://file-csv/list.csv"/>'
        "</model></h:head><h:body>"
        '<input ref="/data/q0"/><select1 ref="/data/pick">'
        "<itemset nodeset=\"instance('list')/root/item[group = /data/q0]\">"
        '<value ref="name"/><label ref="label"/></itemset></select1>'
        "</h:body></h:html>"
    ).encode()
    form = load_form(xml, {"list.csv": f"name,label,group\n{rows}".encode()})
    return form, FormEntry.start(form, now=NOW)


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def median(work: Callable[[], object], runs: int = 7) -> float:
    """The median of several calls."""
    return statistics.median(milliseconds(work) for _ in range(runs))


def show(what: str, found: float, goal: float) -> None:
    """One line of the table."""
    sys.stdout.write(f"{what:<58}{found:9.3f} ms   goal {goal:g}\n")


def main() -> None:
    """Measure and print."""
    xml = large_form()
    show(
        f"{QUESTIONS} questions, {CHOICES} choices: load and start",
        median(lambda: FormEntry.start(load_form(xml), now=NOW)),
        200,
    )
    entry = FormEntry.start(load_form(xml), now=NOW)
    turns = iter(range(1_000_000))
    show(
        "one answer, one reader",
        median(lambda: entry.answer("/data/q250", f"a{next(turns)}"), 201),
        1,
    )
    flips = iter(["no", "yes"] * 1_000)
    show(
        "one answer that hides the next question",
        median(lambda: entry.answer("/data/q0", next(flips)), 200),
        1,
    )
    show("one node's state", median(lambda: entry.node("/data/q250"), 201), 1)

    def answer_and_look() -> None:
        entry.answer("/data/q250", f"a{next(turns)}")
        entry.screens()

    show("one answer and all screens", median(answer_and_look, 51), 10)
    show("validate everything", median(entry.validate), 50)
    show("draft to bytes", median(entry.instance_xml), 10)
    chain = FormEntry.start(load_form(large_form(chain=True)), now=NOW)
    show(
        "a chain of 500 calculates after one answer",
        median(lambda: chain.answer("/data/q0", str(next(turns)))),
        25,
    )
    _, cascade = cascade_form()
    cascade.answer("/data/q0", "g7")
    show(
        "10,000-row cascade from CSV: first filter",
        milliseconds(lambda: cascade.node("/data/pick").choices),
        10,
    )
    groups = iter([f"g{n % 100}" for n in range(8, 5_000)])

    def refilter() -> None:
        cascade.answer("/data/q0", next(groups))
        cascade.node("/data/pick")

    show("then, answer and filter anew", median(refilter, 101), 1)


if __name__ == "__main__":
    main()
