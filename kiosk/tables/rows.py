"""The shape of a list on its way into an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cells: TypeAlias = "Sequence[str | None]"
"""A row's cells in the order of the columns; None where it has no such cell."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A list, read once from beginning to end.

    Attributes:
        columns: their names, each once.
        cells: every row, as wide as ``columns``.
    """

    columns: Sequence[str]
    cells: Iterable[Cells]
