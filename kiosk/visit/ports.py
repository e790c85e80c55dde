"""What a visit needs of the house, passed in by ``app``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.filling.filling import Means

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.clock import Chance, Clock
    from kiosk.filling import Library
    from kiosk.settings import Settings
    from kiosk.store.database import Database

    Post = Callable[[Callable[[], None]], None]


@dataclass(frozen=True, slots=True)
class VisitPorts:
    """Where answers go, what time it is, and how to come back to the caller's thread.

    Attributes:
        database: the one writing thread.
        library: published forms, parsed once.
        settings: the centre's.
        clock: wall and monotonic time.
        chance: ids and secrets.
        post: runs a callable on the thread that owns the visit, later.
        handed_in: told after each submission is on disk, so that it may be sent.
    """

    database: Database
    library: Library
    settings: Settings
    clock: Clock
    chance: Chance
    post: Post
    handed_in: Callable[[], None]

    @property
    def kiosk(self) -> int:
        """This kiosk's number within its centre."""
        return self.settings.number("kiosk.number")

    @property
    def means(self) -> Means:
        """What filling needs."""
        properties = {"deviceid": f"evergreen-kiosk:{self.kiosk:02d}"}
        return Means(self.database, self.clock, self.chance, properties)
