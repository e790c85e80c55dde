"""Our own look at a submission before it leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.errors import Expected
from kiosk.sync import Attachment
from kiosk.sync.check import check
from tests.support.sending import submission


def code_of(what):
    with pytest.raises(Expected) as trouble:
        check(what)
    return trouble.value.code


def test_a_finished_application_may_leave():
    check(submission(files=(Attachment("签名.png", b"x"),)))


def test_truncated_xml_stays():
    good = submission()
    for length in range(len(good.xml)):
        cut = replace(good, xml=good.xml[:length])
        assert code_of(cut) == "submission-not-well-formed"


def test_a_doctype_stays():
    good = submission()
    xml = good.xml.replace(b"<data", b'<!DOCTYPE data [<!ENTITY a "b">]><data', 1)
    assert code_of(replace(good, xml=xml)) == "submission-not-well-formed"


def test_without_an_instance_id_it_would_be_stored_twice():
    good = submission()
    for gone in (b"", b"  "):
        xml = good.xml.replace(good.instance_id.encode(), gone)
        assert code_of(replace(good, xml=xml)) == "submission-without-instance-id"


@pytest.mark.parametrize(
    "changed",
    [
        (b'id="senior-allowance"', b'id="another"'),
        (b'version="1"', b'version="2"'),
        (b"uuid:", b"uuid:f"),
    ],
)
def test_bytes_of_another_form_or_case_stay(changed):
    good = submission()
    other = replace(good, xml=good.xml.replace(*changed))
    assert code_of(other) == "submission-identity-differs"


@pytest.mark.parametrize(
    "meta",
    [
        "<meta><instanceID>{}</instanceID></meta>",
        '<meta xmlns="http://openrosa.org/xforms"><instanceID>{}</instanceID></meta>',
    ],
)
def test_the_instance_id_is_found_in_either_namespace(meta):
    good = submission()
    head, _, _ = good.xml.decode().partition("<orx:meta>")
    xml = head + meta.format(good.instance_id) + "</data>"
    check(replace(good, xml=xml.encode()))


def test_a_form_with_a_default_namespace_keeps_its_meta_there():
    good = submission()
    xml = (
        f'<data xmlns="urn:form" id="{good.form_id}" version="1">'
        f"<meta><instanceID>{good.instance_id}</instanceID></meta></data>"
    )
    check(replace(good, xml=xml.encode()))


def test_plain_answers_to_an_encrypted_form_stay():
    plain = replace(submission(), encrypted_form=True)
    assert code_of(plain) == "submission-not-encrypted"


def test_sealed_answers_to_an_encrypted_form_may_leave():
    good = submission(files=(Attachment("submission.xml.enc", b"sealed"),))
    xml = (
        f'<data xmlns="http://opendatakit.org/submissions" id="{good.form_id}"'
        ' version="1" encrypted="yes"><base64EncryptedKey>k</base64EncryptedKey>'
        '<meta xmlns="http://openrosa.org/xforms">'
        f"<instanceID>{good.instance_id}</instanceID></meta>"
        "<encryptedXmlFile>submission.xml.enc</encryptedXmlFile></data>"
    )
    check(replace(good, xml=xml.encode(), encrypted_form=True))


def test_a_file_the_server_would_drop_is_noticed():
    good = submission()
    stray = replace(good, attachments=(Attachment("stray.png", b"x"),))
    assert code_of(stray) == "attachment-not-named"


def test_two_files_of_one_name_are_noticed():
    file = Attachment("a.png", b"x")
    assert code_of(submission(files=(file, file))) == "attachment-named-twice"


def test_the_trouble_names_the_record_and_never_an_answer():
    good = submission(name="王秀英")
    with pytest.raises(Expected) as trouble:
        check(replace(good, xml=good.xml[:-20]))
    assert trouble.value.where == good.instance_id
    assert "王秀英" not in str(trouble.value) + repr(trouble.value.details)
