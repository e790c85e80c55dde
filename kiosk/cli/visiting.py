"""``kiosk visit``: a whole visit without a window, for checks and torture."""

from __future__ import annotations

import queue
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.rehearsing import read_steps
from kiosk.cli.shell import Shell, pass_shell, print_json
from kiosk.errors import Expected
from kiosk.visit.machine import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.app import House
    from kiosk.receipts.receipt import Receipt
    from kiosk.visit.visit import Visit

_A_FILE = click.Path(dir_okay=False, path_type=Path)
DISK_SECONDS = 60.0
"""How long to wait for one answer to be on disk before saying so."""


@click.command()
@click.argument("form")
@click.option("--steps", required=True, type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@click.option("--for-other", is_flag=True, help="Done for someone else.")
@click.option("--receipt", type=_A_FILE, help="Write the receipt here, as a PDF.")
@click.option("--stop-before", help="Stop (as a power cut would) at this question.")
@pass_shell
def visit(
    shell: Shell,
    form: str,
    steps: Path,
    language: str,
    receipt: Path | None,
    stop_before: str | None,
    *,
    for_other: bool,
) -> None:
    """Walk a citizen's way through FORM without a window: rest screen to receipt.

    FORM is the id of a published form, or a file, which is imported and published
    first. STEPS is a JSON list of {"answer": ref, "value": text}. Prints the receipt
    (JSON).
    """
    from kiosk.app import open_house

    answers = {
        step["answer"]: step["value"] for step in read_steps(steps) if "answer" in step
    }
    with open_house(shell.folder) as house:
        form_id = _published(house, form)
        walk = Walk(house)
        walk.begin(form_id, language, for_self=not for_other)
        walk.answer_all(answers, stop_before)
        print_json(walk.hand_in() if stop_before is None else walk.where())
        if receipt is not None and stop_before is None:
            _write(walk.visit.receipt().receipt, shell, language, receipt)


def _write(receipt: Receipt, shell: Shell, language: str, out: Path) -> None:
    from kiosk.i18n.words import Words
    from kiosk.render.paper import Paper
    from kiosk.render.receipt import receipt_pdf
    from kiosk.render.windowless import windowless

    with windowless():
        receipt_pdf(receipt, Words(language), Paper.ROLL_80, out)
    click.echo(shell.words.say("cli.receipt_written", file=str(out)), err=True)


def _published(house: House, form: str) -> str:
    if not Path(form).is_file():
        return form
    done = house.perform("forms.import", {"file": str(Path(form).resolve())})
    facts = {"form_id": done["form_id"], "version": done["version"]}
    return str(house.perform("forms.publish", facts)["form_id"])


class Walk:
    """Drives a visit as a window would, waiting for the disk at every step."""

    def __init__(self, house: House) -> None:
        """Stand at the rest screen of ``house``."""
        self._posted: queue.Queue[Callable[[], None]] = queue.Queue()
        self.visit: Visit = house.visit(self._posted.put)
        self._settle()

    def begin(self, form: str, language: str, *, for_self: bool) -> None:
        """From the rest screen to the first question (or where a draft stands)."""
        visit = self.visit
        if visit.state is not State.REST:
            return
        visit.touch()
        visit.set_language(language)
        if form not in {service.form_id for service in visit.services()}:
            raise Expected("form-not-found", form)
        visit.choose(form)
        visit.begin(for_self=for_self)
        self._settle()

    def answer_all(self, answers: dict[str, str], stop_before: str | None) -> None:
        """Answer each screen and continue, up to the check page."""
        while self.visit.state is State.QUESTION:
            question = self.visit.question()
            if stop_before in {node.ref for node in question.nodes}:
                return
            for node in question.nodes:
                if node.ref in answers:
                    self.visit.answer(node.ref, answers[node.ref])
            self.visit.next()
            self._settle()
            self._explain()

    def hand_in(self) -> dict[str, object]:
        """Submit; what stands on the receipt."""
        self.visit.submit()
        self._settle()
        if self.visit.state is not State.RECEIPT:
            problems = [row.label for row in self.visit.check() if row.problem]
            raise Expected("form-not-complete", count=len(problems))
        shown = self.visit.receipt()
        return {
            "reference": shown.receipt.reference,
            "title": shown.receipt.title,
            "received_at": shown.receipt.received_at.isoformat(),
            "owed": list(shown.owed),
            "next_steps": list(shown.next_steps),
        }

    def where(self) -> dict[str, object]:
        """Where the visit stands."""
        view = self.visit.question()
        return {"screen": view.screen.ref, "step": view.step, "steps": view.steps}

    def _settle(self) -> None:
        while self.visit.saving:
            try:
                self._posted.get(timeout=DISK_SECONDS)()
            except queue.Empty:
                raise Expected("not-kept") from None
        while not self._posted.empty():
            self._posted.get()()
        if self.visit.trouble is not None:
            raise self.visit.trouble

    def _explain(self) -> None:
        if self.visit.state is State.QUESTION:
            for ref, sentence in self.visit.question().problems.items():
                raise Expected("step-not-possible", ref, why=sentence)
