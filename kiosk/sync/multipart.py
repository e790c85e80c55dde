"""Writing multipart/form-data (RFC 7578) so that the same parts make the same bytes.

What belongs here: the encoding alone. It is written in one piece: a client that sends
a submission in a dozen small writes waits a dozen times for its turn.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})  # HTML's way


@dataclass(frozen=True, slots=True)
class Part:
    """One field.

    Attributes:
        name: the field's name.
        content: its bytes, sent as they are.
        filename: None for a plain value.
        content_type: a MIME type; "" for none.
    """

    name: str
    content: bytes
    filename: str | None = None
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A request's body and what it says of itself."""

    content_type: str
    content: bytes


def encode(parts: list[Part]) -> Body:
    """The parts in order, between boundaries that cannot occur in them.

    The boundary is a digest over all the parts: content that held the digest of a
    whole that holds it cannot be found, let alone met by chance.
    """
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.content)
    boundary = digest.hexdigest()
    mark = f"--{boundary}".encode()
    pieces: list[bytes] = []
    for part in parts:
        pieces += [mark, b"\r\n", _head(part), b"\r\n", part.content, b"\r\n"]
    pieces += [mark, b"--\r\n"]
    return Body(f"multipart/form-data; boundary={boundary}", b"".join(pieces))


def _head(part: Part) -> bytes:
    head = f'Content-Disposition: form-data; name="{part.name.translate(_ESCAPES)}"'
    if part.filename is not None:
        head += f'; filename="{part.filename.translate(_ESCAPES)}"'
    if part.content_type:
        head += f"\r\nContent-Type: {part.content_type}"
    return f"{head}\r\n".encode()
