"""Wordings of a form: literal text with outputs, or an itext id, in every language.

What belongs here: the frozen shapes of a label, hint or message, the table of
translations, and how a language is found by its name or by the tag in parentheses.
Parsing them is ``itext`` and ``parse_body``; filling their outputs in is ``entry``'s
part of the floor above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.xpath.compile import Compiled

DEFAULT_FORM = ""
"""The form of an itext value without a ``form`` attribute."""
_TAG = re.compile(r"\(([^()]+)\)\s*$")

Segments = tuple["str | Compiled", ...]
"""Literal text and ``<output>`` expressions, in reading order."""


@dataclass(frozen=True, slots=True)
class Text:
    """One wording as a form writes it.

    Attributes:
        segments: literal text with outputs; empty where the text is a reference.
        itext: the id of ``jr:itext('id')``, or "".
        expression: a ``ref`` that must be evaluated: ``jr:itext(node)`` or a node.
        computed_itext: whether the expression's value is an itext id.
    """

    segments: Segments = ()
    itext: str = ""
    expression: Compiled | None = None
    computed_itext: bool = False


@dataclass(frozen=True, slots=True)
class Translations:
    """All itext of a form: language → id → form (``""``, ``short``, ``image``…).

    Attributes:
        by_language: plain strings where a value has no outputs (most of them).
        default: the language marked ``default`` or else the first; "" without itext.
    """

    by_language: Mapping[str, Mapping[str, Mapping[str, str | Segments]]] = field(
        default_factory=dict
    )
    default: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Names as the form writes them, in its order."""
        return tuple(self.by_language)

    def match(self, wanted: str | None) -> str:
        """The form's name for ``wanted``: exact, or by the tag in parentheses.

        Falls back to the default language, so a visit in a language the form does
        not speak is still readable.
        """
        if not wanted or wanted in self.by_language:
            return wanted or self.default
        for name in self.by_language:
            if language_tag(name) == language_tag(wanted):
                return name
        primary = language_tag(wanted).partition("-")[0]
        for name in self.by_language:
            if language_tag(name).partition("-")[0] == primary:
                return name
        return self.default

    def forms(self, key: str, language: str) -> Mapping[str, str | Segments]:
        """Every form of one id; the default language where this one lacks it."""
        found = self.by_language.get(language, {}).get(key)
        if found is None:
            found = self.by_language.get(self.default, {}).get(key)
        return found if found is not None else {}


def language_tag(name: str) -> str:
    """``中文 (zh)`` → ``zh``; a name without a tag is its own, in lower case."""
    found = _TAG.search(name)
    return (found.group(1) if found else name).strip().replace("_", "-").lower()


def fixed(segments: str | Segments) -> str:
    """The part of a wording that no answer changes (outputs left blank)."""
    if isinstance(segments, str):
        return segments
    return "".join(part for part in segments if isinstance(part, str))
