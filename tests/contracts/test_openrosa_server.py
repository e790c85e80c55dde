"""The test server is as strict and as odd as real ones (OPENROSA.md), row by row.

Spoken to with a bare HTTP client, so that our own client's care does not hide a rule.
"""

from __future__ import annotations

import hashlib
import time
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.support.openrosa_server import TOKEN, OpenRosaServer
from tests.support.sending import FORM, submission

VERSION = {"X-OpenRosa-Version": "1.0"}


@pytest.fixture
def server():
    with OpenRosaServer() as server:
        server.holdings.add(FORM, "1")
        yield server


@pytest.fixture
def http(server):
    with httpx.Client(base_url=server.url, headers=VERSION, trust_env=False) as http:
        yield http


def post(http, xml, *, filename="s.xml", files=(), **kwargs):
    parts = [("xml_submission_file", (filename, xml, "text/xml"))]
    parts += [(name, (name, content)) for name, content in files]
    return http.post("/submission", files=parts, **kwargs)


def test_the_version_header_must_be_exactly_1_0(server, http):
    for value, status in (("1", 400), ("1.00", 400), ("2.0", 400), ("1.0", 200)):
        headers = {"X-OpenRosa-Version": value}
        assert http.get("/formList", headers=headers).status_code == status, value
    with httpx.Client(base_url=server.url, trust_env=False) as bare:
        assert bare.get("/formList").status_code == 400
        assert post(bare, submission().xml).status_code == 400


def test_normal_answers_carry_the_version_and_the_limit(http):
    answer = http.head("/submission")
    assert answer.status_code == 204
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert answer.headers["X-OpenRosa-Accept-Content-Length"] == "100000000"


def test_head_proves_nothing_about_rights(server):
    url = server.url.replace(TOKEN, "revoked")
    assert httpx.head(f"{url}/submission", headers=VERSION).status_code == 204
    assert httpx.post(f"{url}/submission", headers=VERSION).status_code == 403
    url = f"{server.plain_url}/submission"
    assert httpx.head(url, headers=VERSION).status_code == 204
    assert httpx.post(url, headers=VERSION).status_code == 401


def test_a_form_that_is_not_assigned(server, http):
    server.holdings.forms[FORM].assigned = False
    assert post(http, submission().xml).status_code == 401
    assert http.get(f"/forms/{FORM}.xml").status_code == 403
    assert FORM not in http.get("/formList").text


def test_the_list_has_the_latest_version_and_the_hash_of_its_bytes(server, http):
    form = server.holdings.add(FORM, "2")
    answer = http.get("/formList")
    space = "{http://openrosa.org/xforms/xformsList}"
    (row,) = ET.fromstring(answer.content)
    assert row.findtext(f"{space}version") == "2"
    assert row.findtext(f"{space}manifestUrl") is None
    content = httpx.get(row.findtext(f"{space}downloadUrl"), headers=VERSION).content
    assert content == form.xml
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
    assert row.findtext(f"{space}hash") == f"md5:{digest}"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert http.get("/formList", headers=known).status_code == 304


def test_media_hashes_are_of_bytes_except_for_entity_lists(server, http):
    form = server.holdings.forms[FORM]
    form.media = {"a.csv": b"a,b\n", "people.csv": b"name\n"}
    form.entity_lists = frozenset({"people.csv"})
    space = "{http://openrosa.org/xforms/xformsManifest}"
    rows = ET.fromstring(http.get(f"/forms/{FORM}/manifest").content)
    assert "manifestUrl" in http.get("/formList").text
    for row, honest in zip(rows, (True, False), strict=True):
        name = row.findtext(f"{space}filename")
        url = row.findtext(f"{space}downloadUrl")
        content = httpx.get(url, headers=VERSION).content
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        assert content == form.media[name]
        assert (row.findtext(f"{space}hash") == f"md5:{digest}") is honest


