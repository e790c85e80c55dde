"""The HTTP under the test server, and its faults on the way."""

from __future__ import annotations

import socket
import struct
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, ClassVar, Protocol
from urllib.parse import unquote

from tests.support.openrosa_faults import (
    CutAnswer,
    Fault,
    Faults,
    Instead,
    LoseAnswer,
    ResetBody,
    Slow,
    Trickle,
)
from tests.support.openrosa_replies import Reply, refused

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as it came in.

    Attributes:
        path: decoded, without a query.
        headers: by lower-case name.
        length: bytes of its body.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    length: int

    def header(self, name: str) -> str:
        """One header, or ""."""
        return self.headers.get(name.lower(), "")


class Owner(Protocol):
    """The server a connection belongs to."""

    faults: Faults
    heard: list[Heard]

    @property
    def most(self) -> int:
        """Bytes of a body it takes."""

    def answer(self, heard: Heard, body: bytes) -> Reply:
        """The reply to one request."""


class Handler(BaseHTTPRequestHandler):
    """One connection; the server it belongs to makes a class with itself in it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30
    owner: ClassVar[Owner]

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        heard = Heard(self.command, unquote(self.path), headers, length)
        self.owner.heard.append(heard)
        fault = self.owner.faults.meet(self.command)
        if isinstance(fault, ResetBody):
            self.rfile.read(min(fault.after, length))
            self._reset()
        elif isinstance(fault, Instead):
            self.rfile.read(length)
            self._write(fault.reply)
        elif "transfer-encoding" in headers or length > self.owner.most:
            self.close_connection = True
            self._drain(length)
            self._write(refused(413, "too much at once"))
        else:
            self._meet(fault, self.owner.answer(heard, self.rfile.read(length)))

    do_GET = do_HEAD = do_POST = _serve  # noqa: N815 (the names http.server looks for)

    def _meet(self, fault: Fault | None, reply: Reply) -> None:
        if isinstance(fault, LoseAnswer):
            self._reset()
            return
        if isinstance(fault, Slow):
            time.sleep(fault.seconds)
        if isinstance(fault, Trickle):
            self._write(reply, pause=fault.seconds)
        elif isinstance(fault, CutAnswer):
            self._write(Reply(reply.status, reply.body), cut=True)
            self._reset()
        else:
            self._write(reply)

    def _write(self, reply: Reply, *, pause: float = 0, cut: bool = False) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status not in (204, 304):
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        silent = self.command == "HEAD" or reply.status in (204, 304)
        body = b"" if silent else reply.body
        if cut:
            body = body[: len(body) // 2]
        # Head and body leave together: two small packets would wait for each other.
        head = b"".join(self._headers_buffer) + b"\r\n"
        self._headers_buffer: list[bytes] = []
        try:
            self.wfile.write(head if pause else head + body)
            for byte in body if pause else b"":
                time.sleep(pause)
                self.wfile.write(bytes([byte]))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client has lost patience: its right

    def _drain(self, length: int) -> None:
        """Read on a while, so that the client gets to see the answer."""
        for _ in range(0, min(length, 50_000_000), 1 << 16):
            if not self.rfile.read1(1 << 16):
                return

    def _reset(self) -> None:
        linger = struct.pack("ii", 1, 0)  # close with RST, not FIN
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name)
        """Say nothing on stderr: tests look at ``heard``."""

    def handle_one_request(self) -> None:
        """As usual, but a client that hangs up is no event."""
        try:
            super().handle_one_request()
        except (ConnectionResetError, BrokenPipeError, ValueError):
            self.close_connection = True
