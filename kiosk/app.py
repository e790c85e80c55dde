"""The one place that builds everything and passes ports in.

What belongs here: opening a data directory into a house of rooms, and closing it
again. Nothing else in the program makes a database, a clock or a listener.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from kiosk.clock import SystemChance, SystemClock
from kiosk.control import acts
from kiosk.filling import Library
from kiosk.settings import Settings, read_file
from kiosk.store import settings_rows
from kiosk.store.database import Database, load_or_make_key, open_reader
from kiosk.visit.ports import VisitPorts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from kiosk.clock import Chance, Clock
    from kiosk.control.listener import ControlListener
    from kiosk.errors import Expected
    from kiosk.speech.driver import Synthesiser
    from kiosk.store.database import Reader
    from kiosk.sync import Cycle, Scheduler
    from kiosk.sync.tally import Summary
    from kiosk.visit.ports import Post
    from kiosk.visit.visit import Visit


_log = logging.getLogger(__name__)


class House:
    """Everything of one data directory, under the writer's lock until closed.

    Attributes:
        folder: the data directory.
        database: the one writing thread.
        settings: the values in force when the house was opened.
        library: published services and their definitions.
        clock: in the centre's time zone.
        chance: secrets, ids, jitter.
    """

    def __init__(
        self, folder: Path, database: Database, clock: Clock, chance: Chance
    ) -> None:
        """Read what is set and published in an open database."""
        self.folder = folder
        self.database = database
        self.settings = _settings(folder, database.read(settings_rows.get_all).result())
        self.clock = _in_zone(clock, self.settings)
        self.chance = chance
        self.library = Library(database, self.tables)
        self.library.refresh()
        self._closing: list[Callable[[], object]] = []
        self._closed = False
        self._handed_in: Callable[[], None] = _nothing_to_do

    @property
    def tables(self) -> Path:
        """Where large lists are indexed; made anew from the record if it is lost."""
        return self.folder / "cache" / "tables"

    @cached_property
    def cycle(self) -> Cycle:
        """Rounds of sending over this house's outbox: one sender, whoever asks."""
        from kiosk.sync import Cycle, OpenRosaClient
        from kiosk.sync.stored import StoredOutbox

        return Cycle(
            StoredOutbox(self.database),
            lambda server: OpenRosaClient(server, clock=self.clock),
            clock=self.clock,
            chance=self.chance,
        )

    def perform(self, act: str, arguments: Mapping[str, object]) -> dict[str, object]:
        """Do an act of the shell; see ``control.acts``."""
        return acts.perform(self, act, arguments)

    def visit(self, post: Post) -> Visit:
        """A visit that comes back to its owner's thread through ``post``.

        Stands at rest, or where an interrupted person stood a moment ago.
        """
        from kiosk.visit.recovery import recover
        from kiosk.visit.visit import Visit

        ports = VisitPorts(
            self.database,
            self.library,
            self.settings,
            self.clock,
            self.chance,
            post,
            lambda: self._handed_in(),  # noqa: PLW0108 (who is told may change later)
        )
        visit = Visit(ports)
        recover(visit, ports)
        return visit

    def synthesiser(self) -> Synthesiser:
        """The voice's child process, with its cache of fixed sentences."""
        from kiosk.speech.driver import Synthesiser

        synthesiser = Synthesiser(self.folder / "cache" / "voice")
        self._closing.append(synthesiser.close)
        return synthesiser

    def listen(self) -> ControlListener:
        """Answer this machine's shell from now on."""
        from kiosk.control.listener import ControlListener

        listener = ControlListener(self.folder, self.perform)
        self._closing.append(listener.close)
        return listener

    def send_by_itself(self) -> Scheduler:
        """Send what waits, whenever it is due, from a thread of its own."""
        from kiosk.sync import Scheduler

        scheduler = Scheduler(self.cycle, clock=self.clock, told=_log_round)
        scheduler.start()
        self._closing.append(scheduler.stop)
        self._handed_in = scheduler.nudge
        return scheduler

    def close(self) -> None:
        """Everything down, the last opened first; the writer's lock is free then.

        Closing a second time does nothing.
        """
        if self._closed:
            return
        self._closed = True
        while self._closing:
            self._closing.pop()()
        self.library.close()
        self.database.close()

    def __enter__(self) -> Self:
        """The house itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


def open_house(
    folder: Path, *, clock: Clock | None = None, chance: Chance | None = None
) -> House:
    """Open (or begin) the data directory ``folder`` for writing.

    Raises:
        Expected: ``already-running`` where another process writes here, and what
            ``Database.open`` and the settings raise.
    """
    chance = chance or SystemChance()
    clock = clock or SystemClock()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = load_or_make_key(folder, chance)
    database = Database.open(folder, key, clock=clock)
    try:
        return House(folder, database, clock, chance)
    except BaseException:
        database.close()
        raise


@contextmanager
def reading(folder: Path) -> Iterator[Reader]:
    """The database of ``folder`` for reading, whoever writes to it."""
    reader = open_reader(folder, load_or_make_key(folder, SystemChance()))
    try:
        yield reader
    finally:
        reader.close()


def settings_of(folder: Path) -> Settings:
    """The settings in force in ``folder``, without its writer's lock."""
    with reading(folder) as reader:
        return _settings(folder, reader.read(settings_rows.get_all))


def _log_round(came_to: Summary | Expected) -> None:
    _log.info("a round of sending: %s", came_to)


def _nothing_to_do() -> None:
    """Before anything sends by itself, handing in wakes nobody."""


def _settings(folder: Path, rows: Mapping[str, object]) -> Settings:
    return Settings.layered(read_file(folder / "kiosk.toml"), rows)


def _in_zone(clock: Clock, settings: Settings) -> Clock:
    if isinstance(clock, SystemClock):
        return SystemClock(ZoneInfo(settings.text("timezone")))
    return clock
