"""What the test server answers: status, headers, body, and OpenRosa's envelope."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, before the server's usual headers are added."""

    status: int
    body: bytes = b""
    content_type: str = "text/xml; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def envelope(status: int, message: str, nature: str) -> Reply:
    """An answer in OpenRosa's own words."""
    body = (
        '<OpenRosaResponse xmlns="http://openrosa.org/http/response" items="0">'
        f"<message nature={quoteattr(nature)}>{escape(message)}</message>"
        "</OpenRosaResponse>"
    )
    return Reply(status, body.encode())


def stored(status: int = 201) -> Reply:
    """The submission is in."""
    words = "full submission upload was successful!"
    return envelope(status, words, "submit_success")


def refused(status: int, message: str) -> Reply:
    """Something is in the way."""
    return envelope(status, message, "error")


def portal() -> Reply:
    """The login page of a hotel's or a library's network."""
    page = b"<!doctype html><html><body><form>Room number</form></body></html>"
    return Reply(200, page, "text/html")
