"""A strict OpenRosa server: real HTTP on loopback, as odd as OPENROSA.md says.

    with OpenRosaServer() as server:
        server.holdings.add("senior-allowance", "1")
        server.faults.expect(LoseAnswer(), None)
        … send to server.url …
        server.holdings.submissions["uuid:…"].xml

Its project is number 1, the app user's token ``TOKEN``: ``url`` is
``http://127.0.0.1:PORT/v1/key/TOKEN/projects/1``, ``plain_url`` the same without the
token, for logins with a name and a password.
"""

from __future__ import annotations

import re
import ssl
import threading
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Self

from tests.support.openrosa_faults import Faults
from tests.support.openrosa_holdings import Holdings, instance_id_of
from tests.support.openrosa_listing import form_list, under_form
from tests.support.openrosa_login import Logins
from tests.support.openrosa_multipart import MalformedError, parse
from tests.support.openrosa_replies import Reply, refused
from tests.support.openrosa_wire import Handler, Heard

TOKEN = "aToken$of!64signs"
CERTIFICATE = Path(__file__).with_name("openrosa_tls.pem")
_PLACE = re.compile(r"^/v1(?:/key/(?P<token>[^/]+))?/projects/1(?P<rest>/.*)$")
_STORED = re.compile(r"^/forms/(?P<form>[^/]+)/submissions/(?P<id>[^/]+)\.xml$")


@dataclass
class Habits:
    """What servers do differently.

    Attributes:
        limit: bytes of a request it takes; told in the usual header if ``tells_limit``.
        greets: the status of a HEAD (204 everywhere that is right).
        location: the Location header of a HEAD, or "".
        head_needs_login: Kobo asks for the login already at HEAD.
    """

    limit: int = 100_000_000
    tells_limit: bool = True
    greets: int = 204
    location: str = ""
    head_needs_login: bool = False


@dataclass
class OpenRosaServer:
    """The server and everything a test may look at or change while it runs."""

    holdings: Holdings = field(default_factory=Holdings)
    faults: Faults = field(default_factory=Faults)
    logins: Logins = field(default_factory=lambda: Logins(tokens={TOKEN}))
    habits: Habits = field(default_factory=Habits)
    heard: list[Heard] = field(default_factory=list)
    tls: bool = False

    def __enter__(self) -> Self:
        """Begin to listen on a free port."""
        bound = type("Bound", (Handler,), {"owner": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), bound)
        self._http.daemon_threads = True
        if self.tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._http.socket = context.wrap_socket(
                self._http.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}
        )
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening; connections that are open end with their threads."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        scheme = "https" if self.tls else "http"
        return f"{scheme}://127.0.0.1:{self._http.server_address[1]}"

    @property
    def url(self) -> str:
        """The app user's address, token and all."""
        return f"{self.origin}/v1/key/{TOKEN}/projects/1"

    @property
    def plain_url(self) -> str:
        """The project's address for users with a password."""
        return f"{self.origin}/v1/projects/1"

    @property
    def most(self) -> int:
        """Bytes of a body it takes."""
        return self.habits.limit

    def said(self, method: str) -> list[Heard]:
        """The requests of one method, in the order they came."""
        return [heard for heard in self.heard if heard.method == method]

    def answer(self, heard: Heard, body: bytes) -> Reply:
        """The reply to one request, with the headers every answer carries."""
        reply = self._reply(heard, body)
        headers = {"X-OpenRosa-Version": "1.0", **reply.headers}
        if self.habits.tells_limit:
            headers["X-OpenRosa-Accept-Content-Length"] = str(self.habits.limit)
        if reply.status == 401:
            headers.setdefault("WWW-Authenticate", self.logins.challenge())
        if headers.get("ETag") and headers["ETag"] == heard.header("If-None-Match"):
            return Reply(304, headers=headers)
        return Reply(reply.status, reply.body, reply.content_type, headers)

    def _reply(self, heard: Heard, body: bytes) -> Reply:
        place = _PLACE.match(heard.path)
        if place is None:
            return refused(404, "nothing here")
        token, rest = place["token"], place["rest"]
        reading_back = _STORED.match(rest)
        if reading_back is None and heard.header("X-OpenRosa-Version") != "1.0":
            return refused(400, "X-OpenRosa-Version must be 1.0")
        if heard.method == "HEAD" and rest == "/submission":
            return self._greet(heard, token)
        trouble = self._stranger(heard, token)
        if trouble is not None:
            return trouble
        if reading_back is not None:
            return self._read_back(reading_back, token)
        return self._open_rosa(heard, rest, body)

    def _open_rosa(self, heard: Heard, rest: str, body: bytes) -> Reply:
        match heard.method, rest:
            case "POST", "/submission":
                return self._submission(heard, body)
            case "GET", "/formList":
                return form_list(self.holdings, self._base(heard))
            case "GET", rest if rest.startswith("/forms/"):
                tail = rest.removeprefix("/forms/")
                return under_form(self.holdings, tail, self._base(heard))
            case _:
                return refused(404, "nothing here")

    def _base(self, heard: Heard) -> str:
        project = "/projects/1"
        return self.origin + heard.path.partition(project)[0] + project

    def _greet(self, heard: Heard, token: str | None) -> Reply:
        """A good greeting proves nothing about rights."""
        if self.habits.head_needs_login:
            trouble = self._stranger(heard, token)
            if trouble is not None:
                return trouble
        where = {"Location": self.habits.location} if self.habits.location else {}
        return Reply(self.habits.greets, headers=where)

    def _stranger(self, heard: Heard, token: str | None) -> Reply | None:
        if token is not None:
            known = token in self.logins.tokens
            return None if known else refused(403, "unknown or revoked token")
        proof = heard.header("Authorization")
        if self.logins.open or self.logins.knows(heard.method, heard.path, proof):
            return None
        return refused(401, "who is this?")

    def _submission(self, heard: Heard, body: bytes) -> Reply:
        try:
            parts = parse(heard.header("Content-Type"), body)
        except MalformedError as trouble:
            return refused(400, str(trouble))
        instance_id = instance_id_of(body)
        alone = self.holdings.arrive(instance_id) if instance_id else True
        try:
            reply = self.holdings.take(parts)
        finally:
            if alone:
                self.holdings.leave(instance_id)
        # Two first POSTs at once: stored, but one of them is told otherwise.
        return reply if alone else refused(409, "this submission has been deleted")

    def _read_back(self, place: re.Match[str], token: str | None) -> Reply:
        held = self.holdings.submissions.get(place["id"])
        if token is not None:
            return refused(403, "not for app users")
        if held is None or held.form_id != place["form"]:
            return refused(404, "there is no such submission")
        return Reply(200, held.xml)
