"""Logging in: Digest where the server offers it, Basic otherwise.

What belongs here: choosing between the two from the server's challenge. A password
only ever travels over https or inside this machine (``server`` refuses the rest).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Generator

_UNAUTHORISED = 401


class Login(httpx.Auth):
    """A user name and password, proven in the way the server asks for.

    The first request goes without them; its 401 tells the way (Kobo offers Digest
    first, Central takes Basic without saying so). The way is kept for the requests
    that follow, so that a body is not sent twice each time.
    """

    def __init__(self, username: str, password: str) -> None:
        """Keep both; nothing is sent yet."""
        self._digest = httpx.DigestAuth(username, password)
        self._basic = httpx.BasicAuth(username, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        """One request, and once more with the login where that was asked for."""
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        digest = self._digest.auth_flow(request)
        response = yield next(digest)  # the bare request
        if response.status_code != _UNAUTHORISED:
            return
        challenges = response.headers.get_list("www-authenticate")
        if any(c.lower().startswith("digest ") for c in challenges):
            self._chosen = self._digest
            yield digest.send(response)
        else:
            self._chosen = self._basic
            yield from self._basic.auth_flow(request)