def test_new_the_same_again_and_again_with_one_more_file(server, http):
    one = submission()
    xml = one.xml.replace(b"<name>", b"<file>a.png</file><name>")
    assert post(http, xml).status_code == 201
    assert post(http, xml).status_code == 201
    assert post(http, xml, files=[("a.png", b"picture")]).status_code == 201
    held = server.holdings.submissions[one.instance_id]
    assert held.attachments == {"a.png": b"picture"}
    assert held.posts == 3


def test_one_byte_different_is_refused(server, http):
    one = submission()
    post(http, one.xml)
    assert post(http, one.xml + b"\n").status_code == 409
    assert server.holdings.submissions[one.instance_id].xml == one.xml


def test_a_file_the_xml_does_not_name_is_silently_dropped(server, http):
    one = submission()
    assert post(http, one.xml, files=[("stray.png", b"x")]).status_code == 201
    held = server.holdings.submissions[one.instance_id]
    assert (held.attachments, held.dropped) == ({}, {"stray.png"})


def test_truncated_xml_with_a_readable_id_is_stored(server, http):
    one = submission()
    assert post(http, one.xml[: -len("</orx:meta></data>")]).status_code == 201
    assert one.instance_id in server.holdings.submissions


def test_without_an_instance_id_the_server_invents_one_each_time(server, http):
    one = submission()
    xml = one.xml.replace(one.instance_id.encode(), b"")
    assert post(http, xml).status_code == 201
    assert post(http, xml).status_code == 201
    assert len(server.holdings.submissions) == 2


def test_two_first_posts_at_once_are_told_different_things(server, http):
    one = submission()
    take = server.holdings.take

    def slowly(parts):
        time.sleep(0.2)
        return take(parts)

    server.holdings.take = slowly
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda _: post(http, one.xml).status_code, range(2)))
    assert sorted(answers) == [201, 409]
    assert one.instance_id in server.holdings.submissions


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ((b'id="senior-allowance"', b'id="nobody-knows"'), 404),
        ((b'version="1"', b'version="9"'), 404),
        ((b"<data", b"not xml"), 400),
    ],
)
def test_what_it_cannot_place(http, change, status):
    xml = submission().xml.replace(*change)
    assert post(http, xml).status_code == status


def test_the_xml_must_come_as_a_file(http):
    xml = submission().xml.decode()
    parts = {"xml_submission_file": (None, xml)}
    assert http.post("/submission", files=parts).status_code == 400
    assert http.post("/submission", content=xml).status_code == 400


def test_closing_forms_leave_the_list_and_closed_ones_refuse(server, http):
    server.holdings.forms[FORM].state = "closing"
    assert FORM not in http.get("/formList").text
    assert post(http, submission().xml).status_code == 201
    server.holdings.forms[FORM].state = "closed"
    assert post(http, submission(2).xml).status_code == 409


def test_old_versions_still_accept_after_a_new_one(server, http):
    server.holdings.add(FORM, "2")
    assert post(http, submission().xml).status_code == 201


def test_an_edit_replaces_once_and_only_what_is_there(server, http):
    old, new = submission(1), submission(2)

    def edit(number, of):
        one = submission(number)
        mark = f"<deprecatedID>{of.instance_id}</deprecatedID></orx:meta>"
        return one.xml.replace(b"</orx:meta>", mark.encode())

    assert post(http, edit(3, of=old)).status_code == 404
    post(http, old.xml)
    assert post(http, edit(2, of=old)).status_code == 201
    assert post(http, edit(4, of=old)).status_code == 409
    assert server.holdings.submissions[old.instance_id].replaced_by == new.instance_id


def test_too_much_at_once(server, http):
    server.habits.limit = 2000
    assert post(http, submission(name="x" * 3000).xml).status_code == 413


def test_more_than_a_hundred_files(http):
    files = [(f"{n}.png", b"x") for n in range(100)]
    assert post(http, submission().xml, files=files).status_code == 400


def test_kobo_says_202_to_a_duplicate(server, http):
    server.holdings.again = 202
    assert post(http, submission().xml).status_code == 201
    assert post(http, submission().xml).status_code == 202
