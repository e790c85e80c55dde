r"""Regular expressions in bounded time, whatever the pattern and the value.

RE2 runs in time linear in the value; what it cannot express (Java's look-ahead and
back-references are legal in forms) goes to a matcher that gives up after a while.
``\d`` and ``\w`` are ASCII in both. A value is tried as it is and, so that digits
from a Chinese keyboard count, in its compatibility form (NFKC).
"""

from __future__ import annotations

import re
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
HEAVIEST: Final = 20_000
"""Characters a pattern beyond RE2 may spell out once its counts are multiplied."""
_KEPT: Final = 512
_PART = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(\d{1,9})(?:,(\d{0,9}))?\}|.", re.DOTALL
)


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
    if weight(pattern) > HEAVIEST:
        raise XPathError("xpath-regex", "the pattern repeats too much")
    try:
        compiled = regex.compile(pattern, regex.ASCII)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        message = f"this is not a pattern: {_fault(error)}"
        raise XPathError("xpath-regex", message) from None

    def matches(text: str) -> bool:
        try:
            return compiled.fullmatch(text, timeout=LONGEST) is not None
        except TimeoutError as error:
            message = "the pattern takes too long"
            raise XPathError("xpath-regex", message) from error

    return matches


def _fault(error: Exception) -> str:
    """What is wrong, without the pattern: an answer may be part of it."""
    if isinstance(error, regex.error):
        place = "" if error.pos is None else f" at its character {error.pos + 1}"
        return f"{error.msg}{place}"
    return "it is too large"


def weight(pattern: str) -> int:
    """How many characters the pattern spells out: ``(ab{3}){2}`` has 8.

    Compiling takes memory by this number, which a few nested counts make immense.
    """
    open_groups = [0]
    last = 0
    for part in _PART.finditer(pattern):
        text = part[0]
        if part[1] is not None:
            times = max(int(part[1]), int(part[2] or 0), 1)
            open_groups[-1] += last * (times - 1)
            last *= times
        elif text == "(":
            open_groups.append(0)
        elif text == ")" and len(open_groups) > 1:
            last = max(1, open_groups.pop())
            open_groups[-1] += last
        else:
            last = 1
            open_groups[-1] += 1
    return sum(open_groups)
