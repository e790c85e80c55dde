"""How fast the window is: start → services painted, touch → next question painted.

    python -m tests.bench.bench_window [--runs 5]

Both are measured in fresh processes on a prepared data directory with the shipped
forms, beside a bare Qt page of one label and one button in the same run. 'Painted' is
the end of the paint event that shows it. The fsync of an answer is printed apart. A
form of 500 questions stands beside the shipped one: what a touch costs must not grow
with the form.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHILD = "tests.bench.bench_window"
LARGE = 500
PEERS = {
    "Enketo in Chromium, Continue → next": "median 12-15, worst 33 ms",
    "a bare Qt page, Continue → next": "3.4-6.6 ms",
    "Chromium with a small form, memory": "409-454 MiB",
}
"""Measured on the same kind of machine (2 cores, no GPU)."""
STEPS = Path(__file__).parents[1] / "scenarios" / "steps" / "senior-allowance.json"


def since_process_start() -> float:
    """Seconds since the kernel started this process."""
    ticks = int(Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


def paint(widget) -> None:
    """Lay out and paint everything that is due, now; the end of it is 'painted'."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    assert widget.isVisible(), "nothing is painted that is not shown"


def start_bare() -> dict[str, float]:
    """A Qt page of one label and one button."""
    from PySide6.QtWidgets import (
        QApplication,
        QLabel,
        QPushButton,
        QVBoxLayout,
        QWidget,
    )

    application = QApplication([])
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(QLabel("您好，今天想办什么？"))
    column.addWidget(QPushButton("下一步"))
    page.resize(1920, 1080)
    page.show()
    paint(page)
    del application
    return {"start": since_process_start()}


