"""The ``meta`` block of an instance: its identity, and that of what it corrects.

What belongs here: finding nodes of the block and keeping ``instanceID`` and
``deprecatedID`` (OpenRosa Metadata). A form need not declare ``deprecatedID``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.xforms.definition import Bind
from kiosk.xforms.instance import InstanceNode

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.xforms.instance import Instance

DEPRECATED = "deprecatedID"


def meta_node(instance: Instance, name: str) -> InstanceNode | None:
    """A node of the ``meta`` block, or None."""
    for meta in instance.root.children:
        if meta.name == "meta":
            return next(iter(meta.named(name)), None)
    return None


def identify(instance: Instance, new_id: Callable[[], str]) -> None:
    """Give the instance an identity where it has none."""
    node = meta_node(instance, "instanceID")
    if node is not None and not node.value.strip():
        node.value = new_id()


def deprecate(instance: Instance, new_id: Callable[[], str]) -> None:
    """A correction: a new identity, and the old one kept as ``deprecatedID``."""
    node = meta_node(instance, "instanceID")
    if node is None or node.element_parent is None:
        return
    old, node.value = node.value, new_id()
    deprecated = meta_node(instance, DEPRECATED)
    if deprecated is None:
        deprecated = add_deprecated(node.element_parent)
    deprecated.value = old


def add_deprecated(meta: InstanceNode) -> InstanceNode:
    """A ``deprecatedID`` written like the block's own ``instanceID``."""
    like = meta.named("instanceID")[0].model
    path = like.path.replace("instanceID", DEPRECATED)
    model = replace(
        like, path=path, name=DEPRECATED, text="", bind=Bind(path), control=None
    )
    node = InstanceNode(model, meta)
    meta.append(node)
    return node
