"""Is a form fit for a kiosk? Everything an admin should know before it goes live.

What belongs here: the judgement on a converted form: it loads in the engine, speaks the
kiosk's languages, has its service facts, and asks nothing a kiosk cannot show. What
can be said from the sheets alone is in ``columns``, ``rows`` and ``language``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.errors import Expected
from kiosk.publishing.convert import convert
from kiosk.publishing.facts import LIST, NEEDED, facts_of
from kiosk.publishing.findings import FormRefused, Level, stop, warn
from kiosk.xforms import load_form
from kiosk.xforms.texts import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.publishing.convert import Converted
    from kiosk.publishing.findings import Finding
    from kiosk.xforms import FormDefinition

LANGUAGES = ("zh", "en")
"""What the kiosk itself speaks; a form should speak it too."""
NOT_ON_KIOSK = frozenset({"geopoint", "geotrace", "geoshape", "barcode"})
"""Datatypes that need a device a kiosk does not have."""


@dataclass(frozen=True, slots=True)
class Report:
    """What checking a file brought to light.

    Attributes:
        converted: the form, or None where it cannot be converted.
        definition: the form as the engine loaded it, or None.
        findings: what stops it first.
    """

    converted: Converted | None
    definition: FormDefinition | None
    findings: tuple[Finding, ...]

    @property
    def fit(self) -> bool:
        """Whether the form can be published."""
        return not any(one.level is Level.STOP for one in self.findings)


def check_file(path: Path, tables: Path | None = None) -> Report:
    """Convert ``path`` and judge it; troubles become findings, none is raised.

    Large lists are indexed in ``tables`` on the way, where that is given.
    """
    try:
        converted = convert(path)
    except FormRefused as refused:
        return Report(None, None, refused.findings)
    except Expected as trouble:
        return Report(None, None, (_stopped(trouble, trouble.where),))
    return judge(converted, tables)


def check(converted: Converted) -> tuple[Finding, ...]:
    """Everything to know about a converted form, what stops it first."""
    return judge(converted).findings


def judge(converted: Converted, tables: Path | None = None) -> Report:
    """Load a converted form in the engine and look at all of it."""
    findings = list(converted.findings)
    definition = None
    if not any(one.level is Level.STOP for one in findings):
        try:
            definition = load_form(converted.xml, converted.media, tables=tables)
        except Expected as trouble:
            findings.append(_stopped(trouble, _place(converted, trouble.where)))
        else:
            findings += _definition_findings(converted, definition)
    order = sorted(findings, key=lambda one: one.level is not Level.STOP)
    return Report(converted, definition, tuple(order))


def _stopped(trouble: Expected, where: str) -> Finding:
    return stop(trouble.code, where, **trouble.details)


def _place(converted: Converted, where: str) -> str:
    """An XPath of the engine as the row it came from, where that is known."""
    for word in where.replace("(", " ").replace(")", " ").split():
        if word in converted.places:
            return converted.places[word]
    return where


def _definition_findings(
    converted: Converted, definition: FormDefinition
) -> Iterator[Finding]:
    for message in definition.warnings:
        yield warn("form-warning", message=message)
    yield from _identity_findings(definition)
    yield from _language_findings(definition)
    yield from _fact_findings(definition)
    for path, node in definition.nodes.items():
        kind = node.bind.datatype
        control = node.control
        media = control.attributes.get("mediatype", "") if control else ""
        drawn = control is not None and "signature" in control.appearance
        if kind in NOT_ON_KIOSK or (media and not drawn):
            where = converted.places.get(path, path)
            yield stop("form-type-not-on-kiosk", where, type=media or kind)


def _identity_findings(definition: FormDefinition) -> Iterator[Finding]:
    if not definition.form_id:
        yield stop("form-id-missing")
    if not definition.version:
        yield warn("form-version-missing")


def _language_findings(definition: FormDefinition) -> Iterator[Finding]:
    spoken = {language_tag(language) for language in definition.languages}
    if not spoken:
        return  # one language, without a name
    for language in LANGUAGES:
        if language not in spoken:
            yield warn("form-languages-few", language=language)


def _fact_findings(definition: FormDefinition) -> Iterator[Finding]:
    facts = facts_of(definition)
    if not facts:
        yield warn("form-no-facts", list=LIST)
        return
    for fact in NEEDED:
        if not facts.get(fact):
            yield warn("form-fact-missing", fact=fact)
