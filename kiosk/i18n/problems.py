"""Problems: a fact from below → a sentence and what to do.

What belongs here: the words for an ``Expected`` (``problem.<code>`` and
``problem.<code>.remedy`` in ``catalogue/problems.toml``) and the kiosk's own words for
a violation of the form (``violation.<code>``), where the form's author gave none. A
sentence about a trouble must never be a trouble itself: an unknown code gets a general
sentence, a fact that was not given shows as a dash, and both are logged.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from kiosk.i18n.words import Words

if TYPE_CHECKING:
    from kiosk.errors import Expected
    from kiosk.xforms.states import NodeState, Violation

UNKNOWN = "problem.unknown"
"""The general sentence."""
_log = logging.getLogger(__name__)


class _Facts(dict[str, object]):
    """An ``Expected``'s facts; what the sentence asks for and it lacks is a dash."""

    def __missing__(self, name: str) -> str:
        _log.warning("problem %s has no fact called %s", self["code"], name)
        return "—"


def sentence(error: Expected, language: str) -> str:
    """What happened, in one plain sentence; nobody is blamed."""
    words = _words(language)
    key = f"problem.{error.code}"
    if not words.has(key):
        _log.warning("no words for the problem %s", error.code)
        key = UNKNOWN
    return words.fill(key, _facts(error))


def remedy(error: Expected, language: str) -> str:
    """What to do about it; "" where there is nothing to do."""
    words = _words(language)
    key = f"problem.{error.code}.remedy"
    if not words.has(key):
        return ""
    return words.fill(key, _facts(error))


def tell(error: Expected, language: str) -> str:
    """The sentence and its remedy in one line, for the shell and for staff."""
    join = "" if _words(language).chinese else " "
    return join.join(filter(None, (sentence(error, language), remedy(error, language))))


def for_violation(violation: Violation, state: NodeState, language: str) -> str:
    """Why an answer cannot stay as it is: the form's words, else the kiosk's.

    Args:
        violation: its ``message`` is the form's own wording, or None.
        state: the question; its control and datatype choose among the default words.
        language: the person's.
    """
    if violation.message:
        return violation.message
    words = _words(language)
    key = f"violation.{violation.code}"
    kind = state.type if violation.code == "type" else state.kind
    special = f"{key}.{kind}"
    return words.say(special if words.has(special) else key)


def _facts(error: Expected) -> _Facts:
    facts = _Facts(error.details, code=error.code, where=error.where)
    for name in ("message", "column"):
        if hasattr(error, name):
            facts.setdefault(name, getattr(error, name))
    return facts


@cache
def _words(language: str) -> Words:
    return Words(language)