def start_kiosk(folder: str) -> dict[str, object]:
    """From nothing to the services, then through the questions."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from kiosk.app import open_house
    from kiosk.ui import running

    figures: dict[str, object] = {}
    with open_house(Path(folder)) as house:
        synthesiser = house.synthesiser()

        def ready(shown) -> None:
            shown.visit.touch()
            paint(shown)
            figures["start"] = since_process_start()
            figures["pss"] = pss_mib()
            figures["first"] = walk(shown)
            shown.visit.touch()
            figures["next"] = walk(shown)
            shown.visit.touch()
            figures["calls"] = []
            figures["large"] = walk(shown, "large", figures["calls"])
            figures["commit"] = commits(house)
            shown.close()
            QTimer.singleShot(0, QApplication.quit)

        running.run(
            house.visit,
            house.settings,
            synthesiser,
            fullscreen=False,
            size=(1920, 1080),
            on_ready=ready,
        )
    return figures


def walk(shown, form_id="senior-allowance", calls=None) -> list[float]:
    """Milliseconds from 'Continue' to the next question painted, without the fsync.

    ``calls`` is given what ``visit.next()`` itself took each time.
    """
    from PySide6.QtWidgets import QApplication

    from kiosk.visit.machine import State

    visit = shown.visit
    visit.choose(form_id)
    visit.begin(for_self=True)
    settle(visit)
    paint(shown)
    times = []
    answers = {s["answer"]: s["value"] for s in json.loads(STEPS.read_text("utf-8"))}
    stood = None
    while visit.state is State.QUESTION:
        if stood == (stood := visit.question().screen.ref):
            raise RuntimeError(f"{stood} does not let go")
        for node in visit.question().nodes:
            if node.ref in answers or form_id == "large":
                visit.answer(node.ref, answers.get(node.ref, "好"))
        QApplication.processEvents()
        began = time.perf_counter()
        visit.next()
        asked = time.perf_counter()
        while visit.saving and not visit_posted(shown):
            time.sleep(0.0002)
        kept = time.perf_counter()
        settle(visit)
        paint(shown)
        times.append((asked - began + time.perf_counter() - kept) * 1000)
        if calls is not None:
            calls.append((asked - began) * 1000)
    visit.submit()
    settle(visit)
    visit.finish()
    return times


def visit_posted(shown) -> bool:
    """Whether the acknowledgement has arrived but was not taken up yet."""
    return shown.visit._ports.database.read(lambda _: True).result()


def settle(visit) -> None:
    """Take up what the disk acknowledged."""
    from PySide6.QtWidgets import QApplication

    while visit.saving:
        QApplication.processEvents()


def commits(house) -> list[float]:
    """Milliseconds of a commit of one small row, fsynced."""
    from kiosk.store import settings_rows

    times = []
    for _ in range(20):
        began = time.perf_counter()
        house.database.write(lambda db: settings_rows.put(db, "voice.rate", 4)).result()
        times.append((time.perf_counter() - began) * 1000)
    return times


def pss_mib() -> float:
    """Proportional memory of this process and its children, in MiB."""
    me = os.getpid()
    children = subprocess.run(
        ["pgrep", "-P", str(me)], capture_output=True, text=True, check=False
    ).stdout.split()
    total = 0
    for number in [me, *children]:
        rollup = Path(f"/proc/{number}/smaps_rollup")
        if rollup.exists():
            line = next(x for x in rollup.read_text().splitlines() if "Pss:" in x)
            total += int(line.split()[1])
    return total / 1024


def run_child(*arguments: str) -> dict:
    """One fresh process; its last line of output is JSON."""
    done = subprocess.run(
        [sys.executable, "-m", CHILD, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what FFmpeg says of each clip
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return json.loads(done.stdout.splitlines()[-1])


def prepare(folder: Path) -> None:
    """A data directory with the shipped forms published."""
    from kiosk.app import open_house
    from kiosk.publishing import catalogue
    from kiosk.publishing.shipped import publish_shipped

    with open_house(folder) as house:
        publish_shipped(house.database, house.clock)
        file = folder / "large.md"
        file.write_text(large_form(), encoding="utf-8")
        catalogue.import_form(house.database, file, house.clock)
        catalogue.publish(house.database, "large", house.clock)


def large_form() -> str:
    """500 questions, each in both languages, every tenth of them about the one before.

    The last tenth makes the screens depend on answers, as large forms do.
    """
    rows = [
        f"| | text | q{n} | 第{n}题，请写一写？ | Question {n}, in a few words? | "
        + (f"${{q{n - 1}}} != ''" if n % 10 == 0 else "")
        + " |"
        for n in range(1, LARGE + 1)
    ]
    head = "| | type | name | label::中文 (zh) | label::English (en) | relevant |"
    return "\n".join(
        [
            "| survey |",
            head,
            *rows,
            "",
            "| choices |",
            "| | list_name | name | label::中文 (zh) | label::English (en) |",
            "| | kiosk | title | 大表 | Large form |",
            "| | kiosk | summary | 五百题 | 500 questions |",
            "| | kiosk | minutes | 90 | 90 |",
            "",
            "| settings |",
            "| | form_title | form_id | version | default_language |",
            "| | 大表 | large | 1 | 中文 (zh) |",
            "",
        ]
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--kiosk")
    chosen = parser.parse_args()
    if chosen.bare:
        print(json.dumps(start_bare()))
        return
    if chosen.kiosk:
        print(json.dumps(start_kiosk(chosen.kiosk)))
        return
    with tempfile.TemporaryDirectory() as place:
        prepare(Path(place))
        run_child("--kiosk", place)  # files cached
        bare = [run_child("--bare")["start"] for _ in range(chosen.runs)]
        ours = [run_child("--kiosk", place) for _ in range(chosen.runs)]
    report(bare, ours)


def report(bare: list[float], ours: list[dict]) -> None:
    """The figures beside their goals and peers."""
    start = [one["start"] for one in ours]
    print(f"load at the end: {os.getloadavg()[0]:.1f}")
    print(f"start → services painted   {statistics.median(start):.3f} s   goal 0.6")
    print(f"  a bare Qt page, same run {statistics.median(bare):.3f} s")
    print("Continue → next painted, fsync apart   goal: median 10, p95 20 ms")
    print(f"  shipped form             {spread(ours, 'next')}")
    print(f"  the first visit ever     {spread(ours, 'first')}")
    print(f"  {LARGE} questions            {spread(ours, 'large')}")
    print(f"  next() itself there      {spread(ours, 'calls')}   goal 2 ms")
    print(f"one commit, fsynced        {spread(ours, 'commit')}")
    print(f"memory, all processes      {ours[0]['pss']:.0f} MiB PSS   goal 200")
    for peer, figure in PEERS.items():
        print(f"  peer: {peer}: {figure}")


def spread(ours: list[dict], name: str) -> str:
    """Median, 95th percentile and worst of all runs, in milliseconds."""
    times = sorted(x for one in ours for x in one[name])
    p95 = times[int(len(times) * 0.95)]
    middle = statistics.median(times)
    return f"median {middle:.1f}, p95 {p95:.1f}, worst {times[-1]:.1f} ms"


if __name__ == "__main__":
    main()
