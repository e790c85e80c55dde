"""XPath 1.0's functions over strings and booleans, with ODK's extensions of them.

``concat`` and ``join`` take node-sets node by node; ``if`` and ``coalesce`` evaluate
no more than they need.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from kiosk.xpath import code
from kiosk.xpath.code import NODE, OUTSIDE, Code, Kind
from kiosk.xpath.coerce import to_text, written_text
from kiosk.xpath.functions import Form, Function
from kiosk.xpath.functions_math import round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.xpath.syntax import Call
    from kiosk.xpath.values import Context, Node, Value

_SPACES: Final = {9: " ", 10: " ", 13: " "}


def texts_of(values: tuple[Value, ...]) -> list[str]:
    """Every argument as text, node-sets node by node."""
    texts: list[str] = []
    for value in values:
        if isinstance(value, list):
            texts += [node.text() for node in value]
        else:
            texts.append(to_text(value))
    return texts


def _concat(*values: Value) -> str:
    return "".join(texts_of(values))


def _join(separator: str, *values: Value) -> str:
    return separator.join(texts_of(values))


def _before(text: str, mark: str) -> str:
    return text.partition(mark)[0] if mark and mark in text else ""


def _after(text: str, mark: str) -> str:
    return text.partition(mark)[2] if mark else text


def _substring(text: str, start: float, length: float = math.inf) -> str:
    """Characters whose 1-based position rounds into the range (XPath 1.0, 4.2)."""
    first = round_half_up(start)
    end = first + round_half_up(length)
    if math.isnan(first) or math.isnan(end):
        return ""
    low = max(0.0, min(len(text), first - 1))
    high = max(0.0, min(len(text), end - 1))
    return text[int(low) : int(high)]


def _substr(text: str, start: float, end: float = math.inf) -> str:
    """From the 0-based ``start`` up to and without ``end``; negatives from the end."""
    if math.isnan(start) or math.isnan(end):
        return ""
    low, high = (int(max(-len(text), min(len(text), edge))) for edge in (start, end))
    return text[low:high]


def _normalised(text: str) -> str:
    """XML white space trimmed and collapsed."""
    return " ".join(filter(None, text.translate(_SPACES).split(" ")))


def _translated(text: str, old: str, new: str) -> str:
    """Characters of ``old`` become those of ``new``, or nothing; the first counts."""
    table: dict[int, str] = {}
    for index, character in enumerate(old):
        table.setdefault(ord(character), new[index : index + 1])
    return text.translate(table)


def _of_context(name: str, gives: Kind, body: Callable[[str], str | float]) -> Form:
    """A function of a string that takes the context node where no argument stands."""

    def build(args: list[Code], _site: Call) -> Code:
        if not args:
            return Code(gives, lambda n, _c: body(n.text()), NODE | OUTSIDE)
        arg = code.as_string(args[0])
        if isinstance(arg.constant, str):
            return code.constant(body(arg.constant))
        run = arg.run
        return Code(gives, lambda n, c: body(run(n, c)), arg.reads)

    return Form(name, 0, 1, build)


def _string(args: list[Code], _site: Call) -> Code:
    """``string(v?)``."""
    if args:
        return code.as_string(args[0])
    return Code(Kind.STRING, lambda n, _c: n.text(), NODE | OUTSIDE)


def _boolean(args: list[Code], _site: Call) -> Code:
    """``boolean(v)``: a node-set by its value."""
    return code.as_boolean(args[0])


def _if(args: list[Code], _site: Call) -> Code:
    """``if(condition, then, otherwise)``: only the branch that is taken runs."""
    condition, then, otherwise = code.as_boolean(args[0]), args[1], args[2]
    if condition.constant is not None:
        return then if condition.constant else otherwise
    holds, first, second = condition.run, then.run, otherwise.run
    return Code(
        then.kind if then.kind is otherwise.kind else Kind.ANY,
        lambda n, c: first(n, c) if holds(n, c) else second(n, c),
        code.reads_of([condition, then, otherwise]),
    )


def _coalesce(args: list[Code], _site: Call) -> Code:
    """The first argument that is neither blank nor NaN, or ""."""
    runs = [arg.run for arg in args]

    def run(node: Node, context: Context) -> Value:
        for candidate in runs:
            value: Value = candidate(node, context)
            if written_text(value):
                return value
        return ""

    return Code(Kind.ANY, run, code.reads_of(args) | OUTSIDE)


def _not(value: bool) -> bool:  # noqa: FBT001 (XPath's own signature)
    return not value


FUNCTIONS: Final = (
    Form("string", 0, 1, _string),
    Function("concat", "v*", Kind.STRING, _concat),
    Function("join", "sv*", Kind.STRING, _join),
    Function("starts-with", "ss", Kind.BOOLEAN, str.startswith),
    Function("ends-with", "ss", Kind.BOOLEAN, str.endswith),
    Function("contains", "ss", Kind.BOOLEAN, str.__contains__),
    Function("substring-before", "ss", Kind.STRING, _before),
    Function("substring-after", "ss", Kind.STRING, _after),
    Function("substring", "snn?", Kind.STRING, _substring),
    Function("substr", "snn?", Kind.STRING, _substr),
    _of_context("string-length", Kind.NUMBER, lambda text: float(len(text))),
    _of_context("normalize-space", Kind.STRING, _normalised),
    Function("translate", "sss", Kind.STRING, _translated),
    Form("boolean", 1, 1, _boolean),
    Function("not", "b", Kind.BOOLEAN, _not),
    Function("true", "", Kind.BOOLEAN, lambda: True),
    Function("false", "", Kind.BOOLEAN, lambda: False),
    Form("if", 3, 3, _if),
    Form("coalesce", 2, None, _coalesce),
)
