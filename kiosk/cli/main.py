"""The root command; each subcommand's module is imported only when it is called."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kiosk import __version__
from kiosk.cli.shell import (
    Shell,
    default_folder,
    shell_language,
    tell_and_exit,
    tell_bug,
)
from kiosk.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS: Final[Mapping[str, str]] = {
    "run": "kiosk.cli.running:run",
    "visit": "kiosk.cli.visiting:visit",
    "forms": "kiosk.cli.forms:forms",
    "submissions": "kiosk.cli.submissions:submissions",
    "sync": "kiosk.cli.servers:sync",
    "server": "kiosk.cli.servers:server",
    "say": "kiosk.cli.saying:say",
    "settings": "kiosk.cli.settings:settings",
    "status": "kiosk.cli.health:status",
    "doctor": "kiosk.cli.health:doctor",
}
"""Name → module:command."""


class LateGroup(click.Group):
    """A group whose commands are imported when asked for.

    A citizen waits for the start, and most commands need neither Qt nor the converter.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Every command, in the order of DESIGN.md."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """The command called ``cmd_name``, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command), "the table names click commands"
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's signature)
        """Run; an expected trouble becomes one sentence and exit 1."""
        try:
            return super().invoke(ctx)
        except Expected as trouble:
            return tell_and_exit(trouble, shell_language())
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as bug:  # noqa: BLE001 (logged whole, told in a sentence)
            return tell_bug(bug, ctx.find_object(Shell), shell_language())


@click.command(cls=LateGroup, invoke_without_command=True)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="KIOSK_DATA",
    help="The data directory (default: the platform's user data directory).",
)
@click.version_option(__version__, prog_name="kiosk")
@click.pass_context
def kiosk(context: click.Context, data: Path | None) -> None:
    """Evergreen Kiosk (常青服务台): public services without a phone or a network."""
    context.obj = Shell(data or default_folder(), shell_language())
    context.meta["kiosk.data.given"] = data is not None
    if context.invoked_subcommand is None:
        command = kiosk.get_command(context, "run")
        assert command is not None, "run is in the table"
        context.invoke(command)
