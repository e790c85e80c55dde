"""Secondary instances: lists a form reads but never writes.

What belongs here: internal ``instance`` elements and external CSV, XML and GeoJSON as
trees for expressions; large ones are in ``external``. Regular lists (rows of plain
cells) become ``Table``, which keeps columns and makes nodes only when an expression
walks them.
"""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from lxml import etree

from kiosk.xforms.definition import FormError
from kiosk.xforms.external import csv_rows, from_shelf, is_csv
from kiosk.xforms.geojson import feature_rows
from kiosk.xforms.reading import children, read_xml, split
from kiosk.xforms.tree import FixedNode, Table
from kiosk.xpath.values import ATTRIBUTE, DOCUMENT, ELEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.tables import Shelf
    from kiosk.xforms.resources import Resources
    from kiosk.xpath.values import Node

_PLAIN = etree.XPath(
    "not(@* | */@* | */*/@* | */*/*) and count(*) = count(*[name() = name(../*[1])])"
)
"""Rows of one name with cells that hold text alone, told without a Python loop."""
_CELLS = etree.XPath("*/*")
_tag = attrgetter("tag")
_LAST_SAVED = "jr://instance/last-saved"


def internal(root: etree._Element) -> Node:
    """The tree of an ``instance`` element's content, its document node."""
    table = _table(root)
    if table is not None:
        return table
    document = FixedNode(DOCUMENT, "", "", "", None)
    document.children.append(_fixed(root, document))
    return document


def external(
    uri: str, resources: Resources, warnings: list[str], shelf: Shelf | None = None
) -> Node:
    """A list from beside the form; empty, with a warning, where it is missing.

    Args:
        uri: ``jr://file-csv/name.csv`` and the like; its ending tells the format.
        resources: where it comes from.
        warnings: what may disappoint is added here.
        shelf: takes the indexes of lists that are too large to hold.

    Raises:
        FormError: ``resource-not-readable`` for a file that is not what it says.
    """
    if uri == _LAST_SAVED:
        return Table("root", "item", {}, 0)
    large = None if shelf is None else from_shelf(uri, resources, shelf)
    if large is not None:
        return large
    content = resources.read(uri)
    if content is None:
        warnings.append(f"missing file: {uri}")
        return Table("root", "item", {}, 0)
    if is_csv(uri):
        return _from_csv(content, uri)
    if uri.lower().endswith((".geojson", ".json")):
        return _from_geojson(content, uri)
    return internal(read_xml(content, uri))


def _from_csv(content: bytes, uri: str) -> Table:
    rows = csv_rows(content, uri)
    lines = list(rows.cells)
    turned = zip(*lines, strict=True) if lines else [()] * len(rows.columns)
    columns = {
        name: list(cells) for name, cells in zip(rows.columns, turned, strict=True)
    }
    return Table("root", "item", columns, len(lines))


def _from_geojson(content: bytes, uri: str) -> Table:
    try:
        rows = feature_rows(json.loads(content))
    except (TypeError, ValueError) as error:
        raise FormError("resource-not-readable", str(error), uri) from None
    return _table_of(rows)


def _table_of(rows: Sequence[dict[str, str]]) -> Table:
    names = dict.fromkeys(name for row in rows for name in row)
    columns: dict[str, list[str | None]] = {
        name: [row.get(name) for row in rows] for name in names
    }
    return Table("root", "item", columns, len(rows))


def _table(root: etree._Element) -> Table | None:
    """A ``Table`` where every row is one kind of element with plain cells."""
    if not len(root) or not _PLAIN(root):
        return None
    columns = _even_columns(root)
    if columns is None:
        columns = _uneven_columns(root)
    if not columns:
        return None
    names = {split(tag)[1]: column for tag, column in columns.items()}
    row_name = split(str(root[0].tag))[1]
    return Table(split(str(root.tag))[1], row_name, names, len(root))


def _even_columns(root: etree._Element) -> dict[str, list[str | None]] | None:
    """The columns where all rows have the cells of the first, in its order."""
    tags = [str(cell.tag) for cell in root[0]]
    cells = cast("Sequence[etree._Element]", _CELLS(root))  # noqa: SLF001 (its name)
    width = len(tags)
    if not width or len(set(tags)) != width or len(cells) != width * len(root):
        return None
    if any(
        list(map(_tag, cells[at::width])) != [tag] * len(root)
        for at, tag in enumerate(tags)
    ):
        return None
    texts: list[str | None] = [cell.text or "" for cell in cells]
    return {tag: texts[at::width] for at, tag in enumerate(tags)}


def _uneven_columns(root: etree._Element) -> dict[str, list[str | None]] | None:
    """The columns where cells are missing; None where a row has one twice."""
    columns: dict[str, list[str | None]] = {}
    for number, row in enumerate(root):
        for cell in row:
            column = columns.setdefault(str(cell.tag), [])
            if len(column) > number:
                return None
            column.extend([None] * (number - len(column)))
            column.append(cell.text or "")
    for column in columns.values():
        column.extend([None] * (len(root) - len(column)))
    return columns


def _fixed(element: etree._Element, parent: FixedNode) -> FixedNode:
    name = split(str(element.tag))[1]
    value = "" if len(element) else (element.text or "")
    node = FixedNode(ELEMENT, name, "", value, parent)
    node.attributes.extend(_fixed_attributes(element, node))
    node.children.extend(_fixed(nested, node) for nested in children(element))
    return node


def _fixed_attributes(element: etree._Element, node: FixedNode) -> Iterator[FixedNode]:
    for key, value in element.attrib.items():
        namespace, name = split(str(key))
        yield FixedNode(ATTRIBUTE, name, namespace, str(value), node)
