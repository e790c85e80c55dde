"""Naming a node by its path, as ``/data/person[2]/name``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xpath.axes import ancestors
from kiosk.xpath.functions_nodes import qualified_name
from kiosk.xpath.values import (
    ATTRIBUTE,
    COMMENT,
    DOCUMENT,
    ELEMENT,
    INSTRUCTION,
    NAMESPACE,
)

if TYPE_CHECKING:
    from kiosk.xpath.values import Node


def path_of(node: Node) -> str:
    """The node's path; a step carries ``[n]`` only among like-named siblings."""
    if node.kind == DOCUMENT:
        return "/"
    line = [node, *ancestors(node)]
    steps = [_step(one) for one in reversed(line) if one.kind != DOCUMENT]
    return "/" + "/".join(steps)


def _step(node: Node) -> str:
    """One step with its position."""
    if node.kind == ATTRIBUTE:
        return f"@{qualified_name(node)}"
    if node.kind == NAMESPACE:
        return f"namespace::{node.name or '*'}"
    step = _test(node)
    if node.parent is None:
        return step
    alike = [s for s in node.parent.children if _test(s) == step]
    if len(alike) <= 1:
        return step
    for number, sibling in enumerate(alike, 1):
        if sibling == node:
            return f"{step}[{number}]"
    return step


def _test(node: Node) -> str:
    """The node test that finds a child."""
    if node.kind == ELEMENT:
        return qualified_name(node)
    if node.kind == COMMENT:
        return "comment()"
    if node.kind == INSTRUCTION:
        return f"processing-instruction('{node.name}')"
    return "text()"
