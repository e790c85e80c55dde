"""The outbox the cycle sees: the stored one and the one in memory have one manner."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.errors import Expected
from kiosk.store import outbox, servers
from kiosk.store.database import Database
from kiosk.sync import Attachment
from kiosk.sync.stored import StoredOutbox
from tests.support.outbox_in_memory import OutboxInMemory
from tests.support.sending import START, StandingClock, submission
from tests.support.stored_post import CITY, KEY, Stored

SEALED = b'<h><model><submission base64RsaPublicKey="MIIB"/></model></h>'


class InMemory:
    """The outbox that unit tests use."""

    def __init__(self, _):
        self.outbox = OutboxInMemory()

    def put(self, one):
        self.outbox.put(one, CITY)

    def state(self, one):
        row = self.outbox.rows[one.instance_id]
        return row.state, row.failures, row.last_code

    def close(self):
        pass


@pytest.fixture(params=[InMemory, Stored])
def post(request, tmp_path):
    post = request.param(tmp_path)
    yield post
    post.close()


@pytest.fixture
def stored(tmp_path):
    stored = Stored(tmp_path)
    yield stored
    stored.close()


def claim(post, *submissions):
    post.outbox.claim_ahead([one.instance_id for one in submissions], START)
    return post.outbox.claimed()


def ids(waiting):
    return [each.instance_id for each in waiting]


def test_what_was_handed_in_is_due_oldest_first(post):
    handed_in = [submission(n) for n in (3, 1, 2)]
    for one in handed_in:
        post.put(one)
    due = post.outbox.due(START)
    assert ids(due) == [one.instance_id for one in handed_in]
    assert {each.server for each in due} == {CITY}


def test_what_is_fetched_is_what_was_handed_in(post):
    one = submission(files=(Attachment("签名.png", b"\x89\x00", "image/png"),))
    post.put(one)
    assert claim(post, one) == (one.instance_id,)
    assert post.outbox.fetch(one.instance_id) == one


def test_large_ones_are_fetched_as_exactly_as_small_ones(post):
    scan = bytes(range(256)) * 3000
    handed_in = [submission(n, files=(Attachment("a.bin", scan),)) for n in range(1, 6)]
    for one in handed_in:
        post.put(one)
    claim(post, *handed_in)
    assert [post.outbox.fetch(one.instance_id) for one in handed_in] == handed_in


def test_what_arrived_is_never_due_again(post):
    one = submission()
    post.put(one)
    claim(post, one)
    post.outbox.sent(one.instance_id, START)
    post.outbox.settle()
    assert post.outbox.due(None) == ()
    assert claim(post, one) == ()
    assert post.state(one) == ("sent", 0, "")


def test_what_went_wrong_waits_until_its_time(post):
    one = submission()
    post.put(one)
    claim(post, one)
    later = START + timedelta(minutes=5)
    post.outbox.failed(one.instance_id, "no-network", later)
    post.outbox.settle()
    assert post.state(one) == ("waiting", 1, "no-network")
    assert post.outbox.due(later - timedelta(seconds=1)) == ()
    assert [each.failures for each in post.outbox.due(later)] == [1]
    assert len(post.outbox.due(None)) == 1


def test_what_was_refused_waits_for_a_person(post):
    one = submission()
    post.put(one)
    claim(post, one)
    post.outbox.refused(one.instance_id, "submission-in-conflict")
    post.outbox.settle()
    assert post.outbox.due(None) == ()
    assert post.state(one) == ("refused", 0, "submission-in-conflict")


def test_what_was_put_back_is_due_as_before(post):
    one, other = submission(1), submission(2)
    post.put(one)
    post.put(other)
    claim(post, one, other)
    post.outbox.sent(other.instance_id, START)
    post.outbox.finish()
    assert ids(post.outbox.due(START)) == [one.instance_id]
    assert post.state(one) == ("waiting", 0, "")


def test_a_claim_never_reported_is_due_in_the_next_round(post):
    one = submission()
    post.put(one)
    claim(post, one)
    assert ids(post.outbox.due(START)) == [one.instance_id]
    assert claim(post, one)


def test_a_claim_never_reported_is_due_after_a_new_start(stored, tmp_path):
    one = submission()
    stored.put(one)
    claim(stored, one)
    stored.close()
    clock = StandingClock()
    with Database.open(tmp_path, KEY, clock=clock, reserve_bytes=0) as again:
        assert ids(StoredOutbox(again).due(START)) == [one.instance_id]


def test_without_a_server_it_waits(stored):
    stored.put(submission())
    stored.write(lambda db: servers.remove(db, "city"))
    assert [each.server for each in stored.outbox.due(START)] == [None]


def test_a_report_the_disk_refused_is_written_when_it_can_be(stored, monkeypatch):
    one = submission()
    stored.put(one)
    claim(stored, one)
    stored.outbox.sent(one.instance_id, START)
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "sent", no_space)
        with pytest.raises(Expected):
            stored.outbox.settle()
    assert stored.outbox.due(None) == ()
    assert stored.state(one) == ("sent", 0, "")


def no_space(*_):
    raise Expected("disk-full")


def test_a_damaged_record_says_so(stored):
    one = submission()
    stored.put(one)
    stored.write(
        lambda db: db.execute(
            "UPDATE submissions SET xml = ? WHERE instance_id = ?",
            (one.xml + b" ", one.instance_id),
        )
    )
    claim(stored, one)
    with pytest.raises(Expected) as trouble:
        stored.outbox.fetch(one.instance_id)
    assert trouble.value.code == "record-damaged"


def test_a_form_with_a_key_marks_its_submissions(tmp_path):
    stored = Stored(tmp_path)
    one = submission()
    stored.write(lambda db: db.execute("DELETE FROM forms"))
    stored.add_form(SEALED)
    stored.put(one)
    claim(stored, one)
    assert stored.outbox.fetch(one.instance_id).encrypted_form
    stored.close()
