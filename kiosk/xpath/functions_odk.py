"""ODK's own functions: choices, checklists, patterns, and what only the form knows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from kiosk.xpath import code, patterns, syntax
from kiosk.xpath.code import CHANCE, NODE, OUTSIDE, Code, Kind
from kiosk.xpath.coerce import nodes_truth, to_boolean, to_number, to_text
from kiosk.xpath.errors import XPathError
from kiosk.xpath.functions import Form, Function
from kiosk.xpath.printer import to_source

if TYPE_CHECKING:
    from kiosk.xpath.code import Run
    from kiosk.xpath.syntax import Call
    from kiosk.xpath.values import Context, Node, Value


def _selected(chosen: str, wanted: str) -> bool:
    """Whether a token of a space-separated list is exactly the wanted one."""
    return wanted.strip() in chosen.split()


def _selected_at(chosen: str, index: float) -> str:
    """The token at a 0-based index, or ""."""
    tokens = chosen.split()
    if not math.isfinite(index) or not 0 <= int(index) < len(tokens) or index < 0:
        return ""
    return tokens[int(index)]


def _count_selected(chosen: str) -> float:
    return float(len(chosen.split()))


def _boolean_from_string(value: Value) -> bool:
    """True for "true" and "1" only."""
    return to_text(value) in {"true", "1"}


def _truths(value: Value) -> list[bool]:
    """How each answer of a checklist counts, node-sets node by node."""
    if isinstance(value, list):
        return [nodes_truth([node]) for node in value]
    return [to_boolean(value)]


def _checklist(least: float, most: float, *values: Value) -> bool:
    """Whether so many answers are true; -1 stands for no limit."""
    count = sum(truth for value in values for truth in _truths(value))
    return _within(float(count), least, most)


def _within(total: float, least: float, most: float) -> bool:
    """Between two limits, each of which -1 lifts."""
    return (least < 0 or total >= least) and (most < 0 or total <= most)


def _weighted_checklist(
    _node: Node, context: Context, least: float, most: float, *pairs: Value
) -> bool:
    """Whether the weights of the true answers add up to so much."""
    total = 0.0
    for answers, weights in zip(pairs[::2], pairs[1::2], strict=True):
        numbers = _weights(weights, context)
        for truth, weight in zip(_truths(answers), numbers, strict=False):
            total += weight if truth else 0.0
    return _within(total, least, most)


def _weights(value: Value, context: Context) -> list[float]:
    """Weights, node-sets node by node."""
    if isinstance(value, list):
        return [to_number([node], context) for node in value]
    return [to_number(value, context)]


def _weighted(args: list[Code], site: Call) -> Code:
    """``weighted-checklist(min, max, (answer, weight)*)``."""
    if len(args) % 2:
        message = "weighted-checklist() takes pairs of an answer and a weight"
        raise XPathError("xpath-arity", message, site.column)
    runs = [
        code.as_number(args[0]).run,
        code.as_number(args[1]).run,
        *(arg.run for arg in args[2:]),
    ]
    return Code(
        Kind.BOOLEAN,
        lambda n, c: _weighted_checklist(n, c, *[run(n, c) for run in runs]),
        code.reads_of(args) | OUTSIDE,
    )


def _uuid(_node: Node, context: Context, length: float | None = None) -> str:
    """A version 4 UUID, or that many random letters and digits, 1,000 at most."""
    if length is not None:
        count = 0 if math.isnan(length) else int(max(0.0, min(length, 1_000.0)))
        letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        picks = [int(context.random() * len(letters)) for _ in range(count)]
        return "".join(letters[pick] for pick in picks)
    bits = 0
    for _ in range(4):
        bits = bits << 32 | int(context.random() * (1 << 32))
    bits = bits & ~(0xF << 76) | 4 << 76  # the version
    bits = bits & ~(0x3 << 62) | 2 << 62  # the variant
    text = f"{bits:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _once(args: list[Code], _site: Call) -> Code:
    """``once(v)``: what the node holds, and only a blank one is computed."""
    first: Run = args[0].run

    def run(node: Node, context: Context) -> Value:
        own = node if context.current is None else context.current
        kept = context.host.kept(own)
        value: Value = kept or first(node, context)
        return value

    return Code(Kind.ANY, run, args[0].reads | NODE | OUTSIDE)


def _choice_name(args: list[Code], site: Call) -> Code:
    """``jr:choice-name(value, 'path')``; a path without quotes means itself."""
    value = code.as_string(args[0])
    named = site.args[1]
    if isinstance(named, syntax.Path):
        path = code.constant(to_source(named))
    else:
        path = code.as_string(args[1])
    wanted, where = value.run, path.run
    return Code(
        Kind.STRING,
        lambda n, c: c.host.choice_name(wanted(n, c), where(n, c).strip(), n),
        value.reads | path.reads | NODE | OUTSIDE,
    )


def _itext(node: Node, context: Context, text_id: str) -> str:
    return context.host.itext(text_id, node)


def _pulldata(_node: Node, context: Context, *words: str) -> str:
    instance, column, key_column, key = words
    return context.host.pulldata(instance, column, key_column, key)


FUNCTIONS: Final = (
    Function("selected", "ss", Kind.BOOLEAN, _selected),
    Function("selected-at", "sn", Kind.STRING, _selected_at),
    Function("count-selected", "s", Kind.NUMBER, _count_selected),
    Function("boolean-from-string", "v", Kind.BOOLEAN, _boolean_from_string),
    Function("checklist", "nnv*", Kind.BOOLEAN, _checklist),
    Form("weighted-checklist", 2, None, _weighted),
    Function("regex", "ss", Kind.BOOLEAN, patterns.whole_match, raises=True),
    Function("uuid", "n?", Kind.STRING, _uuid, CHANCE | OUTSIDE),
    Form("once", 1, 1, _once),
    Form("jr:choice-name", 2, 2, _choice_name),
    Function("jr:itext", "s", Kind.STRING, _itext, NODE | OUTSIDE),
    Function("pulldata", "ssss", Kind.STRING, _pulldata, OUTSIDE),
)
