"""``kiosk say``: the kiosk's voice into a file."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.cli.shell import Shell, pass_shell

MIDDLE = 4
"""The ordinary pace among the seven steps."""


@click.command()
@click.argument("text")
@click.option("--language", type=click.Choice(["zh", "yue", "en"]), required=True)
@click.option(
    "--rate", type=click.IntRange(1, 7), default=MIDDLE, help="1 slow … 7 fast."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@pass_shell
def say(shell: Shell, text: str, language: str, rate: int, out: Path) -> None:
    """Speak TEXT into a WAV file, as the kiosk would say it."""
    from kiosk.speech.driver import say_to_file

    clip = say_to_file(text, language, rate, out)
    shell.say("cli.said", file=str(out), seconds=f"{clip.seconds:.1f}")
