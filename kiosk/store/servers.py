"""The servers submissions go to, with what proves us there.

What belongs here: the rows. They are secrets, encrypted with the rest of the record;
nothing of a login ever enters the trail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import Expected
from kiosk.store import audit
from kiosk.store.records import ServerRecord

if TYPE_CHECKING:
    from kiosk.store.engine import Db

_COLUMNS = "name, url, username, password, token"


def add(db: Db, *, name: str, url: str) -> None:
    """Add a server, without a login.

    Raises:
        Expected: ``server-name-taken``.
    """
    if get(db, name) is not None:
        raise Expected("server-name-taken", name)
    db.run("INSERT INTO servers (name, url) VALUES (?, ?)", (name, url))
    audit.record(db, "server-added", db.clock.now(), name=name)


def listing(db: Db) -> tuple[ServerRecord, ...]:
    """Every server, the one added first in front."""
    rows = db.all(f"SELECT {_COLUMNS} FROM servers ORDER BY serial")  # noqa: S608 (a constant)
    return tuple(ServerRecord(**row) for row in rows)


def get(db: Db, name: str) -> ServerRecord | None:
    """The server called ``name``."""
    found = (server for server in listing(db) if server.name == name)
    return next(found, None)


def remove(db: Db, name: str) -> None:
    """Forget a server and its login; raises ``server-unknown``."""
    if not db.run("DELETE FROM servers WHERE name = ?", (name,)):
        raise Expected("server-unknown", name)
    db.purged = True
    audit.record(db, "server-removed", db.clock.now(), name=name)


def login(
    db: Db, name: str, *, username: str = "", password: str = "", token: str = ""
) -> None:
    """Keep the login for a server, in place of the one before; ``server-unknown``."""
    if not db.run(
        "UPDATE servers SET username = ?, password = ?, token = ? WHERE name = ?",
        (username, password, token, name),
    ):
        raise Expected("server-unknown", name)
    db.purged = True
    audit.record(db, "server-login", db.clock.now(), name=name)
