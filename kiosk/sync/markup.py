"""Reading XML that may be anyone's: hardened, and None where it is not XML.

What belongs here: the one parser of this room. lxml's own messages are not passed on,
since they quote the text around the trouble, which may be a person's answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree


def read(content: bytes) -> etree._Element | None:
    """The root element; None where it is not well-formed or carries a DOCTYPE."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    # A DOCTYPE is looked for after parsing, since only the parser knows one for sure.
    return None if root.getroottree().docinfo.internalDTD is not None else root


def namespace(element: etree._Element) -> str:
    """An element's namespace URI, or ""."""
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""
