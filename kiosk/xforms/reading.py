"""Reading XML from outside without trusting it.

What belongs here: one hardened way from bytes to an lxml tree, used for forms, drafts
and XML resources alike, and the names of the namespaces they are written in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from kiosk.xforms.definition import FormError

if TYPE_CHECKING:
    from collections.abc import Iterator

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
ODK = "http://www.opendatakit.org/xforms"
ENTITIES = "http://www.opendatakit.org/xforms/entities"
MAX_BYTES = 64 * 1024 * 1024
"""Far above any real form; a file beyond it is not read at all."""
MAX_DEPTH = 100
"""Elements inside elements; real forms stay below 30."""
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def read_xml(content: bytes, where: str = "") -> etree._Element:
    """Parse bytes into a tree without entities, network or DTD.

    Raises:
        FormError: ``form-too-large``, ``form-not-xml``, ``form-too-deep``,
            ``form-has-doctype``.
    """
    if len(content) > MAX_BYTES:
        raise FormError("form-too-large", f"more than {MAX_BYTES} bytes", where)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _syntax_trouble(error, content, where) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormError("form-has-doctype", "a form must not have a DOCTYPE", where)
    _check_depth(root, where)
    return root


def _syntax_trouble(
    error: etree.XMLSyntaxError, content: bytes, where: str
) -> FormError:
    text = str(error)
    if "depth" in text.lower():
        return FormError("form-too-deep", "elements nested too deeply", where)
    if b"<!DOCTYPE" in content[:4096].replace(b"\0", b""):  # UTF-16 as well
        return FormError("form-has-doctype", "a form must not have a DOCTYPE", where)
    return FormError("form-not-xml", text, where)


def _check_depth(root: etree._Element, where: str) -> None:
    if _TOO_DEEP(root):
        raise FormError("form-too-deep", "elements nested too deeply", where)


def split(tag: str) -> tuple[str, str]:
    """``{uri}name`` → (uri, name); a plain name has "" for its namespace."""
    if tag[0] != "{":
        return "", tag
    namespace, _, name = tag[1:].partition("}")
    return namespace, name


def local(element: etree._Element) -> str:
    """The local name of an element."""
    tag = str(element.tag)
    return tag.rpartition("}")[2]


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Child elements by local name; all of them where no name is given."""
    for child in element:
        if isinstance(child.tag, str) and (not names or local(child) in names):
            yield child


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child element of that local name."""
    return next(children(element, name), None)


def attribute(element: etree._Element, name: str, *namespaces: str) -> str:
    """An attribute without namespace, or in one of ``namespaces``; "" if absent."""
    value = element.get(name)
    for namespace in namespaces:
        if value is None:
            value = element.get(f"{{{namespace}}}{name}")
    return value or ""


def own_attributes(element: etree._Element, namespace: str) -> dict[str, str]:
    """All attributes in one namespace by local name."""
    start = f"{{{namespace}}}"
    return {
        str(name)[len(start) :]: str(value)
        for name, value in element.attrib.items()
        if str(name).startswith(start)
    }
