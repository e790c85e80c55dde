"""A form's facts as a service: its ``kiosk`` list, by language.

What belongs here: reading the choices list named ``kiosk`` (title, summary, papers, who
decides…). The list never enters a submission, and other ODK tools ignore it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.texts import language_tag

if TYPE_CHECKING:
    from kiosk.xforms import FormDefinition

LIST = "kiosk"
"""The choices list of a form that describes it as a service."""
NEEDED = ("title", "summary", "minutes", "bring", "seen_by", "decided_by", "reply_by")
"""Facts a citizen is shown before they start."""


def facts_of(definition: FormDefinition) -> dict[str, dict[str, str]]:
    """The form's service facts: fact → language tag (``zh``) → text."""
    found: dict[str, dict[str, str]] = {}
    for language in definition.languages or ("",):
        for choice in definition.choice_list(LIST, language):
            texts = found.setdefault(choice.value, {})
            if choice.label.strip():
                texts[language_tag(language) or "zh"] = choice.label.strip()
    return found
