"""``kiosk submissions``: what came in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.shell import Shell, as_json, pass_shell, print_json, show
from kiosk.errors import Expected

if TYPE_CHECKING:
    from kiosk.store.database import Db
    from kiosk.store.records import CaseRecord

COLUMNS = ("reference", "form_id", "version", "submitted_at", "state", "title")


@click.group()
def submissions() -> None:
    """Submissions: list, show, export."""


@submissions.command("list")
@as_json
@pass_shell
def list_(shell: Shell, *, json_: bool) -> None:
    """Every submission, without its answers."""
    from kiosk.store import cases

    show([_row(case) for case in shell.read(cases.listing)], COLUMNS, json_=json_)


@submissions.command("show")
@click.argument("reference")
@as_json
@pass_shell
def show_(shell: Shell, reference: str, *, json_: bool) -> None:
    """One submission with its answers, by its reference."""
    from kiosk.cli.exporting import answers

    case = shell.read(lambda db: _find(db, reference))
    if json_:
        print_json({**_row(case), "answers": dict(answers(case.xml))})
        return
    for name, value in _row(case).items():
        click.echo(f"{name}\t{value}")
    for path, answer in answers(case.xml):
        click.echo(f"{path}\t{answer}")


@submissions.command()
@click.option(
    "--format", "kind", type=click.Choice(["csv", "json", "xml"]), required=True
)
@click.argument("out", type=click.Path(path_type=Path))
@pass_shell
def export(shell: Shell, kind: str, out: Path) -> None:
    """Write every submission to OUT: one file, or (xml) a folder of exact bytes."""
    from kiosk.cli import exporting
    from kiosk.store import cases

    found = shell.read(cases.listing)
    writers = {
        "csv": exporting.write_csv,
        "json": exporting.write_json,
        "xml": exporting.write_xml,
    }
    try:
        writers[kind](found, out)
    except OSError as trouble:
        raise Expected("file-not-written", str(out), why=str(trouble)) from None
    shell.say("cli.exported", file=str(out), count=len(found))


def _find(db: Db, reference: str) -> CaseRecord:
    from kiosk.receipts.reference import parse
    from kiosk.store import cases

    wanted = parse(reference)
    case = cases.get(db, wanted) if wanted else None
    if case is None:
        raise Expected("case-not-found", reference)
    return case


def _row(case: CaseRecord) -> dict[str, object]:
    return {
        "reference": case.reference,
        "form_id": case.form_id,
        "version": case.version,
        "submitted_at": case.submitted_at.isoformat(),
        "state": case.state,
        "reviewed": case.reviewed,
        "instance_id": case.instance_id,
        "title": case.title,
    }
