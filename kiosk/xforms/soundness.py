"""Whether what expressions read is there: lists by id, questions by path.

What belongs here: the checks that need the whole form. An absolute path to nothing is
refused, since it could only ever read blank; a relative one is a warning, since real
forms use bare words (``null``) for a blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.definition import FormError
from kiosk.xforms.paths import ModelPaths
from kiosk.xpath.references import Origin, references

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kiosk.xforms.definition import ModelNode
    from kiosk.xpath.compile import Compiled
    from kiosk.xpath.references import Reference

_WHAT = ("calculate", "relevant", "readonly", "required", "constraint")
_OPEN = frozenset({"*", "//"})


def check_references(
    nodes: Mapping[str, ModelNode], instances: Collection[str]
) -> Iterator[str]:
    """Check every expression of the binds and itemsets.

    Args:
        nodes: the primary instance by generic path.
        instances: the ids ``instance('…')`` may name.

    Yields:
        Warnings, for relative paths that lead nowhere.

    Raises:
        FormError: ``unknown-instance`` or ``dangling-reference``.
    """
    paths = ModelPaths(nodes)
    for node in nodes.values():
        for what, expression in _expressions(node):
            where = f"{node.path} {what}"
            for reference in references(expression.ast):
                if reference.origin is Origin.INSTANCE:
                    _check_instance(reference, instances, where)
                elif not _leads_somewhere(paths, reference, node.path):
                    path = "/".join(reference.steps)
                    if reference.origin is not Origin.ROOT:
                        yield f"{where}: {path} leads to no question"
                        continue
                    message = f"/{path} is a question the form does not have"
                    raise FormError("dangling-reference", message, where)


def _check_instance(
    reference: Reference, instances: Collection[str], where: str
) -> None:
    if reference.instance and reference.instance not in instances:
        message = f"there is no list named {reference.instance}"
        raise FormError("unknown-instance", message, where)


def _leads_somewhere(paths: ModelPaths, reference: Reference, here: str) -> bool:
    steps = reference.steps
    if any(step in _OPEN or step.startswith("@") for step in steps):
        return True
    base = "" if reference.origin is Origin.ROOT else here
    return not steps or bool(paths.resolve(base, steps))


def _expressions(node: ModelNode) -> Iterator[tuple[str, Compiled]]:
    for name in _WHAT:
        expression = getattr(node.bind, name)
        if expression is not None:
            yield name, expression
    if node.control is not None and node.control.itemset is not None:
        yield "itemset", node.control.itemset.nodeset
