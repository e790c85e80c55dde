"""Who may do what on the test server: app-user tokens, Basic and Digest."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass, field

REALM = "openrosa test"
_PAIR = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,]+))')


@dataclass
class Logins:
    """The accounts there are, and how they prove themselves.

    Attributes:
        tokens: app users' tokens.
        users: names and passwords.
        digest: ask for Digest and take nothing else (Kobo); else Basic (Central).
        open: anyone may come in.
    """

    tokens: set[str] = field(default_factory=set)
    users: dict[str, str] = field(default_factory=dict)
    digest: bool = False
    open: bool = False
    _nonces: set[str] = field(default_factory=set)

    def challenge(self) -> str:
        """The WWW-Authenticate header of a 401."""
        if not self.digest:
            return f'Basic realm="{REALM}"'
        nonce = secrets.token_hex(8)
        self._nonces.add(nonce)
        return f'Digest realm="{REALM}", qop="auth", nonce="{nonce}", algorithm=MD5'

    def forget_nonces(self) -> None:
        """As after a restart: every client must be challenged anew."""
        self._nonces.clear()

    def knows(self, method: str, target: str, authorization: str) -> bool:
        """Whether this Authorization header proves a user."""
        scheme, _, value = authorization.partition(" ")
        if self.digest:
            return scheme == "Digest" and self._digest_holds(method, target, value)
        return scheme == "Basic" and self._basic_holds(value)

    def _basic_holds(self, value: str) -> bool:
        try:
            name, _, password = base64.b64decode(value).decode().partition(":")
        except ValueError:
            return False
        return self.users.get(name) == password

    def _digest_holds(self, method: str, target: str, value: str) -> bool:
        said = {key: a or b for key, a, b in _PAIR.findall(value)}
        password = self.users.get(said.get("username", ""))
        if password is None or said.get("nonce") not in self._nonces:
            return False
        if said.get("uri") != target:
            return False
        first = _md5(f"{said['username']}:{REALM}:{password}")
        second = _md5(f"{method}:{target}")
        middle = f"{said['nonce']}:{said.get('nc')}:{said.get('cnonce')}:auth"
        return said.get("response") == _md5(f"{first}:{middle}:{second}")


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
