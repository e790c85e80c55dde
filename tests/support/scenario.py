"""A form in Markdown, filled in step by step: scenario tests in the form's own words.

What belongs here: turning an XLSForm in Markdown into a running entry, and short ways
to answer, to ask and to expect.
"""

from __future__ import annotations

import textwrap
from datetime import datetime
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from lxml import etree
from pyxform.xls2xform import convert

from kiosk.xforms import FormEntry, load_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.xforms import FormDefinition, NodeState, Outcome

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZONE)


class Scenario:
    """One person filling in one form, under a fixed clock and fixed chance.

    Attributes:
        definition: the form.
        entry: the answers.
    """

    def __init__(self, definition: FormDefinition, language: str | None = None) -> None:
        """Start an entry of a form that is loaded already."""
        self.definition = definition
        self.entry = FormEntry.start(
            definition, now=NOW, timezone=ZONE, language=language, random=lambda: 0.5
        )

    @classmethod
    def of(
        cls,
        markdown: str,
        resources: Mapping[str, bytes] | None = None,
        language: str | None = None,
    ) -> Self:
        """An XLSForm in Markdown; the root element is called ``data``."""
        return cls(form_of(markdown, resources), language)

    @classmethod
    def of_xml(
        cls,
        model: str,
        body: str,
        resources: Mapping[str, bytes] | None = None,
    ) -> Self:
        """An XForm from the inside of its model and its body."""
        return cls(load_form(xform(model, body), resources))

    def answer(self, ref: str, value: str) -> Outcome:
        """Answer a question; ``ref`` may leave ``/data/`` out."""
        return self.entry.answer(self._full(ref), value)

    def node(self, ref: str) -> NodeState:
        """A node's state; ``ref`` may leave ``/data/`` out."""
        return self.entry.node(self._full(ref))

    def value(self, ref: str) -> str:
        """What a node holds."""
        return self.node(ref).value

    def choices(self, ref: str) -> list[str]:
        """The values a question offers."""
        return [choice.value for choice in self.node(ref).choices]

    def labels(self, ref: str) -> list[str]:
        """The labels a question offers."""
        return [choice.label for choice in self.node(ref).choices]

    def screens(self) -> list[str]:
        """The references of all screens, without ``/data/``."""
        return [s.ref.removeprefix("/data/") for s in self.entry.screens()]

    def submitted(self) -> etree._Element:
        """The instance as it would be sent."""
        return etree.fromstring(self.entry.instance_xml(relevant_only=True))

    def resumed(self) -> Self:
        """The same answers after they were put away as a draft and taken up again."""
        other = type(self)(self.definition)
        draft = self.entry.instance_xml()
        other.entry = FormEntry.resume(self.definition, draft, now=NOW, timezone=ZONE)
        return other

    @staticmethod
    def _full(ref: str) -> str:
        return ref if ref.startswith("/") else f"/data/{ref}"


def form_of(
    markdown: str, resources: Mapping[str, bytes] | None = None
) -> FormDefinition:
    """Load an XLSForm in Markdown."""
    text = textwrap.dedent(markdown)
    converted = convert(xlsform=text, form_name="data", pretty_print=False)
    return load_form(converted.xform.encode(), resources)


def xform(model: str, body: str, root: str = "") -> bytes:
    """An XForm from its model's inside and its body; ``root``: attributes of html."""
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms"'
        ' xmlns:h="http://www.w3.org/1999/xhtml"'
        ' xmlns:jr="http://openrosa.org/javarosa"'
        ' xmlns:orx="http://openrosa.org/xforms"'
        f' xmlns:odk="http://www.opendatakit.org/xforms" {root}>'
        f"<h:head><h:title>A form</h:title><model>{model}</model></h:head>"
        f"<h:body>{body}</h:body></h:html>"
    ).encode()
