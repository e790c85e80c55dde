"""``kiosk forms``: an admin's work on form definitions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.shell import Shell, as_json, pass_shell, print_json, show
from kiosk.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.publishing.findings import Finding

a_file = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def forms() -> None:
    """Form definitions: check, import, publish, take back, try out."""


@forms.command()
@a_file
@as_json
@pass_shell
def check(shell: Shell, file: Path, *, json_: bool) -> None:
    """Say what is wrong with an .xlsx, .md or .xml, by sheet and row, and what to do.

    Exit 1 where it can't be published.
    """
    from kiosk.control.acts import finding_json
    from kiosk.publishing import checks, convert
    from kiosk.publishing.findings import FormRefused, Level

    try:
        findings = checks.check(convert.convert(_there(file)))
    except FormRefused as refused:
        findings = refused.findings
    if json_:
        print_json([finding_json(finding) for finding in findings])
    else:
        _tell_findings(shell, findings)
    stops = [finding for finding in findings if finding.level is Level.STOP]
    if not json_:
        key = "cli.check.stops" if stops else "cli.check.good"
        shell.say(key, count=len(stops))
    raise SystemExit(1 if stops else 0)


@forms.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@as_json
@pass_shell
def import_(shell: Shell, files: tuple[Path, ...], *, json_: bool) -> None:
    """Take forms in; each is published by ``kiosk forms publish ID``."""
    from kiosk.publishing.findings import FormRefused

    done = []
    for file in files:
        try:
            done.append(shell.act("forms.import", file=str(_there(file).resolve())))
        except Expected as refused:
            if isinstance(refused, FormRefused):
                _tell_findings(shell, refused.findings, err=True)
                raise SystemExit(1) from None
            raise
    if json_:
        print_json(done)
        return
    for row in done:
        shell.say("cli.imported", title=row["title"], id=row["form_id"])


@forms.command("list")
@as_json
@pass_shell
def list_(shell: Shell, *, json_: bool) -> None:
    """Every form, its version and state."""
    from kiosk.store import forms as stored

    rows = [
        {
            "form_id": record.form_id,
            "version": record.version,
            "title": record.title,
            "state": record.state,
            "hash": record.form_hash[:12],
        }
        for record in shell.read(stored.listing)
    ]
    show(rows, ("form_id", "version", "state", "hash", "title"), json_=json_)


@forms.command()
@click.argument("form_id")
@click.option("--version", help="Which version; the newest imported by default.")
@pass_shell
def publish(shell: Shell, form_id: str, version: str | None) -> None:
    """Put a form in front of citizens."""
    done = shell.act("forms.publish", form_id=form_id, version=version)
    shell.say("cli.published", id=done["form_id"], version=done["version"])


@forms.command()
@click.argument("form_id")
@pass_shell
def rollback(shell: Shell, form_id: str) -> None:
    """Go back to the version that was published before."""
    done = shell.act("forms.rollback", form_id=form_id)
    shell.say("cli.published", id=done["form_id"], version=done["version"])


@forms.command()
@click.argument("form_id")
@pass_shell
def retire(shell: Shell, form_id: str) -> None:
    """Take a form away from citizens; drafts of it can still be finished."""
    shell.act("forms.retire", form_id=form_id)
    shell.say("cli.retired", id=form_id)


@forms.command()
@click.argument("form")
@click.option("--steps", required=True, type=click.Path(path_type=Path))
@click.option("--now", help="The form's clock, ISO 8601.")
@click.option("--timezone", help="An IANA time zone.")
@click.option("--language", help="zh, en, or a language as the form names it.")
@click.option("--resources", type=click.Path(path_type=Path, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False))
@pass_shell
def run(shell: Shell, /, form: str, **options: str | Path | None) -> None:
    """Run a form without a window, step by step, and print what it says (JSON).

    FORM is a file or the id of a published form. STEPS is a JSON list of
    {"answer": ref, "value": text}, {"add_repeat": ref}, {"remove_repeat": ref},
    {"language": name}. Exit 1, with the list of violations, where it isn't complete.
    """
    from kiosk.cli.rehearsing import Terms, rehearse

    result = rehearse(shell, form, Terms(**options))  # type: ignore[arg-type] # click has checked the types
    print_json(result)
    raise SystemExit(0 if result["complete"] else 1)


def _there(file: Path) -> Path:
    if not file.is_file():
        raise Expected("file-not-found", str(file))
    return file


def _tell_findings(
    shell: Shell, findings: Iterable[Finding], *, err: bool = False
) -> None:
    from kiosk.i18n.problems import tell

    for finding in findings:
        mark = shell.words.say(f"cli.level.{finding.level.value}")
        sentence = tell(finding.as_expected(), shell.language)
        click.echo(f"{mark} {sentence}", err=err)
