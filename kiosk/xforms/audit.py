"""The client's audit log: what a person did in a form, and when.

What belongs here: the rows of the CSV that ``meta/audit`` asks for (ODK XForms, Client
Audit Logs). It has no clock of its own: each row is stamped by the clock it was given.
A kiosk knows no place, so the columns of the location stay blank.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.xforms.declarations import AuditRequest
    from kiosk.xforms.states import Screen

FILE_NAME = "audit.csv"
"""What the attachment is called, as every client calls it."""
HEADER = (
    *("event", "node", "start", "end", "latitude", "longitude", "accuracy"),
    *("old-value", "new-value", "user", "change-reason"),
)
_EVENTS = {"group": "group questions", "repeat": "promptnewrepeat"}


@dataclass(slots=True)
class _Visit:
    """A question that is on the screen: since when, and what it held then."""

    event: str
    node: str
    start: str
    before: str


class AuditLog:
    """Writes one entry's rows; what a screen shows is a row for each of its questions.

    A correction's reason is a row ``change reason``, recorded by the caller.
    """

    def __init__(
        self,
        request: AuditRequest,
        now: Callable[[], datetime],
        value_of: Callable[[str], str],
        user: str = "",
        earlier: bytes = b"",
    ) -> None:
        """Continue ``earlier``, the CSV so far of a draft or submission.

        Args:
            request: what the form wants to know.
            now: the clock.
            value_of: what a question holds now, by its reference; "" for one that
                is gone.
            user: ``username``, where the form asks who was filling in.
            earlier: the CSV so far.
        """
        self._request = request
        self._now = now
        self._value_of = value_of
        self._user = user if request.identify_user else ""
        self._rows = _read(earlier)
        self._open: list[_Visit] = []

    @property
    def path(self) -> str:
        """The node that names the file."""
        return self._request.path

    @property
    def wants_reason(self) -> bool:
        """Whether the form asks why a submission is corrected."""
        return self._request.reasons == "on-form-edit"

    def record(self, event: str, node: str = "", reason: str = "") -> None:
        """A row for what happens at once: ``form start``, ``form save``, ``jump``."""
        self._add(event, node, self._stamp(), "", reason=reason)

    def shown(self, screen: Screen | None) -> None:
        """The screen changed (None: past the end): close its rows, open new ones."""
        self.left()
        if screen is None:
            return
        start = self._stamp()
        self._open = [
            _Visit("question", ref, start, self._value_of(ref)) for ref in screen.nodes
        ]
        if screen.kind != "question":
            self._open.insert(0, _Visit(_EVENTS[screen.kind], screen.ref, start, ""))

    def left(self) -> None:
        """Close what is open; a change shows where the form asks for it."""
        end = self._stamp() if self._open else ""
        for visit in self._open:
            asked = visit.event == "question"
            after = self._value_of(visit.node) if asked else ""
            changed = self._request.track_changes and after != visit.before
            old, new = (visit.before, after) if changed else ("", "")
            self._add(visit.event, visit.node, visit.start, end, old, new)
        self._open = []

    def csv(self) -> bytes:
        """The file, with every row that is closed."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([HEADER, *self._rows])
        return text.getvalue().encode()

    def _stamp(self) -> str:
        """Milliseconds since 1970, UTC."""
        return str(round(self._now().timestamp() * 1000))

    def _add(
        self,
        event: str,
        node: str,
        start: str,
        end: str,
        old: str = "",
        new: str = "",
        *,
        reason: str = "",
    ) -> None:
        place = ("", "", "")
        row = (event, node, start, end, *place, old, new, self._user, reason)
        self._rows.append(row)


def _read(earlier: bytes) -> list[tuple[str, ...]]:
    """The rows so far, whichever of the columns they had."""
    if not earlier:
        return []
    reader = csv.DictReader(io.StringIO(earlier.decode("utf-8-sig"), newline=""))
    return [tuple(row.get(name) or "" for name in HEADER) for row in reader]
