"""What an expression reads, so that calculations can be put in order."""

from __future__ import annotations

import pytest

from kiosk.xpath.parser import parse
from kiosk.xpath.references import Origin, functions_used, references


def told(source):
    """References as short texts: origin, steps, and how many steps are shared."""
    marks = {Origin.ROOT: "/", Origin.CONTEXT: ".", Origin.CURRENT: "!"}
    return [
        (marks.get(r.origin, f"{r.instance}:") + "/".join(r.steps), r.shared)
        for r in references(parse(source))
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (".", [(".", 0)]),
        ("../a + ./b", [(".../a", 0), (".b", 0)]),
        ("/data/p/age", [("/data/p/age", 2)]),
        ("count(/data/p)", [("/data/p", 1)]),
        ("/data/p[n > 3]/age", [("/data/p/n", 1), ("/data/p/age", 1)]),
        (
            "instance('c')/root/item[k = /data/k and x = current()/../y]/label",
            [
                ("c:root/item/k", 0),
                ("/data/k", 1),
                ("c:root/item/x", 0),
                ("!../y", 0),
                ("c:root/item/label", 0),
            ],
        ),
        ("position(..)", [("...", 0)]),
        ("jr:choice-name(/data/a, ' /data/b ')", [("/data/b", 1), ("/data/a", 1)]),
        ("indexed-repeat(/d/p/n, /d/p, ../i)", [(".../i", 0), ("/d/p/n", 0)]),
        ("//x", [("////x", 0)]),
        ("a/following-sibling::b", [(".b", 0)]),
        ("ancestor::x", [("///", 0)]),
        ("@id", [(".@id", 0)]),
        ("text()", [(".", 0)]),
        ("string()", [(".", 0)]),
        ("pulldata('p', 'a', 'b', ../k)", [("p:root/item", 0), (".../k", 0)]),
        ("once(random())", []),
        ("(a | b)/c", [(".a/c", 0), (".b/c", 0)]),
        ("randomize(instance('x')/root/item)", [("x:root/item", 0)]),
        ("a/../b", [(".b", 0)]),
        ("if(a, b, c) = 1", [(".a", 0), (".b", 0), (".c", 0)]),
    ],
)
def test_every_path_is_named(source, expected):
    assert sorted(told(source)) == sorted(expected)


def test_the_functions_of_an_expression():
    used = functions_used(parse("if(/a[today() > b], uuid(), -count(c | d[now()]))"))
    assert used == {"if", "today", "uuid", "count", "now"}
