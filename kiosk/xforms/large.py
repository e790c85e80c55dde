"""Lists too large to hold: nodes over an index on disk, made when asked for.

What belongs here: the tree an expression walks over ``kiosk.tables``. A node is no more
than a place in the list; two nodes of the same place are equal, and nothing keeps them
but whoever asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from kiosk.xpath.values import DOCUMENT, ELEMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kiosk.tables import Cells, Index
    from kiosk.xpath.values import Node

_K = TypeVar("_K")
_V = TypeVar("_V")
ROOT: Final = "root"
ROW: Final = "item"
_AT_ONCE: Final = 2_000
"""Rows of an answer that come with their cells; of more, only the numbers."""
_PAGE: Final = 256
_PAGES: Final = 16
_ANSWERS: Final = 64


class _LargeNode:
    """What all elements of a large list have in common."""

    __slots__ = ()
    kind: ClassVar[int] = ELEMENT
    namespace: ClassVar[str] = ""
    prefix: ClassVar[str] = ""
    datatype: ClassVar[str] = ""
    relevant: ClassVar[bool] = True
    attributes: ClassVar[tuple[Node, ...]] = ()


class LargeTable:
    """A list on disk; it is the document node of its own tree."""

    kind: ClassVar[int] = DOCUMENT
    name: ClassVar[str] = ""
    namespace: ClassVar[str] = ""
    prefix: ClassVar[str] = ""
    datatype: ClassVar[str] = ""
    relevant: ClassVar[bool] = True
    parent: ClassVar[None] = None
    attributes: ClassVar[tuple[Node, ...]] = ()

    def __init__(self, index: Index) -> None:
        """``index`` has the rows."""
        self.index = index
        self.places = {name: at for at, name in enumerate(index.columns)}
        self.root = LargeRoot(self)
        self.children: Sequence[Node] = (self.root,)
        self._answers: dict[tuple[tuple[str, str], ...], list[LargeRow]] = {}
        self._pages: dict[int, list[Cells]] = {}

    def named(self, name: str) -> Sequence[LargeRoot]:
        """The root, where it is called that."""
        return (self.root,) if name == ROOT else ()

    def text(self) -> str:
        """The string-value of the whole list."""
        return self.root.text()

    def find(self, tests: Sequence[tuple[str, str]]) -> list[LargeRow]:
        """The rows whose cells in the columns named have exactly these texts.

        The last few short answers are remembered.
        """
        key = tuple(tests)
        known = self._answers.get(key)
        if known is not None:
            return known
        found = self.index.find(tests, _AT_ONCE + 1)
        if len(found) > _AT_ONCE:
            return [LargeRow(self, n, None) for n in self.index.numbers(tests)]
        rows = [LargeRow(self, number, cells) for number, cells in found]
        _remember(self._answers, key, rows, _ANSWERS)
        return rows

    def passing(self, child: str, holds: Callable[[str], bool]) -> list[LargeRow]:
        """The rows whose cell has a text that ``holds``; each text is asked once."""
        texts = {text for text in self.index.texts(child) if holds(text)}
        numbers = self.index.among(child, texts)
        return [LargeRow(self, number, None) for number in numbers]

    def first(self, column: str, value: str) -> LargeRow | None:
        """The first row with that text in that column."""
        for number, cells in self.index.find([(column, value)], 1):
            return LargeRow(self, number, cells)
        return None

    def cells(self, number: int) -> Cells:
        """The cells of a row; neighbours are read with it."""
        page, at = divmod(number, _PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self.index.rows(page * _PAGE, (page + 1) * _PAGE)
            _remember(self._pages, page, rows, _PAGES)
        return rows[at]


class LargeRoot(_LargeNode):
    """The element around all rows."""

    __slots__ = ("parent", "table")
    name: ClassVar[str] = ROOT

    def __init__(self, table: LargeTable) -> None:
        """One for each table."""
        self.table = table
        self.parent = table

    @property
    def children(self) -> Sequence[LargeRow]:
        """All rows, light ones: made for this walk and not kept."""
        return [LargeRow(self.table, n, None) for n in range(self.table.index.length)]

    def named(self, name: str) -> Sequence[LargeRow]:
        """All rows, where they are called that."""
        return self.children if name == ROW else ()

    def text(self) -> str:
        """All cells, one after the other."""
        return "".join(row.text() for row in self.children)


class LargeRow(_LargeNode):
    """A row: its number, and its cells where they came with the answer."""

    __slots__ = ("_cells", "number", "table")
    name: ClassVar[str] = ROW

    def __init__(self, table: LargeTable, number: int, cells: Cells | None) -> None:
        """Without ``cells`` they are read when asked for."""
        self.table = table
        self.number = number
        self._cells = cells

    def __eq__(self, other: object) -> bool:
        """The same row of the same list."""
        if not isinstance(other, LargeRow):
            return NotImplemented
        return self.number == other.number and self.table is other.table

    def __hash__(self) -> int:
        """By number."""
        return hash((LargeRow, self.number))

    @property
    def parent(self) -> LargeRoot:
        """The root."""
        return self.table.root

    @property
    def children(self) -> Sequence[LargeCell]:
        """The cells it has, as nodes."""
        return [LargeCell(self, name) for name, _ in self.cells()]

    def named(self, name: str) -> Sequence[LargeCell]:
        """The cell of that name."""
        return () if self.cell(name) is None else (LargeCell(self, name),)

    def cell(self, name: str) -> str | None:
        """The text of a cell; None where it has none."""
        at = self.table.places.get(name)
        return None if at is None else self._all()[at]

    def cells(self) -> Iterator[tuple[str, str]]:
        """The cells it has, by name."""
        for name, text in zip(self.table.places, self._all(), strict=True):
            if text is not None:
                yield name, text

    def text(self) -> str:
        """All cells together."""
        return "".join(text for _, text in self.cells())

    def _all(self) -> Cells:
        return self.table.cells(self.number) if self._cells is None else self._cells


class LargeCell(_LargeNode):
    """One cell of a row."""

    __slots__ = ("name", "parent")
    children: ClassVar[tuple[Node, ...]] = ()

    def __init__(self, row: LargeRow, name: str) -> None:
        """``row`` has such a cell."""
        self.parent = row
        self.name = name

    def __eq__(self, other: object) -> bool:
        """The same cell of the same row."""
        if not isinstance(other, LargeCell):
            return NotImplemented
        return self.name == other.name and self.parent == other.parent

    def __hash__(self) -> int:
        """By row and name."""
        return hash((self.parent.number, self.name))

    def named(self, name: str) -> Sequence[Node]:
        """Nothing: it has no children."""
        del name
        return ()

    def text(self) -> str:
        """What the cell says."""
        return self.parent.cell(self.name) or ""


def _remember(known: dict[_K, _V], key: _K, value: _V, most: int) -> None:
    """Keep ``value``; the oldest goes where there are too many."""
    known[key] = value
    while len(known) > most:
        known.pop(next(iter(tuple(known))), None)
