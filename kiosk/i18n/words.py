"""Words: a key in, a sentence in the person's language out.

What belongs here: the look-up and its fall-back. Which words there are stands in
``catalogue/*.toml``; who shows or says them is not known here.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk.i18n import catalogue
from kiosk.i18n.pseudo import stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LANGUAGES = ("zh", "en")
"""The languages every key has."""
PSEUDO = "en_XA"
"""The generated language."""
_TEXT_OF = {"yue": "zh", PSEUDO: "en"}
_log = logging.getLogger(__name__)


def _log_missing(key: str, language: str) -> None:
    _log.warning("no words for %s in %s", key, language)


class Words:
    """The kiosk's sentences in one language.

    A text missing in the language is given in Chinese, a key missing altogether is
    given as itself, and both are reported once: a citizen never meets a crash for a
    word, and a test never misses one.

    Attributes:
        language: ``zh``, ``en``, ``en_XA`` (generated) or ``yue`` (a voice over zh).
    """

    def __init__(
        self,
        language: str,
        *,
        report: Callable[[str, str], None] = _log_missing,
        texts: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """Speak ``language``; ``report(key, language)`` hears what is missing."""
        self.language = language
        self._field = _TEXT_OF.get(language, language)
        self._report = report
        self._reported: set[str] = set()
        self._texts = catalogue.texts() if texts is None else texts

    @property
    def chinese(self) -> bool:
        """Whether the sentences are Chinese (no space between them)."""
        return self._field == "zh"

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key at all."""
        return key in self._texts

    def say(self, key: str, **values: object) -> str:
        """The sentence as it is shown, with ``{name}`` filled in from ``values``.

        Raises:
            KeyError: a placeholder of the sentence has no value (a bug).
        """
        return self.fill(key, values)

    def fill(self, key: str, values: Mapping[str, object]) -> str:
        """``say`` with the values as a mapping, which may know how to do without."""
        return self._pattern(key, "", values).format_map(values)

    def spoken(self, key: str, **values: object) -> str:
        """The sentence as it is said: the spoken form, else what is shown."""
        return self._pattern(key, "spoken_", values).format_map(values)

    def _pattern(self, key: str, form: str, values: Mapping[str, object]) -> str:
        texts = self._texts.get(key)
        if texts is None:
            self._miss(key)
            return key.replace("{", "{{").replace("}", "}}")
        found = self._of(texts, form, values)
        if not found:
            self._miss(key)
            found = texts.get(f"{form}zh") or texts.get("zh") or key
        elif self.language == PSEUDO and not form:
            found = stretch(found)
        return found

    def _of(
        self, texts: Mapping[str, str], form: str, values: Mapping[str, object]
    ) -> str:
        fields = [f"{form}{self._field}", self._field]
        if values.get("count") == 1:
            fields.insert(1 if form else 0, f"{self._field}_one")
        return next(filter(None, map(texts.get, fields)), "")

    def _miss(self, key: str) -> None:
        if key not in self._reported:
            self._reported.add(key)
            self._report(key, self.language)
