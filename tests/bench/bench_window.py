"""How fast the window is: start → services painted, touch → next question painted.

    python -m tests.bench.bench_window [--runs 5]

Both are measured in fresh processes on a prepared data directory with the shipped
forms, beside a bare Qt page of one label and one button in the same run. 'Painted' is
the end of the paint event that shows it. The fsync of an answer is printed apart.
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


def walk(shown) -> list[float]:
    """Milliseconds from 'Continue' to the next question painted, without the fsync."""
    from PySide6.QtWidgets import QApplication

    from kiosk.visit.machine import State

    visit = shown.visit
    visit.choose("senior-allowance")
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
            if node.ref in answers:
                visit.answer(node.ref, answers[node.ref])
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
    from kiosk.publishing.shipped import publish_shipped

    with open_house(folder) as house:
        publish_shipped(house.database, house.clock)


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
    nexts = sorted(x for one in ours for x in one["next"])
    first = sorted(x for one in ours for x in one["first"])
    commit = [x for one in ours for x in one["commit"]]
    p95 = nexts[int(len(nexts) * 0.95)]
    print(f"start → services painted   {statistics.median(start):.3f} s   goal 0.6")
    print(f"  a bare Qt page, same run {statistics.median(bare):.3f} s")
    print(
        f"Continue → next painted    median {statistics.median(nexts):.1f} ms, ", end=""
    )
    print(f"p95 {p95:.1f}, worst {nexts[-1]:.1f}   goal 10, 20 (fsync apart)")
    print(
        f"  the first visit ever     median {statistics.median(first):.1f} ms, "
        f"worst {first[-1]:.1f} (right after the start)"
    )
    print(f"one commit, fsynced        median {statistics.median(commit):.2f} ms")
    print(f"memory, all processes      {ours[0]['pss']:.0f} MiB PSS   goal 200")


if __name__ == "__main__":
    main()
