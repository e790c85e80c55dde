"""What the fuzz command is made from: expressions and forms, drawn and mutated.

What belongs here: the raw material; ``engine`` runs it and judges.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kiosk.xpath.library import LIBRARY
from tests.support.recorded_forms import recordings, shared_folder

if TYPE_CHECKING:
    from random import Random

TOKENS = (
    *(
        "/",
        "//",
        ".",
        "..",
        "@",
        "*",
        "(",
        ")",
        "[",
        "]",
        ",",
        "|",
        "::",
        "$v",
        "'",
        '"',
    ),
    *("+", "-", "=", "!=", "<", ">", "<=", ">=", " and ", " or ", " div ", " mod "),
    *(
        "0",
        "1",
        "-1",
        "1.5",
        ".5",
        "9999999999999999999999",
        "''",
        "'a'",
        "'2024-02-30'",
    ),
    *("data", "/data/a", "../b", "current()/.", "instance('x')/root/item", "node()"),
    *(
        "text()",
        "child::",
        "ancestor::",
        "preceding::",
        "following-sibling::",
        "self::",
    ),
    *("a:b", "'\\'", "'(a+)+$'", "'[['", "é", "\x00", " ", "\u3000", "..."),
)
_ATTRIBUTE = re.compile(
    r"(nodeset|ref|bind|calculate|relevant|constraint|value|required|readonly|type"
    r"|jr:count|jr:preload|event|src|id)=(\"[^\"]*\"|'[^']*')"
)
_ELEMENT = re.compile(r"<[^>]*>")
LONGEST = 200_000


def sources() -> tuple[list[str], list[str]]:
    """Expressions and forms to begin with; built-in ones where no recordings are."""
    expressions = [row["expression"] for row in recordings("xpath.jsonl")]
    forms = []
    for row in recordings("xforms.jsonl"):
        xml = (shared_folder() / row["file"]).read_bytes()
        if len(xml) <= LONGEST:
            forms.append(xml.decode("utf-8", "replace"))
    places = sorted((shared_folder() / "forms").glob("*.xml"))
    forms += [place.read_text("utf-8", "replace") for place in places]
    return expressions or ["concat('a', /data/b, string(position(..)))"], forms


def drawn_expression(chance: Random, known: list[str]) -> str:
    """An expression nobody would write, or one somebody wrote, spoiled."""
    turn = chance.random()
    if turn < 0.4:
        return _spoiled(chance.choice(known), chance)
    if turn < 0.6:
        one, other = chance.choice(known), chance.choice(known)
        return (
            one[: chance.randint(0, len(one))] + other[chance.randint(0, len(other)) :]
        )
    if turn < 0.97:
        return _call(chance, 3)
    shape = chance.choice(["(", "not(", "-", "a[", "concat(", "1+", "a/", "if(1,"])
    return shape * chance.randint(100, 3_000) + "1"


def _call(chance: Random, depth: int) -> str:
    if depth == 0 or chance.random() < 0.25:
        return chance.choice(TOKENS)
    if chance.random() < 0.3:
        operator = chance.choice(["+", "=", " and ", "|", "[", "<", " div ", "/"])
        left, right = _call(chance, depth - 1), _call(chance, depth - 1)
        return f"{left}{operator}{right}" + ("]" if operator == "[" else "")
    name = chance.choice(sorted(LIBRARY))
    count = chance.choice([0, 1, 1, 2, 2, 3, 4])
    return f"{name}({', '.join(_call(chance, depth - 1) for _ in range(count))})"


def _spoiled(text: str, chance: Random) -> str:
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(text))
        cut = chance.randint(0, 4)
        text = text[:at] + chance.choice(["", *TOKENS]) + text[at + cut :]
    return text


def mutated(xml: str, chance: Random, expressions: list[str]) -> str:
    """A form with something in it that does not belong there."""
    for _ in range(chance.randint(1, 3)):
        xml = chance.choice(
            [_attribute, _attribute, _attribute, _twice, _gone, _swapped, _bytes]
        )(xml, chance, expressions)
    return xml


def _quoted(text: str) -> str:
    return (
        json.dumps(text)[1:-1]
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace('\\"', "&quot;")
    )


def _attribute(xml: str, chance: Random, expressions: list[str]) -> str:
    """Another value for an attribute: an expression, or another attribute's."""
    places = list(_ATTRIBUTE.finditer(xml))
    if not places:
        return xml
    place = chance.choice(places)
    value = f'"{_quoted(drawn_expression(chance, expressions))}"'
    if chance.random() < 0.5:
        value = chance.choice(places)[2]
    return xml[: place.start(2)] + value + xml[place.end(2) :]


def _twice(xml: str, chance: Random, _: list[str]) -> str:
    one, other = _two(xml, chance)
    return xml[:other] + xml[one:other] + xml[other:]


def _gone(xml: str, chance: Random, _: list[str]) -> str:
    one, other = _two(xml, chance)
    return xml[:one] + xml[other:]


def _swapped(xml: str, chance: Random, _: list[str]) -> str:
    tags = list(_ELEMENT.finditer(xml))
    if not tags:
        return xml
    one, other = chance.choice(tags), chance.choice(tags)
    return xml[: one.start()] + other[0] + xml[one.end() :]


def _bytes(xml: str, chance: Random, _: list[str]) -> str:
    at = chance.randint(0, len(xml))
    return xml[:at] + chance.choice(["\x00", "&a;", "<", "\ufffe", "x"]) + xml[at + 1 :]


def _two(xml: str, chance: Random) -> tuple[int, int]:
    """A whole element, so that what is left is often well-formed."""
    tags = [t for t in _ELEMENT.finditer(xml) if t[0][1] not in "/?!"]
    if not tags:
        return 0, 0
    tag = chance.choice(tags)
    name = tag[0][1:-1].split()[0].rstrip("/") if tag[0][1:-1].split() else ""
    if tag[0].endswith("/>"):
        return tag.start(), tag.end()
    end = xml.find(f"</{name}>", tag.end())
    return tag.start(), tag.end() if end < 0 else end + len(name) + 3
