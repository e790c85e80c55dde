"""The choices a question offers now.

What belongs here: static items and itemsets, their labels in the current language, and
what is remembered so that a long list is not built twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.evaluation import instance_node, row_of
from kiosk.xforms.states import Choice

if TYPE_CHECKING:
    from kiosk.xforms.definition import Control, Itemset
    from kiosk.xforms.evaluation import Evaluation
    from kiosk.xforms.instance import InstanceNode
    from kiosk.xforms.wording import Wording
    from kiosk.xpath.compile import Compiled
    from kiosk.xpath.values import Node

_Rows = tuple["Node", ...]


class Choices:
    """Builds and remembers the choices of one entry."""

    def __init__(self, evaluation: Evaluation, wording: Wording) -> None:
        """Nothing is built before it is asked for."""
        self._evaluation = evaluation
        self._wording = wording
        self._built: dict[tuple[str, str], dict[Node, Choice]] = {}
        self._lists: dict[tuple[str, str], tuple[_Rows, tuple[Choice, ...]]] = {}
        self._shuffled: dict[InstanceNode, tuple[_Rows, list[Node]]] = {}

    def of(self, node: InstanceNode) -> tuple[Choice, ...]:
        """The choices of a select, in the order they are offered."""
        control = node.model.control
        if control is None:
            return ()
        fixed = tuple(
            Choice(
                item.value,
                self._wording.say(item.label, node) or item.value,
                self._wording.media(item.label, node),
            )
            for item in control.items
        )
        if control.itemset is None:
            return fixed
        return fixed + self._from_nodes(control, control.itemset, node)

    def _from_nodes(
        self, control: Control, itemset: Itemset, node: InstanceNode
    ) -> tuple[Choice, ...]:
        """Rows of a list; the same rows in the same language are built once."""
        rows = self._ordered(itemset, node)
        key = (control.path, self._wording.language)
        known = tuple(rows)
        remembered = self._lists.get(key)
        if remembered is not None and remembered[0] == known:
            return remembered[1]
        built = self._built.setdefault(key, {})
        offered = tuple(
            built.get(row) or self._choice(itemset, row, node, built) for row in rows
        )
        if all(row in built for row in rows):
            self._lists[key] = (known, offered)
        return offered

    def _ordered(self, itemset: Itemset, node: InstanceNode) -> list[Node]:
        """The rows; a shuffled list keeps its order while its rows are the same."""
        rows = self._evaluation.nodes(itemset.nodeset, node)
        if itemset.shuffled is None:
            return rows
        known = tuple(rows)
        remembered = self._shuffled.get(node)
        if remembered is None or remembered[0] != known:
            shuffled = self._evaluation.nodes(itemset.shuffled, node)
            remembered = self._shuffled[node] = (known, shuffled)
        return remembered[1]

    def _choice(
        self,
        itemset: Itemset,
        row: Node,
        question: InstanceNode,
        built: dict[Node, Choice],
    ) -> Choice:
        """One row's choice; it goes into ``built`` unless answers may change it."""
        value = self._text(itemset.value, row, question)
        label, media, lasting = "", {}, row_of(row) is not None
        if itemset.label is not None:
            label = self._text(itemset.label, row, question)
            if itemset.label_itext:
                forms = self._wording.forms(label)
                lasting &= all(isinstance(form, str) for form in forms.values())
                media = self._wording.key_media(label, question)
                label = self._wording.itext(label, question)
        if itemset.label_columns is not None:
            names = self._wording.say(itemset.label_columns, question).split(",")
            cells = [cell for name in names for cell in row.named(name.strip())]
            label = ", ".join(cell.text() for cell in cells)
        choice = Choice(value, label or value, media, _extra(itemset, row))
        if lasting:
            built[row] = choice
        return choice

    def _text(self, expression: Compiled, row: Node, question: InstanceNode) -> str:
        """A plain name comes straight from the columns of a table."""
        listed = row_of(row)
        if listed is not None:
            cell = listed.cell(expression.source.strip())
            if cell is not None:
                return cell
        node = instance_node(row)
        if node is not None and expression.source.strip() == ".":
            return node.value
        return self._evaluation.row_text(expression, row, question)


def _extra(itemset: Itemset, row: Node) -> dict[str, str]:
    """The cells that are neither value nor label."""
    listed = row_of(row)
    if listed is None:
        return {}
    label = itemset.label.source if itemset.label is not None else ""
    used = {itemset.value.source.strip(), label.strip()}
    return {name: text for name, text in listed.cells() if name not in used}
