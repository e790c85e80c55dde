"""Reading what a server answered: the table of terminal and passing troubles.

What belongs here: status, headers and body in, an outcome out (OPENROSA.md,
"Submission"). Pure; ``openrosa`` brings the answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from kiosk.sync import markup
from kiosk.sync.outcomes import Outcome, Received, Refused, Retry
from kiosk.sync.server import redact

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENVELOPE = "{http://openrosa.org/http/response}OpenRosaResponse"
_MESSAGE = "{http://openrosa.org/http/response}message"
_MOST_SAID = 200

_REFUSED = {
    400: "submission-not-understood",
    404: "form-unknown-to-server",
    405: "form-not-accepting",
    409: "submission-in-conflict",
    413: "submission-too-large",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from one request.

    Attributes:
        status: the HTTP status.
        headers: by lower-case name.
        body: its bytes, cut off at ``openrosa.MOST_ANSWER``.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


def of_post(answer: Answer, now: datetime) -> Outcome:
    """What came of a POST of the submission, or of one part of it."""
    if answer.status in (201, 202) and is_receipt(answer.body):
        return Received(again=answer.status == 202)  # noqa: PLR2004 (Kobo's duplicate)
    code = _REFUSED.get(answer.status)
    if code is not None:
        return Refused(code, said=said(answer.body))
    return _passing(answer, now)


def of_greeting(answer: Answer, now: datetime) -> Retry | None:
    """What keeps us from posting after a HEAD; None where the way is free.

    Nothing is terminal here: whatever is wrong is wrong with the address or the way,
    never with the submission.
    """
    if answer.status == 204:  # noqa: PLR2004 (OpenRosa's word for 'go on')
        return None
    if answer.status in _REFUSED:
        return Retry("server-not-openrosa", whole_server=True, tell_staff=True)
    return _passing(answer, now)


def _passing(answer: Answer, now: datetime) -> Retry:
    status, words = answer.status, said(answer.body)
    after = retry_after(answer.headers, now)
    if status < 400 or status == 511:  # noqa: PLR2004 (a portal's 200, 30x and 511)
        return Retry("captive-portal", after, whole_server=True)
    if status in (401, 403):
        return Retry("server-wants-login", after, tell_staff=True, said=words)
    if status in (402, 423):  # Kobo: over its limits, locked; both pass
        return Retry("server-holds-form", after, tell_staff=True, said=words)
    if status in (408, 429, 503):
        return Retry("server-busy", after, whole_server=True, said=words)
    if status >= 500:  # noqa: PLR2004
        return Retry("server-trouble", after, said=words)
    # A status no table names: not known to be terminal, so it is kept and shown.
    return Retry("server-answer-unknown", after, tell_staff=True, said=words)


def is_receipt(body: bytes) -> bool:
    """Whether a body is OpenRosa's envelope and does not speak of an error."""
    root = _envelope(body)
    if root is None:
        return False
    return not any("error" in nature for nature, _ in root)


def said(body: bytes) -> str:
    """The server's own words from its envelope, shortened, without tokens; or ""."""
    words = " ".join(text for _, text in _envelope(body) or ())
    return redact(" ".join(words.split()))[:_MOST_SAID]


def _envelope(body: bytes) -> tuple[tuple[str, str], ...] | None:
    """Each message's nature and text; None where it is no envelope at all."""
    root = markup.read(body.strip())
    if root is None or root.tag != _ENVELOPE:
        return None
    return tuple(
        (str(message.get("nature", "")).lower(), message.text or "")
        for message in root.iterchildren(_MESSAGE)
    )


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """The wait a Retry-After header asks for, in seconds or as a date; never negative.

    Args:
        headers: by lower-case name.
        now: what the date is compared with where the answer has no Date of its own.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value), 10**8))
    moment = _http_date(value)
    if moment is None:
        return None
    # The server's own clock wrote both: ours may be wrong after a flat battery.
    written = _http_date(headers.get("date", "")) or now
    return max(moment - written, timedelta(0))


def _http_date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
