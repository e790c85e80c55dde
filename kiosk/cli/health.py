"""``kiosk status`` and ``kiosk doctor``: is everything all right?"""

from __future__ import annotations

import click

from kiosk.cli.shell import Shell, as_json, pass_shell, print_json


@click.command()
@as_json
@pass_shell
def status(shell: Shell, *, json_: bool) -> None:
    """What is waiting, what is unfinished, and how much room is left."""
    import shutil

    from kiosk import __version__
    from kiosk.store import drafts, forms, outbox

    counts = shell.read(outbox.counts)
    facts: dict[str, object] = {
        "version": __version__,
        "data": str(shell.folder),
        "published": len(shell.read(forms.published)),
        "waiting": counts.get("waiting", 0),
        "refused": counts.get("refused", 0),
        "sent": counts.get("sent", 0),
        "drafts": len(shell.read(drafts.kept)),
        "free": shutil.disk_usage(shell.folder).free // 1_000_000,
    }
    if json_:
        print_json(facts)
    else:
        shell.say("cli.status", **facts)


@click.command()
@as_json
@pass_shell
def doctor(shell: Shell, *, json_: bool) -> None:
    """Try the record, voice, speaker, printer, fonts and clock: a sentence each.

    Exit 1 where something keeps the kiosk from serving people; a missing printer or
    loudspeaker does not.
    """
    from kiosk.cli.checkup import check_up

    findings = check_up(shell.folder)
    if json_:
        print_json(
            [
                {"part": f.part, "good": f.good, "needed": f.needed, **f.facts}
                for f in findings
            ]
        )
    else:
        for finding in findings:
            key = f"doctor.{finding.part}" + ("" if finding.good else ".look")
            mark = shell.words.say("doctor.good" if finding.good else "doctor.look")
            click.echo(f"[{mark}] {shell.words.say(key, **finding.facts)}")
    bad = any(finding.needed and not finding.good for finding in findings)
    raise SystemExit(1 if bad else 0)
