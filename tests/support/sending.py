"""What the tests of sending share: a clock that stands, chance that is fixed, and
submissions made to order.
"""

from __future__ import annotations

import random
import uuid
from datetime import UTC, datetime, timedelta

from kiosk.ids import FormId, FormVersion, InstanceId
from kiosk.sync import Attachment, Submission

START = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
FORM = "senior-allowance"


class StandingClock:
    """A clock that moves only when told to."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now
        self._seconds = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._seconds

    def pass_by(self, time: timedelta) -> None:
        """Let so much time go by."""
        self._now += time
        self._seconds += time.total_seconds()

    def set_back(self, time: timedelta) -> None:
        """Someone changes the date; time itself goes on as before."""
        self._now -= time


class FixedChance:
    """The same chances every time."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)

    def token(self, size: int) -> bytes:
        return self._random.randbytes(size)

    def uuid(self) -> str:
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def random(self) -> float:
        return self._random.random()


def submission(
    number: int = 1, *, name: str = "王秀英", files: tuple[Attachment, ...] = ()
) -> Submission:
    """A finished application; ``number`` makes its instanceID."""
    instance_id = f"uuid:{uuid.UUID(int=number)}"
    naming = "".join(f"<file>{file.name}</file>" for file in files)
    xml = (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        f'<data id="{FORM}" version="1" xmlns:orx="http://openrosa.org/xforms">'
        f"<name>{name}</name>{naming}"
        f"<orx:meta><orx:instanceID>{instance_id}</orx:instanceID></orx:meta></data>"
    )
    return Submission(
        InstanceId(instance_id), FormId(FORM), FormVersion("1"), xml.encode(), files
    )
