"""A strict OpenRosa client for one server (OPENROSA.md; OpenRosa 1.0 API).

What belongs here: what is asked, and in which order. HEAD before the first POST, then
POSTs of the exact bytes, redirects to the same host only, confirming a duplicate. How
a request travels stands in ``wire``, what an answer means in ``verdict``.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from kiosk.sync import verdict
from kiosk.sync.check import check
from kiosk.sync.multipart import Body, encode
from kiosk.sync.outcomes import Outcome, Received, Refused, Retry
from kiosk.sync.parcels import ASSUMED_LIMIT, pack, parts, too_large
from kiosk.sync.server import Server, follow
from kiosk.sync.verdict import Answer
from kiosk.sync.wire import Timeouts, Wire

if TYPE_CHECKING:
    from types import TracebackType

    from kiosk.clock import Clock
    from kiosk.sync.submission import Submission

_MOST_REDIRECTS = 3
_ELSEWHERE = Retry("captive-portal", whole_server=True)


class OpenRosaClient:
    """Sends submissions to one server, one after another.

    Not for two threads at once: two first POSTs of one submission in parallel make
    Central answer 409 to one of them though it has stored it.
    """

    def __init__(
        self, server: Server, *, clock: Clock, timeouts: Timeouts | None = None
    ) -> None:
        """Get ready; nothing is sent yet.

        Raises:
            Expected: ``ca-file-not-usable`` where the server's CA file cannot be read.
        """
        self._server = server
        self._clock = clock
        self._wire = Wire(server, clock, timeouts or Timeouts())
        self._post_to = ""  # "" until the server has been greeted
        self._limit: int | None = None

    def __enter__(self) -> Self:
        """Use it in a ``with``, so that the connection is closed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection; the client cannot be used afterwards."""
        self._wire.close()

    def send(self, submission: Submission) -> Outcome:
        """Bring one submission to the server; sending it again is always safe.

        Raises:
            Expected: what ``check`` finds; then nothing has been sent.
        """
        check(submission)
        trouble = None if self._post_to else self.greet()
        if trouble is not None:
            return trouble
        if self._limit is not None and too_large(submission, self._limit):
            return Refused("submission-too-large")
        outcome = self._send_parts(submission)
        if isinstance(outcome, Retry):
            self._post_to = ""  # greet again: the way may have changed
        return outcome

    def greet(self) -> Retry | None:
        """HEAD the submission address: where to post, and how much at once.

        A good greeting proves nothing about rights (Central answers 204 to anyone).
        """
        url = self._server.submission_url
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._wire.request("HEAD", url)
            if isinstance(answer, Retry):
                return answer
            location = answer.headers.get("location")
            target = follow(url, location) if location else url
            if target is None:
                return _ELSEWHERE
            if target == url or answer.status == HTTPStatus.NO_CONTENT:
                return self._greeted(target, answer)
            url = target
        return _ELSEWHERE

    def _greeted(self, url: str, answer: Answer) -> Retry | None:
        trouble = verdict.of_greeting(answer, self._clock.now())
        if trouble is None:
            self._post_to = url
            limit = answer.headers.get("x-openrosa-accept-content-length", "")
            self._limit = int(limit) if limit.isascii() and limit.isdigit() else None
        return trouble

    def _send_parts(self, submission: Submission) -> Outcome:
        groups = pack(submission, self._limit or ASSUMED_LIMIT)
        again = False
        for number, group in enumerate(groups, start=1):
            body = encode(parts(submission, group, last=number == len(groups)))
            outcome = self._judge(submission, self._post(body))
            if not isinstance(outcome, Received):
                return outcome
            again = outcome.again
        return Received(again=again)

    def _judge(self, submission: Submission, answer: Answer | Retry) -> Outcome:
        if isinstance(answer, Retry):
            return answer
        if answer.status == HTTPStatus.CONFLICT and self._holds(submission):
            return Received(again=True)
        return verdict.of_post(answer, self._clock.now())

    def _post(self, body: Body) -> Answer | Retry:
        url = self._post_to
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._wire.request("POST", url, body)
            if isinstance(answer, Retry) or not 300 <= answer.status < 400:  # noqa: PLR2004 (redirects)
                return answer
            target = follow(url, answer.headers.get("location", url))
            if target is None or target == url:
                return answer  # to another host: verdict calls it a portal
            url = target  # posting again is safe: the bytes are the same
        return _ELSEWHERE

    def _holds(self, submission: Submission) -> bool:
        """Whether the server gives back exactly our bytes (Central, with a login)."""
        if submission.attachments:
            return False  # the XML alone would not prove that its files are there
        url = self._server.stored_url(submission.form_id, submission.instance_id)
        if url is None:
            return False
        answer = self._wire.request("GET", url, most=len(submission.xml) + 1)
        return (
            isinstance(answer, Answer)
            and answer.status == HTTPStatus.OK
            and answer.body == submission.xml
        )
