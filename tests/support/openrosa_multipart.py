"""Reading multipart/form-data strictly: exact bytes, no guessing (RFC 7578)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BOUNDARY = re.compile(
    r'^multipart/form-data; *boundary="?([^";]{1,70})"?$', re.IGNORECASE
)
_NAME = re.compile(r'; name="([^"]*)"')
_FILENAME = re.compile(r'; filename="([^"]*)"')


class MalformedError(Exception):
    """The body is not what its Content-Type says."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field: its name, its file name (None where it has none) and its bytes."""

    name: str
    filename: str | None
    content: bytes


def parse(content_type: str, body: bytes) -> tuple[Part, ...]:
    """The parts in order.

    Raises:
        MalformedError: where the body breaks the rules.
    """
    found = _BOUNDARY.match(content_type)
    if found is None:
        raise MalformedError("no boundary")
    mark = b"--" + found[1].encode()
    if not body.startswith(mark) or not body.rstrip().endswith(mark + b"--"):
        raise MalformedError("does not begin and end with its boundary")
    # Every delimiter but the first belongs to the line break before it.
    pieces = (b"\r\n" + body).split(b"\r\n" + mark)[1:-1]
    return tuple(_part(piece) for piece in pieces)


def _part(piece: bytes) -> Part:
    head, separator, content = piece.partition(b"\r\n\r\n")
    if not separator or not head.startswith(b"\r\n"):
        raise MalformedError("a part without headers")
    headers = dict(
        line.split(": ", 1) for line in head.decode().strip().split("\r\n") if line
    )
    disposition = headers.get("Content-Disposition", "")
    name, filename = _NAME.search(disposition), _FILENAME.search(disposition)
    if not disposition.startswith("form-data") or name is None:
        raise MalformedError("a part without a name")
    return Part(name[1], filename[1] if filename else None, content)
