"""Functions over bytes: digests and base64."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Final

from kiosk.xpath.code import Kind
from kiosk.xpath.errors import XPathError
from kiosk.xpath.functions import Function

_ALGORITHMS: Final = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}


def _digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    """A digest of the UTF-8 text, in base64 or hex (XForms 1.1, 7.8.4)."""
    name = _ALGORITHMS.get(algorithm.upper())
    if name is None:
        raise XPathError("xpath-type", "this is not a digest algorithm")
    made = hashlib.new(name, text.encode(), usedforsecurity=False).digest()
    if encoding == "base64":
        return base64.b64encode(made).decode("ascii")
    if encoding == "hex":
        return made.hex()
    raise XPathError("xpath-type", "this is not a digest encoding")


def _decoded(text: str) -> str:
    """Base64 as UTF-8 text, "" where it is neither."""
    try:
        padded = text.strip() + "=" * (-len(text.strip()) % 4)
        return base64.b64decode(padded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


FUNCTIONS: Final = (
    Function("digest", "sss?", Kind.STRING, _digest, raises=True),
    Function("base64-decode", "s", Kind.STRING, _decoded),
)
