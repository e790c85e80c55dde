"""Generic paths of a form: who is whose child, and which repeats stand above.

What belongs here: path arithmetic over the nodes of a model, without any instance.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kiosk.xforms.definition import ModelNode


def parent_of(path: str) -> str:
    """``/data/a`` → ``/data``; the root's parent is ""."""
    return path.rpartition("/")[0]


def ancestors(path: str) -> Iterable[str]:
    """The path itself and everything above, from the inside out."""
    while path:
        yield path
        path = parent_of(path)


class ModelPaths:
    """Looks up paths of one model."""

    def __init__(self, nodes: Mapping[str, ModelNode]) -> None:
        """Note each node's children and the repeats."""
        self._nodes = nodes
        self._children: dict[str, list[str]] = defaultdict(list)
        for path in nodes:
            if "/@" not in path:
                self._children[parent_of(path)].append(path)
        self._repeats = {p for p, node in nodes.items() if node.repeat is not None}

    def resolve(self, base: str, steps: Sequence[str]) -> list[str]:
        """All paths a reference may mean; () of them where it leads nowhere."""
        found = [base]
        for step in steps:
            found = list(dict.fromkeys(p for at in found for p in self._step(at, step)))
        return [path for path in found if path]

    def _step(self, at: str, step: str) -> Iterable[str]:
        if step == ".":
            return (at,)
        if step == "..":
            return (parent_of(at),)
        if step == "*":
            return self._children.get(at, ())
        if step == "//":
            return self._below(at)
        path = f"{at}/{step}"
        return (path,) if path in self._nodes else ()

    def _below(self, at: str) -> list[str]:
        found = [at]
        for path in found:
            found.extend(self._children.get(path, ()))
        return found

    def deepest_repeat(self, top: str, within: str) -> str:
        """The deepest repeat at or above both paths; "" if there is none."""
        for upper in ancestors(top):
            held = within == upper or within.startswith(upper + "/")
            if held and upper in self._repeats:
                return upper
        return ""
