"""One request at a time to one server, and what the network made of it.

What belongs here: httpx, certificates, time-outs, and turning what goes wrong on the
way into a ``Retry``. What is asked stands in ``openrosa``, what an answer means in
``verdict``.
"""

from __future__ import annotations

import logging
import ssl
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from typing import TYPE_CHECKING

import httpx

from kiosk.errors import Expected
from kiosk.sync.login import Login
from kiosk.sync.outcomes import Retry
from kiosk.sync.server import RedactTokens, redact
from kiosk.sync.verdict import Answer

if TYPE_CHECKING:
    from kiosk.clock import Clock
    from kiosk.sync.multipart import Body
    from kiosk.sync.server import Server

MOST_ANSWER = 65_536
"""Bytes read of any answer; an envelope has some 200, a portal may never end."""

logging.getLogger("httpx").addFilter(RedactTokens())


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long each step may take, in seconds.

    Attributes:
        connect: until the server is reached.
        silence: without one byte moving either way.
        answer: for the whole of an answer's body, however it trickles.
    """

    connect: float = 15
    silence: float = 60
    answer: float = 120


class Wire:
    """A connection that is kept open between requests; for one thread at a time."""

    def __init__(self, server: Server, clock: Clock, timeouts: Timeouts) -> None:
        """Get ready; nothing is sent yet.

        Raises:
            Expected: ``ca-file-not-usable``.
        """
        self._clock = clock
        self._timeouts = timeouts
        self._http = httpx.Client(
            headers={"X-OpenRosa-Version": "1.0", "User-Agent": "evergreen-kiosk"},
            auth=Login(server.username, server.password) if server.username else None,
            verify=_trust(server),
            timeout=httpx.Timeout(timeouts.silence, connect=timeouts.connect),
            follow_redirects=False,
            trust_env=not server.on_this_machine,  # no proxy to this very machine
        )

    def close(self) -> None:
        """Close the connection; the wire cannot be used afterwards."""
        self._http.close()

    def request(
        self,
        method: str,
        url: str,
        body: Body | None = None,
        most: int = MOST_ANSWER,
    ) -> Answer | Retry:
        """Ask once.

        Args:
            method: the HTTP method.
            url: the whole address.
            body: what a POST brings.
            most: the most bytes of the answer's body to read; the rest is cut off.

        Returns:
            The answer, whatever its status, or why there is none.
        """
        moment = self._clock.now().astimezone(UTC)
        headers = {"Date": format_datetime(moment, usegmt=True)}  # OpenRosa HTTP API
        if body is not None:
            headers["Content-Type"] = body.content_type
        content = body.content if body is not None else None
        try:
            with self._http.stream(
                method, url, content=content, headers=headers
            ) as got:
                return Answer(got.status_code, got.headers, self._read(got, most))
        except (httpx.TransportError, httpx.DecodingError) as error:
            return _trouble(error)

    def _read(self, response: httpx.Response, most: int) -> bytes:
        until = self._clock.monotonic() + self._timeouts.answer
        found = bytearray()
        for chunk in response.iter_bytes():
            found += chunk
            if len(found) > most:
                break
            if self._clock.monotonic() > until:
                raise httpx.ReadTimeout("the answer trickles", request=response.request)
        return bytes(found[:most])


def _trust(server: Server) -> ssl.SSLContext | bool:
    """The authorities to trust: those of certifi, of this machine, and the CA file."""
    if server.url.startswith("http:"):
        return True  # nothing to verify, and a context costs 20 ms
    context = httpx.create_ssl_context()
    context.load_default_certs()
    if server.ca_file is not None:
        try:
            context.load_verify_locations(cafile=server.ca_file)
        except (OSError, ssl.SSLError):
            raise Expected("ca-file-not-usable", str(server.ca_file)) from None
    return context


def _trouble(error: httpx.TransportError | httpx.DecodingError) -> Retry:
    """Why there is no answer. The submission may have arrived all the same."""
    words = redact(str(error))
    if _caused_by(error, ssl.SSLCertVerificationError):
        return Retry("certificate-not-trusted", None, True, True, words)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
        return Retry("no-network", whole_server=True, said=words)
    if isinstance(error, httpx.TimeoutException):
        return Retry("server-too-slow", said=words)
    return Retry("connection-lost", said=words)


def _caused_by(error: BaseException | None, kind: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False
