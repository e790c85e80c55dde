"""Our client against the strict server: what is received, kept back, tried again."""

from __future__ import annotations

import logging
import socket
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.errors import Expected
from kiosk.sync import (
    Attachment,
    OpenRosaClient,
    Received,
    Refused,
    Retry,
    Server,
    Timeouts,
)
from tests.support.openrosa_faults import (
    CutAnswer,
    Instead,
    LoseAnswer,
    ResetBody,
    Slow,
    Trickle,
)
from tests.support.openrosa_replies import Reply, portal, refused
from tests.support.openrosa_server import CERTIFICATE, TOKEN, OpenRosaServer
from tests.support.sending import FORM, StandingClock, submission

QUICK = Timeouts(connect=2, silence=0.5, answer=0.4)


@pytest.fixture
def server():
    with OpenRosaServer() as server:
        server.holdings.add(FORM, "1")
        yield server


@pytest.fixture
def client(server):
    with client_of(Server("city", server.url)) as client:
        yield client


def client_of(server, clock=None):
    return OpenRosaClient(server, clock=clock or StandingClock(), timeouts=QUICK)


def held(server, one):
    return server.holdings.submissions[one.instance_id]


def test_the_exact_bytes_arrive_with_their_files(server, client):
    files = (Attachment("签名.png", b"\r\n--\x00\xff\r\n"), Attachment("b.csv", b""))
    one = submission(files=files)
    assert client.send(one) == Received()
    assert held(server, one).xml == one.xml
    assert held(server, one).attachments == {f.name: f.content for f in files}
    assert held(server, one).complete


def test_bytes_no_serialiser_would_write_are_not_touched(server, client):
    one = submission()
    odd = one.xml.replace(b"<name>", b"<name  >\r\n\t").replace(b'"1"', b"'1'")
    odd = odd.replace(b"version='1'", b'version="1"') + b"\n<!-- end -->\n\n"
    one = replace(one, xml=odd)
    assert client.send(one) == Received()
    assert held(server, one).xml == odd


def test_it_asks_before_it_posts_and_only_once(server, client):
    for number in range(1, 4):
        client.send(submission(number))
    assert [h.method for h in server.heard] == ["HEAD", "POST", "POST", "POST"]
    for heard in server.heard:
        assert heard.header("X-OpenRosa-Version") == "1.0"
        assert heard.header("Date") == "Mon, 03 Aug 2026 09:00:00 GMT"


def test_an_answer_lost_after_storing_then_sent_again_is_one_submission(server, client):
    server.faults.expect(LoseAnswer())
    one = submission()
    assert client.send(one) == Retry("connection-lost", said=ANY)
    assert held(server, one).posts == 1
    assert client.send(one) == Received()
    assert len(server.holdings.submissions) == 1
    assert held(server, one).posts == 2


