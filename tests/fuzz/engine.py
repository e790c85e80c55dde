"""Feeds the form engine what nobody would write, and keeps what it could not bear.

Run by hand: ``python -m tests.fuzz.engine [--seconds N] [--seed S]``. Expressions,
forms (recorded ones mutated, and drawn ones) and answers. Whatever is neither
``FormError`` nor ``XPathError``, or takes longer than ``LIMIT``, is a finding; it goes
to ``tests/fuzz/corpus`` and is replayed by the tests from then on.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import itertools
import json
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.xforms import FormEntry, FormError, load_form
from kiosk.xpath import XPathError, evaluate
from tests.fuzz.material import drawn_expression, mutated, sources
from tests.support.random_forms import draw_form

CORPUS = Path(__file__).with_name("corpus")
LIMIT = 5.0
"""Seconds one case may take; what the kiosk itself allows is 2 for a hostile form."""
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STEPS = 30
MANY = 400
"""Nodes among which a step chooses; beyond it only answers are given."""
VALUES = (
    *("", "0", "1", "-1", "18", "1e9", "NaN", "a", "b", "yes", "no", "a b", " "),
    *("2024-02-30", "2024-02-29", "25:00", "9" * 400, "<&>\"'", "\x00", "\ud7ff", "张"),
    *("0.1.2", "Infinity", "1 2 3", "91 0", "0 0 0 0;1 1 0 0", "true", "2024-01-01"),
)
DOCUMENT = "<data><a>1</a><a>2</a><b x='y'>z</b><c><d>2024-01-05</d><d/></c></data>"
Case = Mapping[str, Any]


class TooSlowError(Exception):
    """A case went over its time."""


def run_expression(case: Case) -> None:
    """An expression over a small document."""
    evaluate(case["expression"], DOCUMENT, "/data", now=NOW)


def run_form(case: Case) -> None:
    """A form: loaded, started, walked and answered by lot, saved and resumed."""
    chance = random.Random(case["chance"])
    definition = load_form(case["xml"].encode("utf-8", "surrogatepass"))
    around = {"now": NOW, "timezone": "Asia/Shanghai", "random": chance.random}
    entry = FormEntry.start(definition, **around)
    for _ in range(case["steps"]):
        with contextlib.suppress(FormError, XPathError):
            _step(entry, chance)
    again = FormEntry.resume(definition, entry.instance_xml(), **around)
    list(again.nodes())
    again.validate()
    with contextlib.suppress(FormError):
        again.finalise()


def _step(entry: FormEntry, chance: random.Random) -> None:
    """One thing a person might do."""
    refs = [state.ref for state in itertools.islice(entry.nodes(), MANY)]
    ref = chance.choice(refs)
    acts: list[Callable[[], object]] = [
        lambda: entry.answer(ref, chance.choice(VALUES)),
        lambda: entry.answer(ref, chance.choice(VALUES)),
        lambda: entry.answer(ref, chance.choice(VALUES)),
        lambda: entry.add_repeat(ref),
        lambda: entry.remove_repeat(ref),
        lambda: entry.jump(ref),
        lambda: entry.set_language(chance.choice([*entry.definition.languages, "zz"])),
        entry.next,
        entry.back,
        entry.screens,
        entry.progress,
    ]
    if len(refs) == MANY:
        acts = acts[:3]
    chance.choice(acts)()


RUNNERS = {"expression": run_expression, "form": run_form}


def verdict(case: Case) -> str:
    """What came of a case: ``done``, ``refused: code``, or a finding's own words."""
    started = time.monotonic()
    try:
        with _alarm():
            RUNNERS[case["kind"]](case)
    except (FormError, XPathError) as refusal:
        return f"refused: {refusal.code}"
    except Exception as fault:  # noqa: BLE001 (whatever it is, it is a finding)
        took = time.monotonic() - started
        return f"{type(fault).__name__} in {_place(fault)} ({took:.1f} s)"
    return "done"


def _place(fault: Exception) -> str:
    """The innermost of our own functions that the fault went through."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "kiosk" in Path(frame.filename).parts[-3:]]
    frame = (ours or frames)[-1]
    return f"{Path(frame.filename).name}:{frame.name}"


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    """Break off what takes too long, where the system can."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def is_finding(words: str) -> bool:
    """Whether a verdict is neither a success nor an explained refusal."""
    return words != "done" and not words.startswith("refused: ")


def cases(seed: int) -> Iterator[Case]:
    """Cases without end, the same for the same seed."""
    expressions, forms = sources()
    for number in range(sys.maxsize):
        chance = random.Random(f"{seed}:{number}")
        turn = number % 8
        if turn < 5:
            text = drawn_expression(chance, expressions)
            yield {"kind": "expression", "expression": text}
            continue
        if turn == 5 or not forms:
            xml = draw_form(chance).xml().decode()
        else:
            xml = mutated(chance.choice(forms), chance, expressions)
        yield {"kind": "form", "xml": xml, "chance": number, "steps": STEPS}


def keep(case: Case, words: str) -> Path:
    """Put a finding beside the others; one file for each kind of fault."""
    name = hashlib.sha256(words.rpartition(" (")[0].encode()).hexdigest()[:12]
    place = CORPUS / f"{name}.json"
    if not place.exists():
        CORPUS.mkdir(exist_ok=True)
        text = json.dumps({**case, "found": words}, ensure_ascii=True, indent=1)
        place.write_text(text + "\n", encoding="utf-8")
    return place


def main() -> int:
    """Run for a while and tell what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    counted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    started = time.monotonic()
    for case in cases(given.seed):
        if time.monotonic() - started > given.seconds:
            break
        words = verdict(case)
        counted[case["kind"]] += 1
        counted[words.partition(":")[0] if not is_finding(words) else "finding"] += 1
        if is_finding(words):
            kind = words.rpartition(" (")[0]
            found[kind] += 1
            if found[kind] == 1:
                print(f"finding: {words} -> {keep(case, words)}", flush=True)  # noqa: T201 (a command's own output)
    took = time.monotonic() - started
    total = counted["expression"] + counted["form"]
    print(  # noqa: T201 (a command's own output)
        f"seed {given.seed}, {took:.0f} s, {total} cases "
        f"({counted['expression']} expressions, {counted['form']} forms): "
        f"{counted['done']} done, {counted['refused']} refused with a reason, "
        f"{counted['finding']} findings of {len(found)} kinds"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
