r"""Regular expressions in bounded time, whatever the pattern and the value.

RE2 runs in time linear in the value; what it cannot express (Java's look-ahead and
back-references are legal in forms) goes to a matcher that gives up after a while.
``\d`` and ``\w`` are ASCII in both. A value is tried as it is and, so that digits
from a Chinese keyboard count, in its compatibility form (NFKC).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import re2
import regex

from kiosk.xpath.errors import XPathError

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST: Final = 0.1
"""Seconds a pattern beyond RE2 may take over one value."""
_KEPT: Final = 512


def whole_match(value: str, pattern: str) -> bool:
    """Whether the whole value matches.

    Raises:
        XPathError: ``xpath-regex``: not a pattern, or its time is over.
    """
    matches = _matcher(pattern)
    if matches(value):
        return True
    plain = unicodedata.normalize("NFKC", value)
    return plain != value and matches(plain)


@lru_cache(maxsize=_KEPT)
def _matcher(pattern: str) -> Callable[[str], bool]:
    """What tells whether a text matches."""
    options = re2.Options()
    options.log_errors = False
    try:
        linear = re2.compile(pattern, options)
    except re2.error:
        return _timed(pattern)
    return lambda text: linear.fullmatch(text) is not None


def _timed(pattern: str) -> Callable[[str], bool]:
    """A matcher for what RE2 does not know, with a time limit."""
    try:
        compiled = regex.compile(pattern, regex.ASCII)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        message = f"{pattern!r} is not a pattern: {error}"
        raise XPathError("xpath-regex", message) from error

    def matches(text: str) -> bool:
        try:
            return compiled.fullmatch(text, timeout=LONGEST) is not None
        except TimeoutError as error:
            message = f"{pattern!r} takes too long"
            raise XPathError("xpath-regex", message) from error

    return matches
