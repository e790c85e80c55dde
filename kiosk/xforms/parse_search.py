"""``search('file', …)`` in an appearance: choices looked up in a CSV of their own.

What belongs here: turning it into an ``Itemset`` over that CSV, so that nothing above
knows the difference. The question's one item names the columns; items whose value is
a whole number are choices as they stand (XLSForm, selects from pre-loaded data).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.xforms.definition import FormError, Itemset
from kiosk.xforms.expressions import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.xforms.definition import Item

_SEARCH = re.compile(r"(?:^|\s)search\s*\((.*)\)\s*(?:$|\s)", re.DOTALL)
_LITERAL = re.compile(r"""\s*(?:'([^']*)'|"([^"]*)")\s*""")
_RELATIVE = re.compile(r"(?<![\w/.\])*])\.\./")
_NUMBER = re.compile(r"-?[0-9]+")
_UPPER, _LOWER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
_FOUND = {
    "contains": "contains({cell}, {sought})",
    "startswith": "starts-with({cell}, {sought})",
    "endswith": "ends-with({cell}, {sought})",
}
_MATCHES = "matches"
_ARITIES = frozenset({1, 4, 6})


def read_search(
    appearance: str, items: Sequence[Item], path: str
) -> tuple[str, Itemset, tuple[Item, ...]] | None:
    """The looked-up choices of the question at ``path``.

    Returns:
        The id of the list (its CSV without ending), its itemset, and the items that
        are choices as they stand; None where the appearance does not search.

    Raises:
        FormError: ``search-not-understood``.
    """
    found = _SEARCH.search(appearance)
    if found is None:
        return None
    arguments = _arguments(found.group(1))
    if len(arguments) not in _ARITIES:
        raise _trouble("it takes 1, 4 or 6 arguments", path)
    columns = [item for item in items if _NUMBER.fullmatch(item.value) is None]
    if not columns:
        raise _trouble("no choice names the columns", path)
    name = _literal(arguments[0], path).removesuffix(".csv")
    nodeset = f"instance('{name}')/root/item{_predicates(arguments, path)}"
    itemset = Itemset(
        nodeset=compiled(nodeset, f"{path} search"),
        value=compiled(columns[0].value, f"{path} search"),
        label_columns=columns[0].label,
    )
    return name, itemset, tuple(item for item in items if item not in columns)


def _predicates(arguments: Sequence[str], path: str) -> str:
    if len(arguments) == 1:
        return ""
    mode = _literal(arguments[1], path).lower()
    if mode != _MATCHES and mode not in _FOUND:
        raise _trouble(f"{mode} is no way to search", path)
    columns = [name.strip() for name in _literal(arguments[2], path).split(",")]
    sought = _from_question(arguments[3])
    tests = " or ".join(_test(mode, column, sought) for column in columns)
    kept = ""
    if len(arguments) > 4:  # noqa: PLR2004 (the filter's two arguments)
        column = _literal(arguments[4], path)
        kept = f"[{column} = string({_from_question(arguments[5])})]"
    return f"{kept}[{tests}]"


def _test(mode: str, column: str, sought: str) -> str:
    """Letters of either case match, except where the whole cell is meant."""
    if mode == _MATCHES:
        return f"{column} = string({sought})"
    lower = "translate({}, '" + _UPPER + "', '" + _LOWER + "')"
    return _FOUND[mode].format(cell=lower.format(column), sought=lower.format(sought))


def _from_question(source: str) -> str:
    """A relative path starts at the question, although it stands in a predicate."""
    return _RELATIVE.sub("current()/../", source.strip())


def _arguments(text: str) -> list[str]:
    """Split at the commas outside brackets and quotes."""
    parts, depth, quote = [""], 0, ""
    for letter in text:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "," and depth == 0:
            parts.append("")
            continue
        parts[-1] += letter
    return parts


def _literal(source: str, path: str) -> str:
    found = _LITERAL.fullmatch(source)
    if found is None:
        raise _trouble(f"{source.strip()} is not a text in quotation marks", path)
    return (found.group(1) or found.group(2) or "").strip()


def _trouble(message: str, path: str) -> FormError:
    return FormError("search-not-understood", message, path)
