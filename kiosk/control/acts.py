"""What a command may have done: one table of acts, whoever does the writing.

Each act takes the house's rooms and its arguments as JSON, and answers with a JSON
object. The same act runs in a running kiosk (over the socket) and in a command that
holds the writer's lock itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from kiosk.errors import Expected
from kiosk.ids import FormId, FormVersion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.clock import Clock
    from kiosk.filling import Library
    from kiosk.publishing.findings import Finding
    from kiosk.store.database import Database
    from kiosk.sync import Cycle

    Answer = dict[str, object]
    Arguments = Mapping[str, object]


class Rooms(Protocol):
    """What acts need of the house."""

    @property
    def database(self) -> Database:
        """The one writing thread."""

    @property
    def library(self) -> Library:
        """Published forms; refreshed after a change."""

    @property
    def tables(self) -> Path:
        """Where large lists are indexed."""

    @property
    def clock(self) -> Clock:
        """What time it is."""

    @property
    def cycle(self) -> Cycle:
        """Rounds of sending: one sender, whoever asks."""


def perform(rooms: Rooms, act: str, arguments: Arguments) -> Answer:
    """Do ``act``; raises ``control-not-understood`` for one not in the table."""
    found = ACTS.get(act)
    if found is None:
        raise Expected("control-not-understood", act)
    return found(rooms, arguments)


def _import_form(rooms: Rooms, arguments: Arguments) -> Answer:
    from kiosk.publishing import catalogue

    imported = catalogue.import_form(
        rooms.database, Path(_text(arguments, "file")), rooms.clock, rooms.tables
    )
    record = imported.record
    return {
        "form_id": record.form_id,
        "version": record.version,
        "title": record.title,
        "hash": record.form_hash,
        "findings": [finding_json(finding) for finding in imported.findings],
    }


def _publish(rooms: Rooms, arguments: Arguments) -> Answer:
    from kiosk.publishing import catalogue

    version = arguments.get("version")
    service = catalogue.publish(
        rooms.database,
        _form_id(arguments),
        rooms.clock,
        None if version is None else FormVersion(str(version)),
    )
    rooms.library.refresh()
    return {"form_id": service.form_id, "version": service.version}


def _retire(rooms: Rooms, arguments: Arguments) -> Answer:
    from kiosk.publishing import catalogue

    catalogue.retire(rooms.database, _form_id(arguments), rooms.clock)
    rooms.library.refresh()
    return {"form_id": _form_id(arguments)}


def _roll_back(rooms: Rooms, arguments: Arguments) -> Answer:
    from kiosk.publishing import catalogue

    service = catalogue.roll_back(rooms.database, _form_id(arguments), rooms.clock)
    rooms.library.refresh()
    return {"form_id": service.form_id, "version": service.version}


def _add_server(rooms: Rooms, arguments: Arguments) -> Answer:
    from kiosk.store import servers
    from kiosk.sync import Server

    server = Server(_text(arguments, "name"), _text(arguments, "url"))
    rooms.database.write(
        lambda db: servers.add(db, name=server.name, url=server.url)
    ).result()
    return {"name": server.name}


def _remove_server(rooms: Rooms, arguments: Arguments) -> Answer:
    from kiosk.store import servers

    name = _text(arguments, "name")
    rooms.database.write(lambda db: servers.remove(db, name)).result()
    return {"name": name}


def _log_in(rooms: Rooms, arguments: Arguments) -> Answer:
    from kiosk.store import servers

    name = _text(arguments, "name")
    secrets = {
        key: str(arguments[key])
        for key in ("username", "password", "token")
        if arguments.get(key)
    }
    rooms.database.write(lambda db: servers.login(db, name, **secrets)).result()
    return {"name": name}


def _set(rooms: Rooms, arguments: Arguments) -> Answer:
    from kiosk.settings import Settings
    from kiosk.store import settings_rows

    name, text = _text(arguments, "name"), _text(arguments, "value")
    value = Settings.layered({name: text}).listing()[name]
    rooms.database.write(lambda db: settings_rows.put(db, name, value)).result()
    return {"name": name, "value": value}


def _sync(rooms: Rooms, arguments: Arguments) -> Answer:  # noqa: ARG001 (every act has the same shape)
    from dataclasses import asdict

    summary = rooms.cycle.run(everything=True)
    return {
        name: str(value) if hasattr(value, "isoformat") else value
        for name, value in asdict(summary).items()
    }


def finding_json(finding: Finding) -> dict[str, object]:
    """A finding as it goes over the socket; its words are made where it is read."""
    return {
        "level": finding.level.value,
        "code": finding.code,
        "where": finding.where,
        "details": {name: str(fact) for name, fact in finding.details.items()},
    }


def _text(arguments: Arguments, name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str):
        raise Expected("control-not-understood", name)
    return value


def _form_id(arguments: Arguments) -> FormId:
    return FormId(_text(arguments, "form_id"))


ACTS: Final[dict[str, Callable[[Rooms, Arguments], Answer]]] = {
    "forms.import": _import_form,
    "forms.publish": _publish,
    "forms.rollback": _roll_back,
    "forms.retire": _retire,
    "server.add": _add_server,
    "server.remove": _remove_server,
    "server.login": _log_in,
    "settings.set": _set,
    "sync.once": _sync,
}
"""Name → what is done."""
