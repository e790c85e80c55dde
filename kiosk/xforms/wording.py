"""What a label, hint or message says now: language chosen, outputs filled in.

What belongs here: turning the frozen ``Text`` of a form into a string for one node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.xforms.evaluation import Evaluation
    from kiosk.xforms.texts import Segments, Text, Translations
    from kiosk.xpath.values import Node

_DEEPEST = 20
"""Texts within texts (``jr:itext`` in an output); one that holds itself ends here."""


class Wording:
    """Renders texts in the entry's current language.

    Attributes:
        language: the form's own name of it.
    """

    def __init__(
        self, translations: Translations, evaluation: Evaluation, language: str
    ) -> None:
        """Start in ``language``, a name of the form's."""
        self._translations = translations
        self._evaluation = evaluation
        self.language = language
        self._depth = 0

    def say(self, text: Text | None, node: Node, form: str = "") -> str:
        """One wording in one form; "" where there is none.

        Only itext has forms: a literal text has the default one alone.
        """
        if text is None:
            return ""
        key = self._key(text, node)
        if key is not None:
            return self.itext(key, node, form)
        if form:
            return ""
        if text.expression is not None:
            return self._evaluation.string(text.expression, node)
        return self._filled(text.segments, node)

    def itext(self, key: str, node: Node, form: str = "") -> str:
        """The text of an id; "" where neither this language nor the default has it."""
        return self._filled(self.forms(key).get(form, ""), node)

    def forms(self, key: str) -> Mapping[str, str | Segments]:
        """Every form of an id in the current language."""
        return self._translations.forms(key, self.language)

    def media(self, text: Text | None, node: Node) -> dict[str, str]:
        """The media of a wording: form → jr:// name."""
        key = None if text is None else self._key(text, node)
        return {} if key is None else self.key_media(key, node)

    def key_media(self, key: str, node: Node) -> dict[str, str]:
        """The media of an id: everything that is not words."""
        return {
            form: self._filled(value, node)
            for form, value in self.forms(key).items()
            if form not in {"", "short", "guidance"}
        }

    def _key(self, text: Text, node: Node) -> str | None:
        if text.itext:
            return text.itext
        if text.computed_itext and text.expression is not None:
            return self._evaluation.string(text.expression, node)
        return None

    def _filled(self, wording: str | Segments, node: Node) -> str:
        if isinstance(wording, str):
            return wording
        if self._depth > _DEEPEST:
            return ""
        self._depth += 1
        try:
            return "".join(
                part if isinstance(part, str) else self._evaluation.string(part, node)
                for part in wording
            )
        finally:
            self._depth -= 1
