"""What XPath functions ask the form: labels of choices, texts, looked-up cells.

What belongs here: the ``Host`` of ``kiosk.xpath`` for one entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.evaluation import instance_node
from kiosk.xforms.large import LargeTable
from kiosk.xforms.parse_binds import absolute
from kiosk.xforms.tree import Table

if TYPE_CHECKING:
    from kiosk.xforms.choices import Choices
    from kiosk.xforms.definition import FormDefinition
    from kiosk.xforms.instance import Instance
    from kiosk.xforms.wording import Wording
    from kiosk.xpath.values import Node


class FormHost:
    """Answers functions that need more than nodes."""

    _choices: Choices
    _wording: Wording

    def __init__(self, definition: FormDefinition, instance: Instance) -> None:
        """The context needs its host first; ``attach`` gives the rest."""
        self._definition = definition
        self._instance = instance

    def attach(self, choices: Choices, wording: Wording) -> None:
        """Complete the host once the context it belongs to exists."""
        self._choices = choices
        self._wording = wording

    def choice_name(self, value: str, path: str, node: Node) -> str:
        """The label ``value`` has among the choices at ``path`` now, or ""."""
        at = instance_node(node) or self._instance.root
        generic = absolute(path, at.path)
        questions = self._instance.related(generic, at)
        if not questions:
            return ""
        offered = self._choices.of(questions[0])
        return next((c.label for c in offered if c.value == value), "")

    def itext(self, text_id: str, node: Node) -> str:
        """The text of an id in the current language."""
        return self._wording.itext(text_id, node)

    def pulldata(self, instance: str, column: str, key_column: str, key: str) -> str:
        """The first row's cell, or "" where list, row or column is missing."""
        document = self._definition.secondary.get(instance)
        if isinstance(document, Table | LargeTable):
            row = document.first(key_column, key)
            return "" if row is None else row.cell(column) or ""
        if document is None or not document.children:
            return ""
        for other in document.children[0].children:
            if _cell(other, key_column) == key:
                return _cell(other, column)
        return ""

    def kept(self, node: Node) -> str:
        """The value a node holds even while it is not relevant."""
        found = instance_node(node)
        return node.text() if found is None else found.value


def _cell(row: Node, name: str) -> str:
    """A child's or, with ``@``, an attribute's text."""
    if name.startswith("@"):
        found = [a for a in row.attributes if a.name == name[1:]]
        return found[0].text() if found else ""
    cells = row.named(name)
    return cells[0].text() if cells else ""
