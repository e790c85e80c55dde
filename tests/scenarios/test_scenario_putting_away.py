"""Drafts, submissions and corrections: what is written and what comes back."""

from __future__ import annotations

import pytest
from lxml import etree

from kiosk.xforms import FormEntry, FormError, load_form
from tests.support.scenario import Scenario, xform

FORM = """
    | survey   |                   |        |          |                  |
    |          | type              | name   | label    | relevant         |
    |          | select_one yes_no | agent  | Agent?   |                  |
    |          | text              | helper | Who?     | ${agent} = 'yes' |
    |          | begin_repeat      | child  | Child    |                  |
    |          | text              | name   | Name?    |                  |
    |          | end_repeat        |        |          |                  |
    | choices  |                   |        |          |                  |
    |          | list_name         | name   | label    |                  |
    |          | yes_no            | yes    | Yes      |                  |
    |          | yes_no            | no     | No       |                  |
    | settings |                   |        |          |                  |
    |          | form_id           | version |         |                  |
    |          | draft-form        | 7      |          |                  |
"""


def filled():
    form = Scenario.of(FORM)
    form.answer("agent", "yes")
    form.answer("helper", "王芳 <b>&")
    form.entry.add_repeat("/data/child")
    form.answer("child[2]/name", "小明")
    form.answer("agent", "no")
    return form


def test_a_draft_keeps_everything():
    form = filled()
    again = form.resumed()
    assert again.entry.instance_xml() == form.entry.instance_xml()
    again.answer("agent", "yes")
    assert again.value("helper") == "王芳 <b>&"
    assert again.value("child[2]/name") == "小明"


def test_a_submission_leaves_out_what_does_not_concern_one():
    root = filled().submitted()
    assert (root.get("id"), root.get("version")) == ("draft-form", "7")
    assert [etree.QName(e).localname for e in root] == [
        "agent",
        "child",
        "child",
        "meta",
    ]


def test_a_draft_of_another_form_is_refused():
    form = Scenario.of(FORM)
    with pytest.raises(FormError) as refusal:
        FormEntry.resume(form.definition, b"<data><stranger/></data>")
    assert (refusal.value.code, refusal.value.where) == (
        "draft-does-not-fit",
        "stranger",
    )


def test_a_correction_has_a_new_identity_and_names_the_old_one():
    sent = filled().entry.instance_xml(relevant_only=True)
    definition = Scenario.of(FORM).definition
    correction = FormEntry.edit(definition, sent)
    old = etree.fromstring(sent).findtext("{*}meta/{*}instanceID")
    meta = etree.fromstring(correction.finalise()).find("{*}meta")
    assert meta.findtext("{*}deprecatedID") == old
    assert meta.findtext("{*}instanceID") != old
    second = FormEntry.edit(definition, correction.finalise())
    newest = etree.fromstring(second.finalise()).find("{*}meta")
    assert len(newest.findall("{*}deprecatedID")) == 1
    assert newest.findtext("{*}deprecatedID") == meta.findtext("{*}instanceID")


def test_a_correction_put_away_keeps_both_identities():
    definition = Scenario.of(FORM).definition
    correction = FormEntry.edit(definition, filled().entry.instance_xml())
    again = FormEntry.resume(definition, correction.instance_xml())
    assert again.instance_xml() == correction.instance_xml()


def test_a_form_without_meta_gets_openrosas():
    form = load_form(
        xform('<instance><data id="f" orx:version="2"><a/></data></instance>', "")
    )
    assert form.version == "2"
    xml = FormEntry.start(form).instance_xml()
    root = etree.fromstring(xml)
    orx = "{http://openrosa.org/xforms}"
    assert root.get(f"{orx}version") == "2"
    assert root.findtext(f"{orx}meta/{orx}instanceID").startswith("uuid:")
    assert b"orx:meta" in xml


def test_a_forms_own_namespace_and_attributes_stay():
    form = load_form(
        xform(
            '<instance><own:data xmlns:own="http://example.org/own" id="f" own:x="1">'
            '<own:a own:b="2">3</own:a></own:data></instance>',
            '<input ref="/own:data/own:a"/>',
        )
    )
    root = etree.fromstring(FormEntry.start(form).instance_xml())
    own = "{http://example.org/own}"
    assert root.tag == f"{own}data"
    assert root.get(f"{own}x") == "1"
    assert root.find(f"{own}a").get(f"{own}b") == "2"


def test_characters_xml_cannot_write_are_left_out():
    form = Scenario.of(FORM)
    form.answer("agent", "yes")
    form.answer("helper", "a\x00b\x0bc")
    assert form.submitted().findtext("helper") == "abc"


def test_the_same_answers_give_the_same_bytes():
    form = filled()
    assert form.entry.instance_xml() == form.entry.instance_xml()
