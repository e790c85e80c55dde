"""The world outside: bringing submissions to an OpenRosa server, exactly once.

What belongs here: the only room that speaks over a network. ``openrosa`` talks to one
server, ``verdict`` reads what it answered, ``check`` looks at a submission before it
leaves, ``parcels`` packs it into POSTs, ``backoff`` says how long to wait, ``cycle``
empties the outbox once and ``scheduler`` does so again and again on a thread.

What is sent is never changed and never dropped: whatever does not arrive stays in the
outbox with a code that says why.
"""

from __future__ import annotations

from kiosk.sync.cycle import Cycle
from kiosk.sync.openrosa import OpenRosaClient
from kiosk.sync.outcomes import Outcome, Received, Refused, Retry
from kiosk.sync.ports import Outbox, Waiting
from kiosk.sync.scheduler import Scheduler
from kiosk.sync.server import Server
from kiosk.sync.submission import Attachment, Submission
from kiosk.sync.tally import Summary
from kiosk.sync.wire import Timeouts

__all__ = [
    "Attachment",
    "Cycle",
    "OpenRosaClient",
    "Outbox",
    "Outcome",
    "Received",
    "Refused",
    "Retry",
    "Scheduler",
    "Server",
    "Submission",
    "Summary",
    "Timeouts",
    "Waiting",
]
