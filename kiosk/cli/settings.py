"""``kiosk settings``: what is set, and setting it."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.cli.shell import Shell, as_json, pass_shell, show


@click.group()
def settings() -> None:
    """The centre's settings; a running kiosk takes them up at its next start."""


@settings.command("list")
@as_json
@pass_shell
def list_(shell: Shell, *, json_: bool) -> None:
    """Every setting, its value, and what it does."""
    from kiosk.settings import declarations

    values = _in_force(shell)
    rows = [
        {"name": name, "value": values[name], "about": declared.about}
        for name, declared in declarations().items()
    ]
    show(rows, ("name", "value", "about"), json_=json_)


@settings.command()
@click.argument("name")
@pass_shell
def get(shell: Shell, name: str) -> None:
    """One value."""
    from kiosk.settings.catalogue import declaration

    click.echo(_in_force(shell)[declaration(name).name])


@settings.command("set")
@click.argument("name")
@click.argument("value")
@pass_shell
def set_(shell: Shell, name: str, value: str) -> None:
    """Set one value."""
    done = shell.act("settings.set", name=name, value=value)
    shell.say("cli.set", name=done["name"], value=done["value"])


@settings.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@pass_shell
def import_(shell: Shell, file: Path) -> None:
    """Set everything a TOML file names; nothing where one value is not right."""
    from kiosk.errors import Expected
    from kiosk.settings import Settings, read_file

    if not file.is_file():
        raise Expected("file-not-found", str(file))
    for name, value in Settings.layered(read_file(file)).values.items():
        shell.act("settings.set", name=name, value=str(value))
        shell.say("cli.set", name=name, value=value)


def _in_force(shell: Shell) -> dict[str, object]:
    from kiosk.app import settings_of

    shell.read(lambda _: None)  # the first command makes the directory
    return dict(settings_of(shell.folder).listing())
