"""The files that belong to a submission, as exact as its XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.store.records import AttachmentRecord
from kiosk.store.stored import hold, sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.ids import InstanceId
    from kiosk.store.engine import Db


def add(db: Db, instance_id: InstanceId, files: Mapping[str, bytes]) -> None:
    """Keep the files of a submission that is being written."""
    for name, content in files.items():
        db.run(
            "INSERT INTO attachments (instance_id, name, content, sha256)"
            " VALUES (?, ?, ?, ?)",
            (instance_id, name, content, sha256(content)),
        )


def of(db: Db, instance_id: InstanceId) -> tuple[AttachmentRecord, ...]:
    """A submission's files by name; raises ``record-damaged``."""
    rows = db.all(
        "SELECT name, content, sha256 FROM attachments"
        " WHERE instance_id = ? ORDER BY name",
        (instance_id,),
    )
    for row in rows:
        hold(row["sha256"], sha256(row["content"]), f"attachment of {instance_id}")
    return tuple(AttachmentRecord(**row) for row in rows)
