"""Itext: every wording of a form in each of its languages.

What belongs here: reading ``itext`` into ``Translations`` and naming the media files
it asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.expressions import segments
from kiosk.xforms.reading import child, children
from kiosk.xforms.texts import Translations, fixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from kiosk.xforms.texts import Segments


def read_itext(model: etree._Element) -> Translations:
    """All translations of the model; blank where it has no ``itext``."""
    found = child(model, "itext")
    if found is None:
        return Translations()
    by_language: dict[str, dict[str, dict[str, str | Segments]]] = {}
    default = ""
    for translation in children(found, "translation"):
        language = translation.get("lang", "")
        if "default" in translation.attrib:
            default = default or language
        texts = by_language.setdefault(language, {})
        for text in translation:
            texts[text.get("id", "")] = _forms(text, language)
    return Translations(by_language, default or next(iter(by_language), ""))


def _forms(text: etree._Element, language: str) -> dict[str, str | Segments]:
    """Every ``value`` of one text, by its form (``long`` is the plain one)."""
    forms: dict[str, str | Segments] = {}
    for value in text:
        form = value.get("form", "")
        wording: str | Segments = (value.text or "").strip()
        if len(value):
            wording = segments(value, f"itext {language} {text.get('id')}")
        forms.setdefault("" if form == "long" else form, wording)
    return forms


def media_names(translations: Translations) -> Iterator[str]:
    """The jr:// names all languages use, without repetition."""
    names = (
        fixed(wording)
        for texts in translations.by_language.values()
        for forms in texts.values()
        for form, wording in forms.items()
        if form
    )
    yield from dict.fromkeys(name for name in names if name.startswith("jr://"))
