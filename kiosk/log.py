"""Where the kiosk writes what happened to it, for staff: never what was answered.

A rotating file in the data directory (1 MB, three kept), readable by its owner only.
Nothing goes to standard error: a person reads sentences there, not log lines. Library
loggers that could repeat a URL with a token or a form's text stay at warnings.
"""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_QUIET = ("httpx", "httpcore", "pyxform", "comtypes")


def set_up(folder: Path) -> Path:
    """Log into ``folder/log/kiosk.log`` from now on; returns that file."""
    place = folder / "log"
    if any(isinstance(old, _OwnerOnly) for old in logging.getLogger().handlers):
        return place / "kiosk.log"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = place / "kiosk.log"
    handler = _OwnerOnly(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter(_LINE))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    return file


class _OwnerOnly(RotatingFileHandler):
    """A log file nobody else on the machine can read."""

    def _open(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 (the stub names a private type)
        stream = super()._open()
        os.chmod(self.baseFilename, 0o600)  # noqa: PTH101 (the handler has a str)
        return stream
