"""Which calculation comes first, and which circles are refused."""

from __future__ import annotations

import pytest

from kiosk.xforms import FormError, load_form
from kiosk.xforms.definition import Aspect
from tests.support.scenario import xform


def form(nodes, binds, body=""):
    return load_form(
        xform(f'<instance><data id="f">{nodes}</data></instance>{binds}', body)
    )


def bind(name, **rules):
    attributes = " ".join(f'{rule}="{value}"' for rule, value in rules.items())
    return f'<bind nodeset="/data/{name}" {attributes}/>'


def cycle(nodes, binds, body=""):
    with pytest.raises(FormError) as caught:
        form(nodes, binds, body)
    assert caught.value.code == "dependency-cycle"
    return caught.value.message


def test_what_is_read_comes_before_what_reads_it():
    binds = bind("c", calculate="/data/b") + bind("b", calculate="/data/a")
    targets = form("<a/><b/><c/>", binds).graph.targets
    assert [target.path for target in targets] == ["/data/b", "/data/c"]


def test_the_relevance_of_a_group_comes_before_what_reads_inside_it():
    binds = bind("sum", calculate="/data/g/a + 1") + bind("g", relevant="/data/x = 1")
    targets = form("<x/><g><a/></g><sum/>", binds).graph.targets
    assert [(t.path, t.aspect) for t in targets] == [
        ("/data/g", Aspect.RELEVANT),
        ("/data/sum", Aspect.VALUE),
    ]


def test_two_calculations_that_wait_for_each_other_are_named():
    binds = bind("a", calculate="/data/b") + bind("b", calculate="/data/a")
    message = cycle("<a/><b/>", binds)
    assert "/data/a" in message
    assert "/data/b" in message


@pytest.mark.parametrize(
    "rule",
    [
        {"calculate": ". + 1"},
        {"calculate": "/data/a + 1"},
        {"relevant": "/data/a = 1"},
        {"calculate": "../a"},
    ],
)
def test_a_question_that_waits_for_itself_is_refused(rule):
    cycle("<a/>", bind("a", **rule))


def test_a_group_that_depends_on_what_is_inside_it_is_refused():
    cycle("<g><a/></g>", bind("g", relevant="/data/g/a = 1"))


def test_a_long_circle_is_found():
    names = [f"q{n}" for n in range(2_000)]
    binds = "".join(
        bind(name, calculate=f"/data/{names[at - 1]}") for at, name in enumerate(names)
    )
    cycle("".join(f"<{name}/>" for name in names), binds)


def test_a_constraint_may_look_at_its_own_question():
    assert form("<a/>", bind("a", constraint=". &gt; 1")).graph.targets == ()


def test_required_and_readonly_may_look_at_each_other():
    binds = bind("a", required="/data/b = 1") + bind("b", required="/data/a = 1")
    assert form("<a/><b/>", binds).graph.targets == ()


def test_the_place_of_a_node_is_not_its_value():
    body = '<repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat>'
    nodes = "<r><a/></r>"
    assert form(nodes, bind("r/a", calculate="position(current()/..)"), body)
    assert form(nodes, bind("r", relevant="position(current()) &lt; 3"), body)


def test_a_reader_in_the_same_instance_is_the_only_one_concerned():
    body = '<repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat>'
    binds = bind("r/b", calculate="/data/r/a * 2") + bind(
        "t", calculate="sum(/data/r/a)"
    )
    readers = form("<r><a/><b/></r><t/>", binds, body).graph.readers["/data/r/a"]
    assert {(r.target.path, r.shared) for r in readers} == {
        ("/data/r/b", "/data/r"),
        ("/data/t", ""),
    }
