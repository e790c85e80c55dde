"""Itemsets: choices that come from nodes rather than from the body.

What belongs here: reading ``itemset`` with its value and label references, and
unwrapping ``randomize`` so that a list is shuffled again only when its rows change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.xforms.definition import FormError, Itemset
from kiosk.xforms.expressions import compiled, optional
from kiosk.xforms.reading import child

if TYPE_CHECKING:
    from lxml import etree

_RANDOMIZE = re.compile(r"^\s*randomize\s*\((.*)\)\s*$", re.DOTALL)
_ITEXT = re.compile(r"^\s*jr:itext\((.*)\)\s*$", re.DOTALL)


def read_itemset(element: etree._Element, path: str) -> Itemset:
    """One ``itemset`` of the question at ``path``.

    Raises:
        FormError: ``choice-without-value`` where it names no value.
    """
    nodeset = element.get("nodeset", "")
    value = _reference(element, "value") or _copied(element)
    if not nodeset.strip() or not value:
        raise FormError("choice-without-value", "an itemset without a value", path)
    label = _reference(element, "label")
    itext = _ITEXT.match(label)
    shuffled = _RANDOMIZE.match(nodeset)
    plain = _first_argument(shuffled.group(1)) if shuffled else nodeset
    where = f"{path} itemset"
    return Itemset(
        nodeset=compiled(plain, where),
        value=compiled(value, where),
        label=optional(itext.group(1) if itext else label, where),
        label_itext=itext is not None,
        shuffled=compiled(nodeset, where) if shuffled else None,
    )


def _reference(element: etree._Element, name: str) -> str:
    found = child(element, name)
    return "" if found is None else found.get("ref", "").strip()


def _copied(element: etree._Element) -> str:
    """``<copy ref>`` of old forms: the node itself is the value."""
    return _reference(element, "copy")


def _first_argument(text: str) -> str:
    """Everything up to the first comma outside brackets and quotes."""
    depth, quote = 0, ""
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "," and depth == 0:
            return text[:at]
    return text
