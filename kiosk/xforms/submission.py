"""The instance as XML: for drafts everything, for sending what is relevant.

What belongs here: writing an instance out with its namespaces, attributes and order,
and reading one back into the shape of its form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from kiosk.xforms.definition import ORX, FormError
from kiosk.xforms.instance import Instance, InstanceNode
from kiosk.xforms.meta import DEPRECATED, add_deprecated
from kiosk.xforms.reading import XFORMS, children, local, read_xml, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.xforms.definition import FormDefinition, ModelNode

_XML_FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
"""Characters XML 1.0 has no way to write."""


def write_instance(
    definition: FormDefinition, instance: Instance, *, relevant_only: bool
) -> bytes:
    """Serialise; the same answers always give the same bytes."""
    prefixes = dict(_prefixes(definition, instance))
    root = _element(instance.root, None, prefixes)
    _fill(root, instance.root, prefixes, relevant_only=relevant_only)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _prefixes(
    definition: FormDefinition, instance: Instance
) -> Iterator[tuple[str | None, str]]:
    """The namespaces that nodes of the instance use, by prefix."""
    for node in instance.root.subtree():
        if node.namespace:
            yield (node.prefix or None), node.namespace
    if "orx" in definition.namespaces and definition.namespaces["orx"] != ORX:
        yield "orx", definition.namespaces["orx"]


def _element(
    node: InstanceNode, parent: etree._Element | None, prefixes: dict[str | None, str]
) -> etree._Element:
    tag = f"{{{node.namespace}}}{node.name}" if node.namespace else node.name
    if parent is None:
        # lxml takes None for the default namespace; its stubs do not know
        element = etree.Element(tag, nsmap=cast("dict[str, str]", prefixes))
    else:
        element = etree.SubElement(parent, tag)
    for attribute in node.attributes:
        name = attribute.name
        if attribute.namespace:
            name = f"{{{attribute.namespace}}}{name}"
        element.set(name, attribute.value.translate(_XML_FORBIDDEN))
    return element


def _fill(
    element: etree._Element,
    node: InstanceNode,
    prefixes: dict[str | None, str],
    *,
    relevant_only: bool,
) -> None:
    if not node.children and node.value:
        element.text = node.value.translate(_XML_FORBIDDEN)
    for child in node.children:
        if child.relevant or not relevant_only:
            inner = _element(child, element, prefixes)
            _fill(inner, child, prefixes, relevant_only=relevant_only)


def read_instance(definition: FormDefinition, xml: bytes) -> Instance:
    """An instance from a draft or an earlier submission of the same form.

    What was left out (not relevant then, or new in the form) starts as the form does.

    Raises:
        FormError: ``draft-does-not-fit`` where it holds what the form has not.
    """
    root = read_xml(xml, "draft")
    instance = Instance(definition.model, filled=False)
    if split(str(root.tag))[1] != instance.root.name:
        raise _misfit(root)
    _restore(instance.root, root)
    return instance


def _restore(node: InstanceNode, element: etree._Element) -> None:
    for attribute in node.attributes:
        key = attribute.name
        if attribute.namespace:
            key = f"{{{attribute.namespace}}}{key}"
        attribute.value = element.get(key, attribute.value)
    if not node.model.children:
        node.value = element.text or ""
        return
    given = _given(node.model, element)
    for model in node.model.children:
        found = given.get(model.path)
        if found is None and model.repeat is None:
            node.append(InstanceNode(model, node).grow())
        for child in found or ():
            restored = InstanceNode(model, node)
            node.append(restored)
            _restore(restored, child)
    for deprecated in given.get(DEPRECATED, ()):
        add_deprecated(node).value = deprecated.text or ""


def _given(
    model: ModelNode, element: etree._Element
) -> dict[str, list[etree._Element]]:
    """What a draft holds, by generic path; an undeclared deprecatedID by its name."""
    given: dict[str, list[etree._Element]] = {}
    for child in children(element):
        found = _model_of(model, child)
        if found is not None:
            given.setdefault(found.path, []).append(child)
        elif model.name == "meta" and local(child) == DEPRECATED:
            given.setdefault(DEPRECATED, []).append(child)
        else:
            raise _misfit(child)
    return given


def _model_of(parent: ModelNode, element: etree._Element) -> ModelNode | None:
    namespace, name = split(str(element.tag))
    like = [model for model in parent.children if model.name == name]
    same = [model for model in like if model.namespace == namespace]
    if not same and namespace in {"", XFORMS}:
        same = like
    return next(iter(same or like), None)


def _misfit(element: etree._Element) -> FormError:
    name = split(str(element.tag))[1]
    return FormError("draft-does-not-fit", "the form has no such question", name)
