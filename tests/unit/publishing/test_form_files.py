"""Form files as they come in: Excel, Markdown, XML, and what is none of these."""

from __future__ import annotations

import io
import zipfile

import pytest
from pyxform.xls2json_backends import md_table_to_workbook

from kiosk.errors import Expected
from kiosk.publishing import archive, sheets
from kiosk.publishing.checks import check_file
from kiosk.publishing.convert import convert

FORM = """
| survey |
| | type | name | label |
| | text | word | 写字 |

| settings |
| | form_title | form_id | version |
| | 测试 | test | 1 |
"""


@pytest.fixture
def workbook(tmp_path):
    def save(text, name="form.xlsx"):
        path = tmp_path / name
        md_table_to_workbook(text).save(path)
        return path

    return save


def test_excel_and_markdown_give_the_same_form(tmp_path, workbook):
    plain = tmp_path / "form.md"
    plain.write_text(FORM, "utf-8")
    assert convert(plain).xml == convert(workbook(FORM)).xml


def test_a_row_of_an_excel_sheet_has_its_own_number(workbook):
    path = workbook(FORM.replace("| | text | word |", "| | txet | word |"))
    (found, *_more) = check_file(path).findings
    assert (found.code, found.where) == ("form-type-not-on-kiosk", "survey row 2")


def test_an_xform_is_taken_as_it_is(tmp_path, workbook):
    path = tmp_path / "form.xml"
    xml = convert(workbook(FORM)).xml
    path.write_bytes(xml)
    report = check_file(path)
    assert report.converted.xml == xml
    assert report.fit


def test_a_broken_xform_is_told(tmp_path):
    path = tmp_path / "form.xml"
    path.write_text("<h:html>", "utf-8")
    report = check_file(path)
    assert (report.fit, report.findings[0].code) == (False, "form-not-xml")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("form.docx", b"x", "form-kind-unknown"),
        ("form.xls", b"x", "form-kind-unknown"),
        ("form.xlsx", b"not a zip", "form-workbook-unreadable"),
        ("form.md", b"\xff\xfe|", "form-not-text"),
        ("form.md", b"# nothing here", "form-unreadable"),
        ("form.md", b"| a |\n| | b |\n| c |\n| | d |\n", "form-no-survey"),
        ("form.md", b"", "form-unreadable"),
    ],
)
def test_a_file_that_is_no_form_is_told(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    assert check_file(path).findings[0].code == code


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert check_file(tmp_path / "none.md").findings[0].code == "form-not-found"


def test_a_file_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "LARGEST", 10)
    path = tmp_path / "form.md"
    path.write_text(FORM, "utf-8")
    assert check_file(path).findings[0].code == "form-too-big"


def zipped(tmp_path, members):
    path = tmp_path / "form.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ([("xl/a.xml", bytes(3 * 1024 * 1024))], "ratio"),
        ([("../evil.xml", b"x")], "names"),
        ([("/etc/evil.xml", b"x")], "names"),
        ([("c:\\evil.xml", b"x")], "names"),
        ([(f"{number}.xml", b"x") for number in range(2_001)], "members"),
    ],
)
def test_a_workbook_that_could_be_a_bomb_is_never_opened(tmp_path, members, reason):
    with pytest.raises(Expected) as refused:
        archive.examine(zipped(tmp_path, members))
    assert refused.value.code == "form-workbook-unsafe"
    assert refused.value.details == {"reason": reason}


def test_a_workbook_that_unpacks_to_too_much_is_never_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "UNPACKED", 10)
    with pytest.raises(Expected) as refused:
        archive.examine(zipped(tmp_path, [("a.xml", b"more than ten bytes")]))
    assert refused.value.details == {"reason": "size"}


def test_a_workbook_with_broken_insides_is_told(tmp_path, workbook):
    kept = io.BytesIO(workbook(FORM).read_bytes())
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[:40] if name.endswith("sheet1.xml") else content)
    assert check_file(path).findings[0].code == "form-unreadable"


def test_a_media_name_cannot_leave_the_folder(tmp_path, workbook):
    xml = convert(workbook(FORM)).xml
    path = tmp_path / "form.xml"
    path.write_bytes(
        xml.replace(
            b"</model>",
            b'<instance id="x" src="jr://file-csv/../secret.csv"/></model>',
        )
    )
    found = check_file(path).findings
    assert found[0].code == "form-media-unsafe"
