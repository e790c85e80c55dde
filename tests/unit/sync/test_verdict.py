"""What a server's answer means."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.sync import Received, Refused, Retry
from kiosk.sync.verdict import Answer, of_greeting, of_post, retry_after
from tests.support.openrosa_replies import portal, refused, stored
from tests.support.sending import START

IN = stored().body


def post(status, body=b"", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return of_post(Answer(status, named, body), START)


def test_only_201_and_202_with_the_envelope_mean_received():
    assert post(201, IN) == Received()
    assert post(202, IN) == Received(again=True)


@pytest.mark.parametrize("status", [200, 203, 204, 206, 301, 302, 307])
def test_any_other_good_status_is_a_portal(status):
    assert post(status, IN).code == "captive-portal"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        portal().body,
        refused(201, "full").body,
        IN[:-5],
        IN.replace(b"openrosa.org", b"elsewhere.org"),
        b"<!DOCTYPE a>" + IN,
        b'{"message": "ok"}',
    ],
)
def test_201_without_the_envelope_is_not_received(body):
    assert post(201, body).code == "captive-portal"


@pytest.mark.parametrize("status", [400, 404, 405, 409, 413])
def test_what_a_person_must_mend_is_refused(status):
    assert isinstance(post(status, refused(status, "no").body), Refused)


@pytest.mark.parametrize("status", [401, 402, 403, 408, 423, 429, 500, 502, 503, 504])
def test_what_passes_is_tried_again(status):
    assert isinstance(post(status), Retry)


@pytest.mark.parametrize("status", [410, 418, 451, 499])
def test_a_status_of_no_table_is_kept_and_shown(status):
    assert post(status) == Retry("server-answer-unknown", tell_staff=True)


@pytest.mark.parametrize("status", [401, 403])
def test_staff_hear_of_a_login_that_does_not_work(status):
    assert post(status).tell_staff


def test_the_servers_words_are_kept_short_and_without_tokens():
    words = "see /v1/key/s3cret/projects/1 " + "x" * 500
    said = post(404, refused(404, words).body).said
    assert said.startswith("see /v1/key/…/projects/1 x")
    assert len(said) == 200


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Mon, 03 Aug 2026 09:05:00 GMT", 300),
        ("Mon, 03 Aug 2026 08:00:00 GMT", 0),
        ("99999999999999999999", 10**8),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value, seconds):
    assert post(429, retry_after=value).after == timedelta(seconds=seconds)


@pytest.mark.parametrize("value", ["", "soon", "-5", "１２", "1.5"])
def test_a_retry_after_that_is_none(value):
    assert post(503, retry_after=value).after is None


def test_a_date_is_measured_by_the_servers_own_clock():
    headers = {
        "retry-after": "Thu, 01 Jan 1970 00:02:00 GMT",
        "date": "Thu, 01 Jan 1970 00:00:00 GMT",
    }
    assert retry_after(headers, START) == timedelta(minutes=2)


def test_only_204_opens_the_way():
    assert of_greeting(Answer(204, {}, b""), START) is None
    for status in (200, 201, 301, 400, 401, 404, 405, 429, 500):
        trouble = of_greeting(Answer(status, {}, b""), START)
        assert isinstance(trouble, Retry), status


def test_a_wrong_address_is_never_a_submissions_fault():
    trouble = of_greeting(Answer(404, {}, b""), START)
    assert trouble == Retry("server-not-openrosa", whole_server=True, tell_staff=True)
