"""A tree of light nodes from XML; lxml reads, and nothing else of it is used.

Nothing is fetched; entities a document declares in itself are expanded, within the
limits libxml2 sets against bombs.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from kiosk.xpath.errors import XPathError
from kiosk.xpath.values import (
    ATTRIBUTE,
    COMMENT,
    DOCUMENT,
    ELEMENT,
    INSTRUCTION,
    TEXT,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_ELEMENTS: Final = 100_000
"""So many are read and searched within two seconds."""
_MANY: Final = 12
_NONE: Final[Mapping[str, str]] = {}


class DocumentNode:
    """One node of a document that never changes.

    Attributes:
        kind: one of the kinds in ``values``.
        name: local name, or an instruction's target.
        namespace: URI or "".
        prefix: as it was written, or "".
        parent: None for the document.
        children: elements, text, comments and instructions.
        attributes: attribute nodes; declarations of namespaces are none.
        namespaces: prefixes in scope of an element.
        value: the text of anything but elements and documents.
        datatype: always "".
        relevant: always True.
    """

    __slots__ = (
        "_named",
        "attributes",
        "children",
        "kind",
        "name",
        "namespace",
        "namespaces",
        "parent",
        "prefix",
        "value",
    )
    datatype = ""
    relevant = True

    def __init__(
        self,
        kind: int,
        parent: DocumentNode | None,
        name: str = "",
        value: str = "",
    ) -> None:
        """A node without children; the reader fills in the rest."""
        self.kind = kind
        self.parent = parent
        self.name = name
        self.value = value
        self.namespace = ""
        self.prefix = ""
        self.namespaces = _NONE
        self.children: list[DocumentNode] = []
        self.attributes: list[DocumentNode] = []
        self._named: dict[str, list[DocumentNode]] | None = None

    def text(self) -> str:
        """The string-value (XPath 1.0, 5)."""
        if self.kind not in {ELEMENT, DOCUMENT}:
            return self.value
        if len(self.children) == 1 and self.children[0].kind == TEXT:
            return self.children[0].value
        parts: list[str] = []
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            if node.kind == TEXT:
                parts.append(node.value)
            elif node.kind == ELEMENT:
                stack.extend(reversed(node.children))
        return "".join(parts)

    def named(self, name: str) -> Sequence[DocumentNode]:
        """Element children of that local name, in document order."""
        if len(self.children) < _MANY:
            return [
                child
                for child in self.children
                if child.name == name and child.kind == ELEMENT
            ]
        if self._named is None:
            self._named = {}
            for child in self.children:
                if child.kind == ELEMENT:
                    self._named.setdefault(child.name, []).append(child)
        return self._named.get(name, ())


def read_document(xml: str | bytes) -> DocumentNode:
    """The document node of an XML document.

    Raises:
        XPathError: ``xpath-document``, it is not well-formed; ``xpath-too-large``,
            it has more than ``MAX_ELEMENTS``.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # older stubs
        no_network=True,
        load_dtd=False,
    )
    try:
        # Text already decoded may still declare an encoding; lxml wants bytes then.
        root: Any = etree.fromstring(_as_bytes(xml), parser)
    except etree.XMLSyntaxError as error:
        message = f"this is not well-formed XML: {error.msg}"
        raise XPathError("xpath-document", message) from error
    if next(islice(root.iter(), MAX_ELEMENTS, None), None) is not None:
        message = f"there are more than {MAX_ELEMENTS} nodes"
        raise XPathError("xpath-too-large", message)
    document = DocumentNode(DOCUMENT, None)
    before = list(root.itersiblings(preceding=True))[::-1]
    for source in (*before, root, *root.itersiblings()):
        _append(document, source)
    return document


def _as_bytes(xml: str | bytes) -> bytes:
    """The document as UTF-8 that says so, or as it came."""
    if isinstance(xml, bytes):
        return xml.lstrip()
    text = xml.lstrip("\ufeff \t\r\n")
    if text.startswith("<?xml"):
        text = text[text.index("?>") + 2 :]
    return text.encode("utf-8", "surrogatepass")


def _append(document: DocumentNode, root: Any) -> None:  # noqa: ANN401 (lxml is untyped)
    """Copy one top-level node of lxml's tree, without recursion."""
    stack: list[tuple[DocumentNode, Any]] = [(document, root)]
    while stack:
        parent, source = stack.pop()
        node = _copied(parent, source)
        if node is not None:
            parent.children.append(node)
            if node.kind == ELEMENT:
                stack.extend(_contents(node, source))


def _contents(
    node: DocumentNode,
    source: Any,  # noqa: ANN401 (lxml is untyped)
) -> list[tuple[DocumentNode, Any]]:
    """What an element holds, last first: texts as strings, the rest as lxml nodes."""
    contents: list[tuple[DocumentNode, Any]] = []
    if source.text:
        contents.append((node, source.text))
    for child in source:
        contents.append((node, child))
        if child.tail:
            contents.append((node, child.tail))
    contents.reverse()
    return contents


def _copied(
    parent: DocumentNode,
    source: Any,  # noqa: ANN401 (lxml is untyped)
) -> DocumentNode | None:
    """A node for a text, a comment, an instruction or an element."""
    from lxml import etree

    if isinstance(source, str):
        return _text(parent, source)
    if source.tag is etree.Comment:
        return DocumentNode(COMMENT, parent, value=source.text or "")
    if source.tag is etree.ProcessingInstruction:
        return DocumentNode(INSTRUCTION, parent, source.target, source.text or "")
    if not isinstance(source.tag, str):
        return None  # an entity that is not expanded
    return _element(parent, source)


def _text(parent: DocumentNode, value: str) -> DocumentNode | None:
    """A text node, or more of the one before it."""
    last = parent.children[-1] if parent.children else None
    if last is not None and last.kind == TEXT:
        last.value += value
        return None
    return DocumentNode(TEXT, parent, value=value)


def _element(
    parent: DocumentNode,
    source: Any,  # noqa: ANN401 (lxml is untyped)
) -> DocumentNode:
    """An element with its attributes."""
    uri, name = _split(source.tag)
    node = DocumentNode(ELEMENT, parent, name)
    node.namespace, node.prefix = uri, source.prefix or ""
    node.namespaces = _scope(parent.namespaces, source)
    for key, value in source.attrib.items():
        uri, name = _split(key)
        attribute = DocumentNode(ATTRIBUTE, node, name, value)
        attribute.namespace = uri
        if uri:
            attribute.prefix = _prefix_of(uri, source.nsmap)
        node.attributes.append(attribute)
    return node


def _scope(above: Mapping[str, str], source: Any) -> Mapping[str, str]:  # noqa: ANN401
    """The namespaces in scope; the parent's own mapping where nothing is added."""
    scope = {prefix or "": uri for prefix, uri in source.nsmap.items()}
    return above if scope == above else scope


def _split(tag: str) -> tuple[str, str]:
    """``{uri}name`` as a pair."""
    if tag.startswith("{"):
        uri, _, name = tag[1:].partition("}")
        return uri, name
    return "", tag


def _prefix_of(uri: str, scope: Mapping[str | None, str]) -> str:
    """The prefix an attribute of that namespace was written with."""
    if uri == "http://www.w3.org/XML/1998/namespace":
        return "xml"
    return next(
        (prefix for prefix, known in scope.items() if prefix and known == uri), ""
    )
