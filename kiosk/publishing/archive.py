"""A workbook looked at before it is opened: it is a zip, and zips can be bombs.

What belongs here: the limits, and one pass over the zip's directory. 195 kB can unpack
to 200 MB; openpyxl would try.
"""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kiosk.errors import Expected

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = 2_000
UNPACKED = 64 * 1024 * 1024
RATIO = 200
"""Unpacked to packed, for members of more than ``SMALL`` bytes."""
SMALL = 1024 * 1024


def examine(path: Path) -> None:
    """Refuse a workbook that could not have come from a spreadsheet program.

    Raises:
        Expected: ``form-workbook-unreadable`` or ``form-workbook-unsafe``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError) as trouble:
        raise Expected("form-workbook-unreadable", path.name) from trouble
    reason = _unsafe(members)
    if reason:
        raise Expected("form-workbook-unsafe", path.name, reason=reason)


def _unsafe(members: list[zipfile.ZipInfo]) -> str:
    """Why these members are no workbook: a stable word, or ""."""
    if len(members) > MEMBERS:
        return "members"
    if sum(one.file_size for one in members) > UNPACKED:
        return "size"
    for one in members:
        if one.file_size > SMALL and one.file_size > RATIO * max(one.compress_size, 1):
            return "ratio"
        if _outside(one.filename):
            return "names"
    return ""


def _outside(name: str) -> bool:
    plain = PurePosixPath(name.replace("\\", "/"))
    return plain.is_absolute() or ".." in plain.parts or ":" in name
