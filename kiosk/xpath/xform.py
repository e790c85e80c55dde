"""A form as a plain document: what ``evaluate`` needs of it, and no more.

Where the instances are, what an itext id says, what a choice is called. The engine
proper (``kiosk.xforms``) reads forms by itself and answers these from live data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.xpath.axes import descendants
from kiosk.xpath.document import DocumentNode
from kiosk.xpath.values import DOCUMENT, ELEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.xpath.values import Node

_XHTML: Final = "http://www.w3.org/1999/xhtml"
_KNOWN_PREFIXES: Final = {
    "h": _XHTML,
    "xhtml": _XHTML,
    "jr": "http://openrosa.org/javarosa",
    "odk": "http://www.opendatakit.org/xforms",
    "orx": "http://openrosa.org/xforms",
}
"""What these prefixes mean where a document does not declare them."""


class FormOfDocument:
    """An XForm, or any document; the host of expressions over it.

    Attributes:
        whole: the document node of everything.
        primary: the document node of the primary instance; ``whole`` of no XForm.
        namespaces: every prefix declared anywhere, the outermost first.
        language: the language asked for, or the form's default.
    """

    def __init__(self, whole: DocumentNode, language: str | None) -> None:
        """Find the instances and the translations."""
        self.whole = whole
        self.namespaces = {**_KNOWN_PREFIXES, **_prefixes(whole)}
        self._instances = {
            _attribute(element, "id"): element
            for element in _elements(whole, "instance")
            if _attribute(element, "id")
        }
        self._translations = list(_elements(whole, "translation"))
        self.language = language or self._default_language()
        self.primary = self._primary()

    def _primary(self) -> DocumentNode:
        """The primary instance as a document of its own."""
        top = next((c for c in self.whole.children if c.kind == ELEMENT), None)
        if top is None or top.namespace != _XHTML or top.name != "html":
            return self.whole
        first = next(_elements(self.whole, "instance"), None)
        data = None if first is None else _first_element(first)
        if data is None:
            return self.whole
        primary = DocumentNode(DOCUMENT, None)
        primary.children.append(data)
        data.parent = primary
        return primary

    def _default_language(self) -> str:
        """The translation marked as default, else the first."""
        marked = [
            translation
            for translation in self._translations
            if any(a.name == "default" for a in translation.attributes)
        ]
        chosen = (marked or self._translations)[:1]
        return _attribute(chosen[0], "lang") if chosen else ""

    def instance(self, name: str) -> Node | None:
        """The element of a secondary instance (its child is the instance's root)."""
        return self._instances.get(name)

    def itext(self, text_id: str, node: Node) -> str:
        """The text in the current language, or ""."""
        del node
        for translation in self._translations:
            if _attribute(translation, "lang") != self.language:
                continue
            for text in translation.named("text"):
                if _attribute(text, "id") == text_id:
                    return _plain_value(text)
        return ""

    def choice_name(self, value: str, path: str, node: Node) -> str:
        """The label of a choice that stands in the body itself, or ""."""
        for control in _elements(self.whole, "select1", "select", "rank"):
            if _attribute(control, "ref") != path:
                continue
            for item in control.named("item"):
                if _child_text(item, "value") == value:
                    return self._label(item, node)
        return ""

    def _label(self, item: DocumentNode, node: Node) -> str:
        """A choice's label: its own text, or what its ``jr:itext`` says."""
        for label in item.named("label"):
            ref = _attribute(label, "ref")
            if ref.startswith("jr:itext("):
                return self.itext(ref[len("jr:itext(") : -1].strip("'\" "), node)
            return label.text()
        return ""

    def pulldata(self, instance: str, column: str, key_column: str, key: str) -> str:
        """The column of the first row whose key matches, or ""."""
        found = self._instances.get(instance)
        root = None if found is None else _first_element(found)
        for row in () if root is None else root.named("item"):
            if _child_text(row, key_column) == key:
                return _child_text(row, column)
        return ""

    def kept(self, node: Node) -> str:
        """The node's text: nothing here is ever not relevant."""
        return node.text()


def _elements(top: DocumentNode, *names: str) -> Iterator[DocumentNode]:
    """Descendant elements of those local names, in document order."""
    for node in descendants(top):
        if node.kind == ELEMENT and node.name in names:
            assert isinstance(node, DocumentNode)
            yield node


def _first_element(node: DocumentNode) -> DocumentNode | None:
    """The first child that is an element."""
    return next((child for child in node.children if child.kind == ELEMENT), None)


def _attribute(node: DocumentNode, name: str) -> str:
    """An attribute's text, or ""."""
    return next((a.value for a in node.attributes if a.name == name), "")


def _child_text(node: DocumentNode, name: str) -> str:
    """The text of the first child of that name, or ""."""
    return next((child.text() for child in node.named(name)), "")


def _plain_value(text: DocumentNode) -> str:
    """The itext value without a form, else the first one."""
    values = text.named("value")
    plain = [value for value in values if not _attribute(value, "form")]
    return next((value.text() for value in (*plain, *values)), "")


def _prefixes(whole: DocumentNode) -> Mapping[str, str]:
    """Every declared prefix, the first declaration in document order."""
    found: dict[str, str] = {}
    scopes = {id(n.namespaces): n.namespaces for n in _all_elements(whole)}
    for scope in scopes.values():
        for prefix, uri in scope.items():
            if prefix:
                found.setdefault(prefix, uri)
    return found


def _all_elements(top: DocumentNode) -> Iterator[DocumentNode]:
    """Every element below."""
    for node in descendants(top):
        if node.kind == ELEMENT:
            assert isinstance(node, DocumentNode)
            yield node
