"""What every command stands on: the data directory, and who does the writing."""

from __future__ import annotations

import json
import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 (a dataclass field)
from typing import TYPE_CHECKING, TypeVar

import click

from kiosk.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kiosk.i18n.words import Words
    from kiosk.store.database import Db

T = TypeVar("T")
ACT_SECONDS = 600.0
"""A form with 600,000 places may take minutes to publish in a running kiosk."""


@dataclass(frozen=True)
class Shell:
    """One command's surroundings.

    Attributes:
        folder: the data directory.
        language: of what is printed, "zh" or "en".
    """

    folder: Path
    language: str

    @property
    def words(self) -> Words:
        """The kiosk's sentences in the shell's language."""
        from kiosk.i18n.words import Words

        return Words(self.language)

    def say(self, key: str, **values: object) -> None:
        """Print a sentence of the catalogue."""
        click.echo(self.words.say(key, **values))

    def act(self, name: str, /, **arguments: object) -> dict[str, object]:
        """Do a writing act: in the running kiosk, else here under the writer's lock."""
        from kiosk.app import open_house
        from kiosk.control.listener import ask

        try:
            house = open_house(self.folder)
        except Expected as trouble:
            if trouble.code != "already-running":
                raise
            return _object(ask(self.folder, name, arguments, ACT_SECONDS))
        with house:
            return _object(house.perform(name, arguments))

    def read(self, work: Callable[[Db], T]) -> T:
        """Read the database, whoever is writing to it."""
        from kiosk.app import open_house, reading

        if not (self.folder / "kiosk.db").exists():
            with open_house(self.folder):  # the first command makes the directory
                pass
        with reading(self.folder) as reader:
            return reader.read(work)


pass_shell = click.make_pass_decorator(Shell)
as_json = click.option("--json", "json_", is_flag=True, help="Print JSON.")


def show(
    rows: Sequence[Mapping[str, object]], columns: Sequence[str], *, json_: bool
) -> None:
    """Print a listing: JSON, or one line a row with tabs between its columns."""
    if json_:
        print_json(rows)
        return
    for row in rows:
        click.echo("\t".join("" if row[c] is None else str(row[c]) for c in columns))


def print_json(value: object) -> None:
    """Print ``value`` for a machine: UTF-8, stable order."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def default_folder() -> Path:
    """The platform's user data directory."""
    from platformdirs import user_data_path

    return user_data_path("evergreen-kiosk", appauthor=False)


def shell_language() -> str:
    """``KIOSK_LANGUAGE``, else the locale's: "zh" or "en"."""
    for name in ("KIOSK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value.split(".")[0] not in {"C", "POSIX"}:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def tell_and_exit(trouble: Expected, language: str) -> None:
    """One plain sentence on stderr, exit 1."""
    from kiosk.i18n.problems import tell

    click.echo(tell(trouble, language), err=True)
    sys.exit(1)


def tell_bug(bug: Exception, shell: Shell | None, language: str) -> None:
    """A bug goes into the log, whole; its person gets one sentence and exit 1."""
    from kiosk import log

    file = log.set_up(shell.folder) if shell else None
    logging.getLogger(__name__).critical("a bug", exc_info=bug)
    tell_and_exit(Expected("bug", str(file or "")), language)


def _object(value: object) -> dict[str, object]:
    assert isinstance(value, dict), "an act answers with an object"
    return value
