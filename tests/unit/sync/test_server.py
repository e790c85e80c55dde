"""Where submissions go, and what is never shown of it."""

from __future__ import annotations

import logging

import pytest

from kiosk.errors import Expected
from kiosk.sync import Server
from kiosk.sync.server import RedactTokens, follow, redact


def test_a_token_in_the_address_is_used_as_it_stands():
    server = Server("city", "https://forms.example/v1/key/abc/projects/7/")
    assert server.submission_url == (
        "https://forms.example/v1/key/abc/projects/7/submission"
    )


def test_a_token_kept_apart_takes_its_place_in_the_address():
    server = Server("city", "https://forms.example/v1/projects/7", token="a$b!c")
    assert server.base == "https://forms.example/v1/key/a$b%21c/projects/7"


def test_a_server_that_is_not_central_is_taken_as_it_is():
    server = Server("kobo", "https://kc.example/village")
    assert server.submission_url == "https://kc.example/village/submission"
    assert server.stored_url("f", "uuid:1") is None


def test_answers_never_travel_in_the_clear():
    with pytest.raises(Expected) as trouble:
        Server("city", "http://forms.example/v1/projects/7")
    assert trouble.value.code == "server-not-https"
    Server("here", "http://127.0.0.1:8383/v1/projects/7")
    Server("here", "http://[::1]:8383/v1/projects/7")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "forms.example",
        "ftp://forms.example",
        "https://",
        "https://forms.example:99999",
        "https://user:word@forms.example",
        "https://forms.example/?next=x",
        "https://[::1",
    ],
)
def test_an_address_that_is_none_is_named(url):
    with pytest.raises(Expected) as trouble:
        Server("city", url)
    assert trouble.value.code == "server-address-not-understood"


def test_a_server_never_shows_its_secrets():
    server = Server(
        "city", "https://f.example/v1/key/s3cret/projects/7", "wang", "pass-word"
    )
    assert "s3cret" not in repr(server)
    assert "pass-word" not in repr(server)


def test_tokens_are_cut_out_of_what_is_logged(caplog):
    logger = logging.getLogger("test-of-tokens")
    logger.addFilter(RedactTokens())
    with caplog.at_level(logging.INFO, "test-of-tokens"):
        logger.info("POST %s", "https://f.example/v1/key/s3cret/projects/7/submission")
    assert caplog.messages == ["POST https://f.example/v1/key/…/projects/7/submission"]
    assert redact("nothing here") == "nothing here"


@pytest.mark.parametrize(
    ("location", "led_to"),
    [
        ("/other/submission", "https://f.example/other/submission"),
        ("https://f.example:443/s", "https://f.example:443/s"),
        ("https://F.example/s", "https://F.example/s"),
        ("https://portal.example/login", None),
        ("http://f.example/s", None),
        ("https://f.example:8443/s", None),
        ("https://u:p@f.example/s", None),
        ("https://f.example.evil.example/s", None),
        ("//portal.example/s", None),
        ("https://f.example:nonsense/s", None),
    ],
)
def test_only_the_same_host_is_followed(location, led_to):
    assert follow("https://f.example/v1/submission", location) == led_to


def test_the_same_host_may_ask_for_https():
    assert follow("http://localhost/s", "https://localhost/s") == "https://localhost/s"
