"""Values by type, wordings by language, references by path."""

from __future__ import annotations

import pytest

from kiosk.xforms import FormEntry, FormError, load_form
from kiosk.xforms.datatypes import fits, written
from kiosk.xforms.parse_binds import absolute
from kiosk.xforms.texts import Translations, language_tag
from tests.support.scenario import xform


@pytest.mark.parametrize(
    ("datatype", "value"),
    [
        ("int", "-12"),
        ("decimal", "3.50"),
        ("decimal", ".5"),
        ("date", "2024-02-29"),
        ("time", "06:30:00.000+08:00"),
        ("dateTime", "2024-02-29T06:30:00Z"),
        ("geopoint", "39.9 116.4 0 0"),
        ("geotrace", "39.9 116.4 0 0;39.8 116.4 0 0"),
        ("boolean", "true"),
        ("string", "随便"),
        ("no-such-type", "随便"),
    ],
)
def test_what_fits(datatype, value):
    assert fits(value, datatype)


@pytest.mark.parametrize(
    ("datatype", "value"),
    [
        ("int", "1.5"),
        ("int", "１２"),
        ("int", "1e3"),
        ("decimal", "1,5"),
        ("decimal", "NaN"),
        ("date", "2023-02-29"),
        ("date", "2024-01-01T00:00:00"),
        ("time", "25:00"),
        ("dateTime", "2024-01-01"),
        ("dateTime", "2024-01-01 06:30:00"),
        ("geopoint", "91 0"),
        ("geopoint", "39.9"),
        ("geotrace", "39.9 116.4;here"),
        ("boolean", "yes"),
    ],
)
def test_what_does_not_fit(datatype, value):
    assert not fits(value, datatype)


@pytest.mark.parametrize(
    ("datatype", "value", "kept"),
    [
        ("int", "2.9", "2"),
        ("int", "-2.9", "-2"),
        ("int", ".5", "0"),
        ("int", "many", "many"),
        ("date", "0", "1970-01-01"),
        ("date", "20000.75", "2024-10-04"),
        ("date", "2024-10-04T12:00:00Z", "2024-10-04"),
        ("date", "99999999999", "99999999999"),
        ("decimal", "2.90", "2.90"),
        ("string", "2.9", "2.9"),
        ("int", "", ""),
    ],
)
def test_a_result_takes_the_form_of_its_node(datatype, value, kept):
    assert written(value, datatype) == kept


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("中文 (zh)", "中文 (zh)"),
        ("zh", "中文 (zh)"),
        ("EN", "English (en)"),
        ("en-GB", "English (en)"),
        ("zh_Hans", "中文 (zh)"),
        ("fr", "中文 (zh)"),
        (None, "中文 (zh)"),
        ("", "中文 (zh)"),
    ],
)
def test_a_language_by_name_or_tag(wanted, found):
    languages = {"中文 (zh)": {}, "English (en)": {}}
    assert Translations(languages, "中文 (zh)").match(wanted) == found


def test_the_tag_of_a_name_without_one_is_the_name():
    assert language_tag("English (en)") == "en"
    assert language_tag("Français") == "français"


@pytest.mark.parametrize(
    ("path", "base", "found"),
    [
        ("/data/a", "/data", "/data/a"),
        ("a", "/data/g", "/data/g/a"),
        ("../a", "/data/g/b", "/data/g/a"),
        ("./a", "/data", "/data/a"),
        ("current()/../a", "/data/g/b", "/data/g/a"),
        ("/data/r[1]/a", "", "/data/r/a"),
        (" /data/a ", "", "/data/a"),
    ],
)
def test_a_reference_becomes_a_generic_path(path, base, found):
    assert absolute(path, base) == found


@pytest.mark.parametrize(
    "ref",
    ["", "/", "/other", "/data/b", "/data/r[0]", "/data/r[2]/a", "/data/r[x]/a", "a"],
)
def test_a_reference_to_nothing_is_an_expected_trouble(ref):
    form = load_form(
        xform(
            '<instance><data id="f"><r><a/></r></data></instance>',
            '<repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat>',
        )
    )
    with pytest.raises(FormError) as caught:
        FormEntry.start(form).node(ref)
    assert caught.value.code == "unknown-reference"


def test_a_position_may_be_left_out():
    form = load_form(
        xform(
            '<instance><data id="f"><r><a/></r></data></instance>',
            '<repeat nodeset="/data/r"><input ref="/data/r/a"/></repeat>',
        )
    )
    entry = FormEntry.start(form)
    assert entry.answer("/data/r/a", "x").ref == "/data/r[1]/a"


def test_a_group_takes_no_answer():
    form = load_form(xform('<instance><data id="f"><g><a/></g></data></instance>', ""))
    with pytest.raises(FormError) as caught:
        FormEntry.start(form).answer("/data/g", "x")
    assert caught.value.code == "unknown-reference"
