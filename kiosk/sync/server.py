"""Where submissions go: an address, a login, and how both are kept out of logs.

What belongs here: reading an OpenRosa address, building the addresses under it,
deciding whether another address is the same server, and hiding tokens.
"""

from __future__ import annotations

import ipaddress
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from kiosk.errors import Expected

if TYPE_CHECKING:
    from pathlib import Path
    from urllib.parse import SplitResult

_KEY = re.compile(r"(/key/)[^/?#\s\"']+")
_PROJECTS = re.compile(r"^(?P<before>.*?)(?P<project>/projects/\d+)/?$")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Server:
    """One OpenRosa server as this centre uses it.

    Attributes:
        name: what staff call it.
        url: its base address; ``/submission`` and ``/formList`` stand under it. An
            app-user token may stand in it (``…/v1/key/TOKEN/projects/7``).
        username: for Basic or Digest, or "".
        password: its password, or "".
        token: an app-user token that is not in the address yet, or "".
        ca_file: further authorities to trust, PEM, or None. Verification itself has
            no switch.
    """

    name: str
    url: str
    username: str = ""
    password: str = ""
    token: str = ""
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        """Refuse an address that would carry answers unprotected.

        Raises:
            Expected: ``server-address-not-understood`` or ``server-not-https``.
        """
        parts = _split(self.url, self.name)
        if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
            raise Expected("server-not-https", self.name)

    def __repr__(self) -> str:
        """Without anything secret, wherever it may be printed."""
        return f"Server({self.name!r}, {self.shown!r})"

    @property
    def shown(self) -> str:
        """The address as it may stand on a screen or in a list."""
        return redact(self.url)

    @property
    def base(self) -> str:
        """The address everything stands under, with the token in its place."""
        url = self.url.rstrip("/")
        if not self.token or "/key/" in url:
            return url
        parts = urlsplit(url)
        place = _PROJECTS.match(parts.path)
        before = place["before"] if place else parts.path
        after = place["project"] if place else ""
        path = f"{before}/key/{quote(self.token, safe='$')}{after}"
        return urlunsplit(parts._replace(path=path))

    @property
    def submission_url(self) -> str:
        """Where submissions are posted."""
        return f"{self.base}/submission"

    def stored_url(self, form_id: str, instance_id: str) -> str | None:
        """Where Central gives back the bytes it holds; None on any other server."""
        if not _PROJECTS.match(urlsplit(self.base).path):
            return None
        form, instance = quote(form_id, safe=""), quote(instance_id, safe=":")
        return f"{self.base}/forms/{form}/submissions/{instance}.xml"

    @property
    def on_this_machine(self) -> bool:
        """The server runs here: no proxy stands between."""
        return is_loopback(urlsplit(self.url).hostname or "")


def _split(url: str, name: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port  # reading it raises ValueError on nonsense
    except ValueError:
        raise Expected("server-address-not-understood", name) from None
    usable = parts.scheme in _PORTS and parts.hostname and port != 0
    if not usable or parts.username or parts.password or parts.query or parts.fragment:
        raise Expected("server-address-not-understood", name)
    return parts


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this very machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def follow(origin: str, location: str) -> str | None:
    """The address a ``Location`` leads to, or None where it must not be followed.

    Only the same host and port, and never from https to http: a captive portal or a
    hijacked name must not get a citizen's answers.
    """
    target = urljoin(origin, location)
    try:
        here, there = urlsplit(origin), urlsplit(target)
        same_port = _port(here) == _port(there)
        upgrade = _port(here) == _PORTS["http"] and _port(there) == _PORTS["https"]
    except ValueError:
        return None
    if here.hostname != there.hostname or there.username or there.password:
        return None
    if there.scheme == here.scheme and same_port:
        return target
    if (here.scheme, there.scheme) == ("http", "https") and (same_port or upgrade):
        return target
    return None


def _port(parts: SplitResult) -> int | None:
    return parts.port or _PORTS.get(parts.scheme)


def redact(text: str) -> str:
    """``text`` with every app-user token in it replaced by an ellipsis."""
    return _KEY.sub(r"\1…", text)


class RedactTokens(logging.Filter):
    """Keeps app-user tokens out of a logger's records.

    httpx logs every address it calls, and a token stands in the address.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; always lets it pass."""
        message = record.getMessage()
        hidden = redact(message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True
