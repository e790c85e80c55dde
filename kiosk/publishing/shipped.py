"""The services that come with the program, and putting them into an empty kiosk.

What belongs here: finding ``forms/`` in a checkout or in an installed wheel, and
publishing what is in it. After that they are forms like any other: an admin replaces,
retires or rolls them back.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import Expected
from kiosk.publishing import catalogue
from kiosk.store import forms

if TYPE_CHECKING:
    from kiosk.clock import Clock
    from kiosk.store.database import Database
    from kiosk.store.records import FormRecord


def shipped_folder() -> Path:
    """``kiosk/_forms`` of an installed wheel, else ``forms`` of a checkout.

    Raises:
        Expected: ``forms-folder-missing`` where there is neither.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_forms", package.parent / "forms"):
        if folder.is_dir():
            return folder
    raise Expected("forms-folder-missing", str(package))


def shipped_forms() -> tuple[Path, ...]:
    """The form files that come with the program; each is named for its form id."""
    files = sorted(shipped_folder().glob("*.md"))
    return tuple(path for path in files if path.stem.lower() != "readme")


def publish_shipped(database: Database, clock: Clock) -> tuple[FormRecord, ...]:
    """Import and publish every shipped form whose id the kiosk does not have yet.

    A form that is there, in whatever state, is left alone: what an admin retired stays
    retired. Converting takes about 0.3 s a form, once.
    """
    listed = database.read(forms.listing).result()
    known = {record.form_id for record in listed}
    missing = [path for path in shipped_forms() if path.stem not in known]
    return tuple(_publish(database, path, clock) for path in missing)


def _publish(database: Database, path: Path, clock: Clock) -> FormRecord:
    record = catalogue.import_form(database, path, clock).record
    return catalogue.publish(database, record.form_id, clock, record.version)
