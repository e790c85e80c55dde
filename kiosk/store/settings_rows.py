"""Settings changed on this kiosk; what they mean is the business of ``settings``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kiosk.store import audit
from kiosk.store.stored import canonical

if TYPE_CHECKING:
    from kiosk.store.engine import Db


def get_all(db: Db) -> dict[str, object]:
    """Every stored setting by name."""
    rows = db.all("SELECT name, value FROM settings ORDER BY name")
    return {row["name"]: json.loads(row["value"]) for row in rows}


def put(db: Db, name: str, value: object) -> None:
    """Keep a value (text, number or flag) for ``name``."""
    db.run(
        "INSERT INTO settings (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, canonical(value)),
    )
    audit.record(db, "setting-changed", db.clock.now(), name=name)


def remove(db: Db, name: str) -> None:
    """Back to what the file or the catalogue says."""
    if db.run("DELETE FROM settings WHERE name = ?", (name,)):
        audit.record(db, "setting-removed", db.clock.now(), name=name)
