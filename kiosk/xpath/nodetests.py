"""Node tests (XPath 1.0, 2.3): whether a node on an axis is one a step asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.xpath import syntax
from kiosk.xpath.values import (
    ATTRIBUTE,
    COMMENT,
    ELEMENT,
    INSTRUCTION,
    NAMESPACE,
    TEXT,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from kiosk.xpath.syntax import KindTest, NameTest, Step
    from kiosk.xpath.values import Context, Node

    Matches: TypeAlias = Callable[[Node, Context], bool]

_KINDS: Final = {"text": TEXT, "comment": COMMENT}
_PRINCIPAL: Final = {"attribute": ATTRIBUTE, "namespace": NAMESPACE}


def named_so(node: Node, test: NameTest, context: Context) -> bool:
    """Whether a node has the name a test asks for.

    An unprefixed name means elements written without a prefix, whatever the default
    namespace: forms name their nodes in it and their paths without.
    """
    if test.name not in (node.name, "*"):
        return False
    if not test.prefix:
        return test.name == "*" or not node.prefix
    uri = context.namespaces.get(test.prefix)
    return node.prefix == test.prefix if uri is None else node.namespace == uri


def matching(step: Step) -> Matches:
    """Whether a node on the step's axis passes its node test."""
    test = step.test
    if isinstance(test, syntax.KindTest):
        return _kind_matching(test)
    principal = _PRINCIPAL.get(step.axis, ELEMENT)
    return lambda node, context: (
        node.kind == principal and named_so(node, test, context)
    )


def _kind_matching(test: KindTest) -> Matches:
    """Whether a node is of the kind a test names."""
    if test.kind == "node":
        return lambda _node, _context: True
    if test.kind in _KINDS:
        kind = _KINDS[test.kind]
        return lambda node, _context: node.kind == kind
    target = test.target
    return lambda node, _context: (
        node.kind == INSTRUCTION and (target is None or node.name == target)
    )
