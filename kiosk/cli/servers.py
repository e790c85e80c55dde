"""``kiosk server`` and ``kiosk sync``: where submissions go, and sending them now."""

from __future__ import annotations

from typing import TextIO

import click

from kiosk.cli.shell import Shell, as_json, pass_shell, print_json, show


@click.group()
def server() -> None:
    """Servers that take submissions (ODK Central, KoboToolbox, any OpenRosa)."""


@server.command()
@click.argument("name")
@click.argument("url")
@pass_shell
def add(shell: Shell, name: str, url: str) -> None:
    """Add a server; an app user's token may stand in the URL's path."""
    shell.act("server.add", name=name, url=url)
    shell.say("cli.server.added", name=name)


@server.command("list")
@as_json
@pass_shell
def list_(shell: Shell, *, json_: bool) -> None:
    """Every server; secrets are never shown."""
    from kiosk.store import servers
    from kiosk.sync import Server

    rows = [
        {
            "name": row.name,
            "url": Server(row.name, row.url).shown,
            "username": row.username,
            "logged_in": bool(row.password or row.token),
        }
        for row in shell.read(servers.listing)
    ]
    show(rows, ("name", "url", "username"), json_=json_)


@server.command()
@click.argument("name")
@pass_shell
def remove(shell: Shell, name: str) -> None:
    """Forget a server; what waits stays and goes to the next one."""
    shell.act("server.remove", name=name)
    shell.say("cli.server.removed", name=name)


@server.command()
@click.argument("name")
@click.option("--username", help="For Basic or Digest; leave out for a token.")
@click.option(
    "--secret-file",
    type=click.File("r"),
    default="-",
    help="Where the password or token stands (default: standard input).",
)
@pass_shell
def login(shell: Shell, name: str, username: str | None, secret_file: TextIO) -> None:
    """Keep the password or token for a server; read from a file or standard input."""
    secret = secret_file.readline().rstrip("\n")
    if username:
        shell.act("server.login", name=name, username=username, password=secret)
    else:
        shell.act("server.login", name=name, token=secret)
    shell.say("cli.server.logged_in", name=name)


@click.command()
@click.option("--once", is_flag=True, help="One round, then stop (the default).")
@as_json
@pass_shell
def sync(shell: Shell, *, once: bool, json_: bool) -> None:  # noqa: ARG001 (the door names it; one round is all a command does)
    """Send what waits, now. Exit 1 where something could not be sent."""
    done = shell.act("sync.once")
    if json_:
        print_json(done)
    else:
        shell.say(
            "cli.sync.done",
            **{name: done[name] for name in ("sent", "waiting", "refused", "untried")},
        )
        _tell_troubles(shell, done)
    left = any(done[name] for name in ("waiting", "refused", "untried", "busy"))
    raise SystemExit(1 if left else 0)


def _tell_troubles(shell: Shell, done: dict[str, object]) -> None:
    from kiosk.errors import Expected
    from kiosk.i18n.problems import tell

    codes = done["codes"]
    assert isinstance(codes, list | tuple), "a summary lists its codes"
    for code, count in codes:
        sentence = tell(Expected(code, count=count), shell.language)
        click.echo(f"{count} × {sentence}", err=True)
