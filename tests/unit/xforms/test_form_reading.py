"""What a form must not be, and what it must not do to the reader."""

from __future__ import annotations

import pytest

from kiosk.xforms import FormError, load_form
from kiosk.xforms.reading import MAX_DEPTH, read_xml
from tests.support.scenario import xform

PLAIN = '<instance><data id="f"><a/><b/></data></instance>'


def refusal(xml, resources=None):
    with pytest.raises(FormError) as caught:
        load_form(xml, resources)
    return caught.value


def test_a_doctype_is_refused():
    xml = b'<!DOCTYPE html SYSTEM "x.dtd">' + xform(PLAIN, "")
    assert refusal(xml).code == "form-has-doctype"


def test_a_file_of_the_machine_is_not_read():
    xml = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + xform(
        '<instance><data id="f"><a>&e;</a></data></instance>', ""
    )
    assert refusal(xml).code == "form-has-doctype"


def test_a_bomb_does_not_go_off():
    entities = '<!ENTITY a0 "boom">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    xml = f"<!DOCTYPE d [{entities}]>".encode() + xform(
        '<instance><data id="f"><a>&a9;</a></data></instance>', ""
    )
    assert refusal(xml).code == "form-has-doctype"


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 5_000])
def test_elements_nested_without_end_are_refused(depth):
    inside = "<a>" * depth + "</a>" * depth
    xml = xform(f'<instance><data id="f">{inside}</data></instance>', "")
    assert refusal(xml).code == "form-too-deep"


def test_what_is_deep_but_sane_is_read():
    assert read_xml(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH).tag == "a"


@pytest.mark.parametrize("xml", [b"", b"no form", b"<a><b></a>", b"\xff\xfe\x00"])
def test_what_is_no_xml_is_refused(xml):
    assert refusal(xml).code == "form-not-xml"


@pytest.mark.parametrize(
    "xml",
    [
        b"<data/>",
        xform("", ""),
        xform("<instance/>", ""),
        b'<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head/></h:html>',
    ],
)
def test_what_is_xml_but_no_form_is_refused(xml):
    assert refusal(xml).code == "not-a-form"


@pytest.mark.parametrize(
    ("body", "code", "where"),
    [
        ('<input ref="/data/nowhere"/>', "dangling-reference", "/data/nowhere"),
        ('<input bind="nobody"/>', "dangling-reference", "bind nobody"),
        ("<input/>", "dangling-reference", "body"),
        ("<repeat/>", "dangling-reference", "body"),
        ('<setvalue event="odk-instance-load"/>', "dangling-reference", "/data"),
        ('<select1 ref="/data/a"><item/></select1>', "choice-without-value", "/data/a"),
        (
            '<select1 ref="/data/a"><itemset nodeset="/data/b"/></select1>',
            "choice-without-value",
            "/data/a",
        ),
        (
            '<range ref="/data/a" start="0" end="ten"/>',
            "range-not-a-number",
            "/data/a",
        ),
        (
            '<input ref="/data/a"><label><output value="gone("/></label></input>',
            "xpath-syntax",
            "/data/a label",
        ),
    ],
)
def test_a_body_that_leads_nowhere_is_refused_with_its_place(body, code, where):
    error = refusal(xform(PLAIN, body))
    assert (error.code, error.where) == (code, where)


@pytest.mark.parametrize(
    ("bind", "code", "where"),
    [
        ('calculate="nosuch(1)"', "xpath-unknown-function", "/data/a calculate"),
        ('constraint="selected(.)"', "xpath-arity", "/data/a constraint"),
        ('relevant="1 +"', "xpath-syntax", "/data/a relevant"),
        (
            "calculate=\"instance('gone')/root/item/x\"",
            "unknown-instance",
            "/data/a calculate",
        ),
    ],
)
def test_an_expression_that_cannot_work_is_found_when_the_form_loads(bind, code, where):
    error = refusal(xform(f'{PLAIN}<bind nodeset="/data/a" {bind}/>', ""))
    assert (error.code, error.where) == (code, where)


@pytest.mark.parametrize("rule", ["relevant", "calculate", "constraint", "required"])
def test_an_expression_about_a_question_the_form_has_not_is_refused(rule):
    error = refusal(
        xform(f'{PLAIN}<bind nodeset="/data/a" {rule}="/data/gone = 1"/>', "")
    )
    assert (error.code, error.where) == ("dangling-reference", f"/data/a {rule}")


def test_a_bare_word_is_a_warning():
    form = load_form(xform(f'{PLAIN}<bind nodeset="/data/a" relevant="null"/>', ""))
    assert form.warnings == ("/data/a relevant: null leads to no question",)


def test_a_bind_for_nothing_is_a_warning():
    form = load_form(xform(f'{PLAIN}<bind nodeset="/data/gone" type="int"/>', ""))
    assert form.warnings == (
        "a bind for a question the form does not have: /data/gone",
    )


def test_two_binds_for_one_question_are_read_together():
    form = load_form(
        xform(
            f'{PLAIN}<bind nodeset="/data/a" type="int" required="true()"/>'
            '<bind nodeset="/data/a" type="date" readonly="true()"/>',
            "",
        )
    )
    bind = form.nodes["/data/a"].bind
    assert bind.datatype == "int"
    assert bind.required is not None
    assert bind.readonly is not None


def test_the_kiosks_own_attributes_reach_the_question():
    xml = xform(
        f'{PLAIN}<bind nodeset="/data/a" k:role="phone"/>',
        '<input ref="/data/a" k:sensitive="yes"/>',
        'xmlns:k="https://evergreen-kiosk.org/xforms"',
    )
    nodes = load_form(xml).nodes
    assert nodes["/data/a"].bind.attributes == {"role": "phone"}
    assert nodes["/data/a"].control.attributes == {"sensitive": "yes"}
