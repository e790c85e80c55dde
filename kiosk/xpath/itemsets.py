"""A ready index for itemsets: ``instance('x')/root/item[child = value]`` at once.

Built when a list is first filtered by a child, kept for as long as the index lives.
Only for rows that never change: secondary instances.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.xpath.values import Node

_WORTHWHILE: Final = 32


class ChildIndex:
    """A ``Lookup`` that hashes rows by the text of one child.

    Safe to share between entries of one form, as the rows are; not between threads.
    """

    def __init__(self, fixed: Callable[[Node], bool]) -> None:
        """``fixed(parent)`` tells whether the rows under a parent never change."""
        self._fixed = fixed
        self._rows: dict[tuple[Node, str, str], dict[str, list[Node]]] = {}

    def find(
        self, parent: Node, name: str, child: str, value: str
    ) -> Sequence[Node] | None:
        """As ``Lookup.find``; None for few rows or rows that may change."""
        key = (parent, name, child)
        index = self._rows.get(key)
        if index is None:
            if not self._fixed(parent):
                return None
            rows = parent.named(name)
            if len(rows) < _WORTHWHILE:
                return None
            index = self._rows[key] = _by_text(rows, child)
        return index.get(value, ())


def _by_text(rows: Sequence[Node], child: str) -> dict[str, list[Node]]:
    """Rows by the texts of their children of that name; without one, by ""."""
    index: dict[str, list[Node]] = {}
    for row in rows:
        texts = [
            found.text()
            for found in row.named(child)
            if found.relevant and not found.prefix
        ]
        if len(texts) == 1:
            index.setdefault(texts[0], []).append(row)
            continue
        for text in set(texts) or {""}:
            index.setdefault(text, []).append(row)
    return index
