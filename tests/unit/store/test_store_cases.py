"""Handing in: one transaction, exact bytes, one case however often it is touched."""

from __future__ import annotations

import pytest

from kiosk.errors import Expected
from kiosk.ids import CaseId, Reference
from kiosk.store import attachments, audit, cases, drafts, outbox
from kiosk.store.stored import sha256
from tests.support.clock import MORNING
from tests.support.stored_rows import XML, a_draft, a_submission, number, publish


@pytest.fixture(autouse=True)
def _published(write):
    write(publish)


def submit(write, new):
    return write(lambda db: cases.submit(db, new, number))


def test_a_case_has_a_reference_and_the_exact_bytes(write, read):
    odd = b'<?xml version="1.0"?>\r\n<data  a = "1" >\xe4\xb8\xad</data >\n'
    case = submit(write, a_submission(xml=odd))
    assert case.reference == "07-000001-4"
    assert (case.xml, case.sha256) == (odd, sha256(odd))
    assert (case.state, case.reviewed) == ("waiting", "none")
    assert read(lambda db: cases.get(db, case.reference)) == case
    assert read(lambda db: cases.get(db, case.case_id)) == case


def test_references_count_up(write, read):
    for name in ("a", "b", "c"):
        submit(write, a_submission(name))
    listed = [case.reference for case in read(cases.listing)]
    assert listed == [number(1), number(2), number(3)]


def test_everything_of_a_submission_is_there_at_once(write, read):
    write(lambda db: drafts.save(db, a_draft(), {"signature.png": b"ink"}))
    new = a_submission(
        attachments={"signature.png": b"ink"}, draft_id=a_draft().draft_id
    )
    case = submit(write, new)
    assert read(drafts.open_draft) is None
    files = read(lambda db: attachments.of(db, case.instance_id))
    assert [(file.name, file.content) for file in files] == [("signature.png", b"ink")]
    item = read(lambda db: outbox.get(db, case.instance_id))
    assert (item.state, item.case_id, item.failures) == ("waiting", case.case_id, 0)
    line = read(audit.lines)[-1]
    assert line.event == "submitted"
    assert line.facts["reference"] == case.reference
    assert line.facts["sha256"] == case.sha256
    assert line.at == MORNING


def test_where_one_part_cannot_be_written_none_is(write, read):
    write(lambda db: drafts.save(db, a_draft()))
    new = a_submission(
        attachments={"signature.png": None},  # a bug further up
        draft_id=a_draft().draft_id,
    )
    with pytest.raises(TypeError):
        submit(write, new)
    assert read(cases.listing) == ()
    assert read(drafts.open_draft) == a_draft()
    assert read(outbox.counts)["waiting"] == 0
    assert submit(write, a_submission()).reference == number(1)


def test_a_second_touch_makes_no_second_case(write, read):
    first = submit(write, a_submission())
    again = submit(write, a_submission(case_id=CaseId("another"), secret="T" * 32))
    assert again == first
    assert len(read(cases.listing)) == 1
    assert read(outbox.counts)["waiting"] == 1


def test_other_bytes_under_the_same_instance_are_refused(write, read):
    submit(write, a_submission())
    with pytest.raises(Expected) as trouble:
        submit(write, a_submission(case_id=CaseId("another"), xml=b"<other/>"))
    assert trouble.value.code == "instance-taken"
    assert [case.xml for case in read(cases.listing)] == [XML]


def test_nobody_has_this_reference(read):
    assert read(lambda db: cases.get(db, Reference("07-000001-4"))) is None


def test_withdrawn_before_it_left(write, read):
    case = submit(write, a_submission())
    write(lambda db: cases.withdraw(db, case.case_id, MORNING))
    assert read(lambda db: cases.get(db, case.case_id)).state == "withdrawn"
    assert read(lambda db: outbox.due(db, None)) == ()


def test_what_has_left_cannot_be_withdrawn_here(write, read):
    case = submit(write, a_submission())
    write(lambda db: outbox.claim(db, case.instance_id, MORNING))
    with pytest.raises(Expected) as trouble:
        write(lambda db: cases.withdraw(db, case.case_id, MORNING))
    assert trouble.value.code == "case-already-sent"


def test_what_the_office_said(write, read):
    case = submit(write, a_submission())
    write(lambda db: cases.review(db, case.case_id, "needs_info", MORNING))
    assert read(lambda db: cases.get(db, case.case_id)).reviewed == "needs_info"
    with pytest.raises(Expected) as trouble:
        write(lambda db: cases.review(db, CaseId("nobody"), "approved", MORNING))
    assert trouble.value.code == "case-unknown"


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE submissions SET xml = x'00'",
        "UPDATE cases SET secret = 'x'",
        "UPDATE attachments SET content = x'00'",
    ],
)
def test_a_changed_byte_is_noticed(write, read, damage):
    case = submit(write, a_submission(attachments={"a.png": b"ink"}))
    write(lambda db: db.run(damage))
    with pytest.raises(Expected) as trouble:
        read(lambda db: (cases.listing(db), attachments.of(db, case.instance_id)))
    assert trouble.value.code == "record-damaged"


def test_secrets_and_answers_are_in_no_repr(write):
    new = a_submission()
    case = submit(write, new)
    for shown in (repr(new), repr(case)):
        assert new.secret not in shown
        assert "need" not in shown
