"""From the text of a form to compiled expressions and wordings.

What belongs here: compiling with the place in the form kept for the message, the
``jr:itext(…)`` notation, and labels with ``<output>``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.xforms.definition import FormError
from kiosk.xforms.reading import local
from kiosk.xforms.texts import Text
from kiosk.xpath import XPathError
from kiosk.xpath.compile import compile_expression

if TYPE_CHECKING:
    from lxml import etree

    from kiosk.xforms.texts import Segments
    from kiosk.xpath.compile import Compiled

_ITEXT = re.compile(r"^\s*jr:itext\((.*)\)\s*$", re.DOTALL)
_LITERAL = re.compile(r"""^\s*(?:'([^']*)'|"([^"]*)")\s*$""")
_SPACES = re.compile(r"[ \t]*\n[ \t]*")


def compiled(source: str, where: str) -> Compiled:
    """Compile one expression of a form.

    Raises:
        FormError: with the XPath code, naming the place.
    """
    try:
        return compile_expression(source)
    except XPathError as error:
        message = f"{error.message}: {source}"
        raise FormError(error.code, message, where) from None


def optional(source: str | None, where: str) -> Compiled | None:
    """Compile an attribute's value; None where it is absent or blank."""
    if source is None or not source.strip():
        return None
    return compiled(source, where)


def referenced_text(source: str, where: str) -> Text:
    """The text of a ``ref``: an itext id, a computed one, or a node."""
    found = _ITEXT.match(source)
    if found is None:
        return Text(expression=compiled(source, where))
    literal = _LITERAL.match(found.group(1))
    if literal is None:
        expression = compiled(found.group(1), where)
        return Text(expression=expression, computed_itext=True)
    return Text(itext=literal.group(1) or literal.group(2) or "")


def message_text(source: str, where: str) -> Text | None:
    """A message attribute: literal words or ``jr:itext('id')``."""
    if not source:
        return None
    if _ITEXT.match(source):
        return referenced_text(source, where)
    return Text(segments=(source,))


def element_text(element: etree._Element, where: str) -> Text:
    """The text of a label, hint or alert element."""
    reference = element.get("ref")
    if reference:
        return referenced_text(reference, where)
    return Text(segments=segments(element, where))


def segments(element: etree._Element, where: str) -> Segments:
    """Mixed content in reading order, with outputs compiled and ends trimmed."""
    parts: list[str | Compiled] = []
    _collect(element, parts, where)
    merged: list[str | Compiled] = []
    for part in parts:
        if merged and isinstance(part, str) and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    if merged and isinstance(merged[0], str):
        merged[0] = merged[0].lstrip()
    if merged and isinstance(merged[-1], str):
        merged[-1] = merged[-1].rstrip()
    return tuple(part for part in merged if part != "")


def _collect(element: etree._Element, parts: list[str | Compiled], where: str) -> None:
    parts.append(element.text or "")
    for child in element:
        if local(child) == "output":
            source = child.get("value") or child.get("ref") or ""
            parts.append(compiled(source, where))
        else:
            _collect(child, parts, where)
        parts.append(child.tail or "")
