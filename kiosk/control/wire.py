"""What goes over the socket: one JSON object there, one back.

A request is ``{"act": name, "arguments": {…}}``; an answer is ``{"result": …}`` or
``{"problem": {"code", "where", "details"}}``. The address is a socket file in the data
directory (0600), a named pipe on Windows.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from typing import TYPE_CHECKING

from kiosk.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Json = object
"""What ``json`` can write."""
_LONGEST = 100
"""A socket's path may have 107 bytes on Linux; a deeper data directory gets a short
name in the system's run directory instead."""


def address(folder: Path) -> str:
    """Where the kiosk of this data directory listens."""
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    if sys.platform == "win32":
        return rf"\\.\pipe\evergreen-kiosk-{name}"
    path = str(folder.resolve() / "control.sock")
    if len(os.fsencode(path)) <= _LONGEST:
        return path
    return f"{os.environ.get('XDG_RUNTIME_DIR', '/tmp')}/evergreen-{name}.sock"  # noqa: S108 (0600, and the writer's lock decides who listens)


def request(act: str, arguments: Mapping[str, Json]) -> bytes:
    """A question, as sent."""
    return _line({"act": act, "arguments": dict(arguments)})


def read_request(line: bytes) -> tuple[str, dict[str, Json]]:
    """The act and its arguments; raises ``control-not-understood``."""
    try:
        message = json.loads(line)
        return str(message["act"]), dict(message["arguments"])
    except (ValueError, KeyError, TypeError):
        raise Expected("control-not-understood") from None


def result(value: Json) -> bytes:
    """An answer."""
    return _line({"result": value})


def problem(trouble: Expected) -> bytes:
    """An answer that says why it could not be done."""
    details = {name: str(fact) for name, fact in trouble.details.items()}
    for name in ("message", "column"):  # what an engine's own errors carry
        if hasattr(trouble, name):
            details.setdefault(name, str(getattr(trouble, name)))
    facts = {"code": trouble.code, "where": trouble.where, "details": details}
    return _line({"problem": facts})


def read_answer(line: bytes) -> Json:
    """The result; raises the ``Expected`` the other side met."""
    message = json.loads(line)
    if "problem" in message:
        facts = message["problem"]
        raise Expected(facts["code"], facts["where"], **facts["details"])
    return message["result"]


def _line(message: Mapping[str, Json]) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode() + b"\n"