class Anything:
    """Equal to everything: for words that are the system's own."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


ANY = Anything()


@pytest.mark.parametrize(
    "fault", [LoseAnswer(), CutAnswer(), ResetBody(0), ResetBody(200)]
)
def test_a_line_that_breaks_is_tried_again(server, client, fault):
    server.faults.expect(fault)
    one = submission()
    assert client.send(one) == Retry("connection-lost", said=ANY)
    assert client.send(one) == Received()
    assert list(server.holdings.submissions) == [one.instance_id]


def test_a_large_body_reset_half_way_is_tried_again(server, client):
    one = submission(files=(Attachment("film.mp4", bytes(3_000_000)),))
    server.faults.expect(ResetBody(1_000_000))
    assert client.send(one) == Retry("connection-lost", said=ANY)
    assert not server.holdings.submissions
    assert client.send(one) == Received()


def test_a_server_that_thinks_too_long_is_tried_again(server, client):
    server.faults.expect(Slow(1.0))
    one = submission()
    assert client.send(one) == Retry("server-too-slow", said=ANY)
    assert client.send(one) == Received()
    assert len(server.holdings.submissions) == 1


def test_an_answer_that_trickles_does_not_hold_us_for_ever(server):
    class Running(StandingClock):
        def monotonic(self):
            import time

            return time.monotonic()

    server.faults.expect(Trickle(0.05))
    with client_of(Server("city", server.url), Running()) as client:
        assert client.send(submission()) == Retry("server-too-slow", said=ANY)


def test_a_duplicate_is_received(server, client):
    one = submission()
    assert client.send(one) == Received()
    server.holdings.again = 202
    assert client.send(one) == Received(again=True)
    assert len(server.holdings.submissions) == 1


def test_different_bytes_under_one_id_are_refused(server, client):
    one = submission()
    client.send(one)
    other = replace(one, xml=one.xml.replace("王".encode(), "汪".encode()))
    assert client.send(other) == Refused(
        "submission-in-conflict",
        said="a submission with this ID but different XML exists",
    )
    assert held(server, one).xml == one.xml


def test_a_409_that_proves_to_be_our_own_bytes_is_received(server):
    server.logins.users["wang"] = "word"
    one = submission()
    with client_of(Server("city", server.plain_url, "wang", "word")) as client:
        client.send(one)
        deleted = refused(409, "this submission has been deleted")
        server.faults.expect(Instead(deleted))
        assert client.send(one) == Received(again=True)
        server.faults.expect(Instead(deleted))
        other = submission(2)
        assert client.send(other) == Refused("submission-in-conflict", said=ANY)


def test_an_app_user_cannot_confirm_and_so_a_409_stays_refused(server, client):
    one = submission()
    client.send(one)
    server.faults.expect(Instead(refused(409, "this submission has been deleted")))
    assert isinstance(client.send(one), Refused)


def test_a_captive_portal_is_not_a_server(server, client):
    server.faults.methods = frozenset({"HEAD", "POST"})
    server.faults.expect(Instead(portal()), None, Instead(portal()))
    one = submission()
    portals = Retry("captive-portal", whole_server=True)
    assert client.send(one) == portals  # at HEAD
    assert client.send(one) == portals  # at POST
    assert not server.holdings.submissions
    assert client.send(one) == Received()


def test_answers_never_follow_a_redirect_to_another_host(server, client):
    away = Reply(302, headers={"Location": "http://127.0.0.2:1/login"})
    server.faults.methods = frozenset({"HEAD", "POST"})
    server.faults.expect(Instead(away), None, Instead(away))
    portals = Retry("captive-portal", whole_server=True)
    assert client.send(submission()) == portals
    assert client.send(submission()) == portals


def test_a_location_on_the_same_host_is_where_to_post(server):
    server.habits.location = f"{server.url}/submission"
    url = server.origin + "/v1/key/" + TOKEN + "/projects/1"
    with client_of(Server("city", url)) as client:
        assert client.send(submission()) == Received()


def test_a_redirect_on_the_same_host_keeps_the_bytes(server, client):
    moved = Reply(307, headers={"Location": f"{server.url}/submission?again"})
    ring = Reply(308, headers={"Location": "/v1/elsewhere"})
    one = submission()
    server.faults.expect(Instead(ring))
    assert client.send(one) == Refused("form-unknown-to-server", said="nothing here")
    server.faults.expect(*[Instead(moved)] * 9)
    assert client.send(one) == Retry("captive-portal", whole_server=True)


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_server_in_trouble_is_tried_again(server, client, status):
    server.faults.expect(Instead(Reply(status, b"<html>oops</html>")))
    one = submission()
    assert client.send(one) == Retry("server-trouble")
    assert client.send(one) == Received()


def test_retry_after_is_heard(server, client):
    busy = Reply(429, headers={"Retry-After": "90"})
    server.faults.expect(Instead(busy))
    assert client.send(submission()) == Retry(
        "server-busy", after=timedelta(seconds=90), whole_server=True
    )


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda s: s.holdings.forms.clear(), "form-unknown-to-server"),
        (lambda s: setattr(s.holdings.forms[FORM], "state", "closed"), ANY),
        (lambda s: s.faults.expect(Instead(Reply(405))), "form-not-accepting"),
        (lambda s: s.faults.expect(Instead(Reply(400))), "submission-not-understood"),
        (lambda s: s.faults.expect(Instead(Reply(413))), "submission-too-large"),
    ],
)
def test_what_a_person_must_mend_is_refused(server, client, prepare, code):
    prepare(server)
    outcome = client.send(submission())
    assert isinstance(outcome, Refused)
    assert outcome.code == code


def test_a_form_that_is_not_assigned_waits_for_staff(server, client):
    server.holdings.forms[FORM].assigned = False
    assert client.send(submission()) == Retry(
        "server-wants-login", tell_staff=True, said="not for this user"
    )


def test_a_revoked_token_waits_for_staff(server, client):
    server.logins.tokens.clear()
    outcome = client.send(submission())
    assert (outcome.code, outcome.tell_staff) == ("server-wants-login", True)


def test_basic_is_used_where_it_is_asked_for(server):
    server.logins.users["王"] = "p@ß:word"
    with client_of(Server("city", server.plain_url, "王", "p@ß:word")) as client:
        assert client.send(submission(1)) == Received()
        assert client.send(submission(2)) == Received()
    posts = [h.header("Authorization")[:6] for h in server.said("POST")]
    assert posts == ["", "Basic ", "Basic "]


def test_digest_is_preferred_and_the_body_travels_once(server):
    server.logins.users["wang"] = "word"
    server.logins.digest = True
    server.habits.head_needs_login = True
    with client_of(Server("kobo", server.plain_url, "wang", "word")) as client:
        assert client.send(submission(1)) == Received()
        server.logins.forget_nonces()
        assert client.send(submission(2)) == Received()
    schemes = [h.header("Authorization")[:7] for h in server.heard]
    assert schemes == ["", "Digest ", "Digest ", "Digest ", "Digest "]


def test_a_wrong_password_is_not_repeated(server):
    server.logins.users["wang"] = "word"
    with client_of(Server("city", server.plain_url, "wang", "wrong")) as client:
        outcome = client.send(submission())
    assert (outcome.code, outcome.tell_staff) == ("server-wants-login", True)
    assert len(server.said("POST")) == 2


def test_many_files_go_in_several_posts_that_say_so(server, client):
    files = tuple(Attachment(f"{n}.png", b"x" * n) for n in range(230))
    one = submission(files=files)
    assert client.send(one) == Received()
    assert held(server, one).posts == 3
    assert held(server, one).complete
    assert held(server, one).attachments == {f.name: f.content for f in files}


def test_the_servers_limit_splits_and_stops(server, client):
    server.habits.limit = 50_000
    files = tuple(Attachment(f"{n}.png", bytes(20_000)) for n in range(5))
    one = submission(files=files)
    assert client.send(one) == Received()
    assert held(server, one).posts == 3
    assert max(h.length for h in server.said("POST")) <= 50_000
    large = submission(2, files=(Attachment("a.png", bytes(60_000)),))
    assert client.send(large) == Refused("submission-too-large")
    assert len(server.said("POST")) == 3


def test_a_limit_that_is_not_told_is_assumed(server, client):
    server.habits.tells_limit = False
    files = tuple(Attachment(f"{n}.mp4", bytes(4_000_000)) for n in range(3))
    one = submission(files=files)
    assert client.send(one) == Received()
    assert held(server, one).posts == 2


def test_a_break_between_two_posts_is_mended_by_sending_all_again(server, client):
    files = tuple(Attachment(f"{n}.png", b"x") for n in range(150))
    one = submission(files=files)
    server.faults.expect(None, ResetBody(10))
    assert client.send(one) == Retry("connection-lost", said=ANY)
    assert not held(server, one).complete
    assert client.send(one) == Received()
    assert held(server, one).complete
    assert len(held(server, one).attachments) == 150


def test_what_the_own_check_finds_never_leaves(server, client):
    one = submission()
    with pytest.raises(Expected) as trouble:
        client.send(replace(one, xml=one.xml[:-3]))
    assert trouble.value.code == "submission-not-well-formed"
    assert server.heard == []


def test_nobody_there():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with client_of(Server("city", f"http://127.0.0.1:{port}")) as client:
            outcome = client.send(submission())
    assert outcome == Retry("no-network", whole_server=True, said=ANY)


def test_a_name_nobody_knows():
    with client_of(Server("city", "https://nobody.invalid")) as client:
        outcome = client.send(submission())
    assert outcome == Retry("no-network", whole_server=True, said=ANY)


def test_a_certificate_nobody_vouches_for_stops_everything():
    with OpenRosaServer(tls=True) as server:
        server.holdings.add(FORM, "1")
        with client_of(Server("city", server.url)) as client:
            outcome = client.send(submission())
        assert (outcome.code, outcome.tell_staff) == ("certificate-not-trusted", True)
        assert server.heard == []
        trusted = Server("city", server.url, ca_file=CERTIFICATE)
        with client_of(trusted) as client:
            assert client.send(submission()) == Received()


def test_a_ca_file_that_is_none_is_named(tmp_path):
    nothing = tmp_path / "ca.pem"
    for content in (None, "nothing of use"):
        if content:
            nothing.write_text(content)
        with pytest.raises(Expected) as trouble:
            client_of(Server("city", "https://f.example", ca_file=nothing))
        assert trouble.value.code == "ca-file-not-usable"


def test_no_log_line_has_the_token_or_an_answer(server, client, caplog):
    with caplog.at_level(logging.DEBUG):
        server.faults.expect(Instead(refused(404, f"no /v1/key/{TOKEN}/projects/1")))
        outcome = client.send(submission())
        client.send(submission())
    assert "POST" in caplog.text
    assert TOKEN not in caplog.text + repr(outcome)
    assert "王秀英" not in caplog.text
