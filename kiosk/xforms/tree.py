"""Light nodes for lists that never change.

What belongs here: ``FixedNode`` for any small tree, and ``Table``: rows of plain cells
kept as columns, with a hash index per column, whose nodes appear when walked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kiosk.xpath.values import DOCUMENT, ELEMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kiosk.xpath.values import Node

_FEW = 64
"""Rows that are sooner looked through than a column is indexed."""


class FixedNode:
    """A node of a small tree that is always relevant and has no datatype."""

    __slots__ = (
        "attributes",
        "children",
        "kind",
        "name",
        "namespace",
        "parent",
        "value",
    )
    prefix: ClassVar[str] = ""
    datatype: ClassVar[str] = ""
    relevant: ClassVar[bool] = True

    def __init__(
        self,
        kind: int,
        name: str,
        namespace: str,
        value: str,
        parent: FixedNode | None,
    ) -> None:
        """A node without children yet; ``value`` is its own text."""
        self.kind = kind
        self.name = name
        self.namespace = namespace
        self.value = value
        self.parent = parent
        self.children: list[FixedNode] = []
        self.attributes: list[FixedNode] = []

    def named(self, name: str) -> Sequence[FixedNode]:
        """The element children of that local name."""
        return [child for child in self.children if child.name == name]

    def text(self) -> str:
        """The string-value: own text and that of everything inside."""
        if not self.children:
            return self.value
        return self.value + "".join(child.text() for child in self.children)


class TableNode:
    """A document, root, row or cell of a ``Table``."""

    __slots__ = ("_children", "kind", "name", "number", "parent", "table")
    namespace: ClassVar[str] = ""
    prefix: ClassVar[str] = ""
    datatype: ClassVar[str] = ""
    relevant: ClassVar[bool] = True
    attributes: ClassVar[tuple[Node, ...]] = ()

    def __init__(
        self, table: Table, name: str, parent: TableNode | Table, number: int
    ) -> None:
        """``number``: the row, or -1 for the root element."""
        self.kind = ELEMENT
        self.table = table
        self.name = name
        self.parent: TableNode | Table = parent
        self.number = number
        self._children: list[TableNode] | None = None

    @property
    def children(self) -> list[TableNode]:
        """Rows of the root, cells of a row, nothing in a cell."""
        if self._children is None:
            self._children = self.table.nodes_in(self)
        return self._children

    def named(self, name: str) -> Sequence[TableNode]:
        """The children of that name; all rows of a root have the same one."""
        if self.number < 0:
            return self.children if name == self.table.row_name else ()
        return [child for child in self.children if child.name == name]

    def cell(self, name: str) -> str | None:
        """The text of a row's cell; None where it has none."""
        column = self.table.columns.get(name)
        return None if column is None else column[self.number]

    def cells(self) -> Iterator[tuple[str, str]]:
        """The cells a row has, by name."""
        for name, column in self.table.columns.items():
            text = column[self.number]
            if text is not None:
                yield name, text

    def text(self) -> str:
        """A cell's text; of a row or the root all of them together."""
        if self.number >= 0 and isinstance(self.parent, TableNode):
            cell = self.table.cell(self)
            if cell is not None:
                return cell
        return "".join(child.text() for child in self.children)


class Table:
    """A list of like rows; it is the document node of its own tree.

    Attributes:
        columns: the cells by column name, None where a row has no such cell.
        length: how many rows.
    """

    kind: ClassVar[int] = DOCUMENT
    name: ClassVar[str] = ""
    namespace: ClassVar[str] = ""
    prefix: ClassVar[str] = ""
    datatype: ClassVar[str] = ""
    relevant: ClassVar[bool] = True
    parent: ClassVar[None] = None
    attributes: ClassVar[tuple[Node, ...]] = ()

    def __init__(
        self,
        root: str,
        row: str,
        columns: Mapping[str, list[str | None]],
        length: int,
    ) -> None:
        """``root`` and ``row`` are the names of the elements."""
        self.columns = columns
        self.length = length
        self.row_name = row
        self.root = TableNode(self, root, self, -1)
        self.children: Sequence[Node] = (self.root,)
        self._rows: dict[int, TableNode] = {}
        self._indexes: dict[str, dict[str, list[int]]] = {}

    def named(self, name: str) -> Sequence[TableNode]:
        """The root, where it is called that."""
        return (self.root,) if name == self.root.name else ()

    def text(self) -> str:
        """The string-value of the whole list."""
        return self.root.text()

    def row(self, number: int) -> TableNode:
        """The node of a row, always the same one."""
        node = self._rows.get(number)
        if node is None:
            node = TableNode(self, self.row_name, self.root, number)
            self._rows[number] = node
        return node

    def nodes_in(self, node: TableNode) -> list[TableNode]:
        """What is inside the root or a row, as nodes."""
        if node is self.root:
            return [self.row(number) for number in range(self.length)]
        if node.parent is not self.root:
            return []
        number = node.number
        return [
            TableNode(self, name, node, number)
            for name, cells in self.columns.items()
            if cells[number] is not None
        ]

    def cell(self, node: TableNode) -> str | None:
        """The text of a cell node; None for a row."""
        if node.parent is self.root:
            return None
        return self.columns[node.name][node.number]

    def find(self, tests: Sequence[tuple[str, str]]) -> list[TableNode]:
        """The rows whose cells in the columns named have exactly these texts."""
        (column, value), *others = tests
        numbers = self._numbers(column, value)
        for column, value in others:
            if len(numbers) > _FEW:
                among = set(self._numbers(column, value))
                numbers = [number for number in numbers if number in among]
            else:
                cells = self.columns.get(column) or [None] * self.length
                numbers = [n for n in numbers if (cells[n] or "") == value]
        return [self.row(number) for number in numbers]

    def passing(self, child: str, holds: Callable[[str], bool]) -> None:
        """Nothing: rows in memory are as well walked."""

    def first(self, column: str, value: str) -> TableNode | None:
        """The first row with that text in that column."""
        numbers = self._numbers(column, value)
        return self.row(numbers[0]) if numbers else None

    def _numbers(self, column: str, value: str) -> list[int]:
        """The rows whose cell in ``column`` is exactly ``value``, in order.

        A row without such a cell reads as blank.
        """
        index = self._indexes.get(column)
        if index is None:
            index = {}
            cells = self.columns.get(column) or [None] * self.length
            for number, cell in enumerate(cells):
                index.setdefault(cell or "", []).append(number)
            self._indexes[column] = index
        return index.get(value, [])
