"""What every act of a visit stands on: state, listeners, and waiting for the disk.

The rule of the house: a screen that follows an answer is shown when the store has
acknowledged that answer, never before. Slow work returns at once; its end comes back
through ``post`` on the thread that owns the visit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from kiosk.errors import Expected
from kiosk.visit.handing_in import HandingIn
from kiosk.visit.idle import Idle
from kiosk.visit.machine import Machine
from kiosk.visit.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from kiosk.filling import Filling
    from kiosk.store.records import ServiceRecord
    from kiosk.visit.course import Course
    from kiosk.visit.machine import Event, State
    from kiosk.visit.ports import VisitPorts

T = TypeVar("T")


class VisitCore:
    """State and settings of one person's sitting; all methods on one thread.

    Attributes:
        sitting: language, size, contrast and voice of this visit.
        saving: something is on its way to disk; acts that would overtake it wait.
        trouble: why the last thing could not be kept, or None.
        slip: the number under which an unfinished form was kept, once it was.
    """

    def __init__(self, ports: VisitPorts) -> None:
        """Begin at rest."""
        self._ports = ports
        settings = ports.settings
        self.sitting = Sitting(settings)
        self._machine = Machine()
        self._idle = Idle(
            ports.clock,
            settings.number("idle.warn_minutes") * 60,
            settings.number("idle.answer_seconds"),
        )
        self._listeners: list[Callable[[], None]] = []
        self._number = 0
        self.trouble: Expected | None = None
        self._filling: Filling | None = None
        self._course: Course | None = None
        self._service: ServiceRecord | None = None
        self._forget()

    @property
    def state(self) -> State:
        """Which screen stands."""
        return self._machine.state

    @property
    def beneath(self) -> State:
        """The screen under 'help', 'leave?' and 'still there?'."""
        return self._machine.beneath

    def listen(self, callback: Callable[[], None]) -> None:
        """Call back after every change of what is to be shown."""
        self._listeners.append(callback)

    def answered(self) -> bool:
        """Whether leaving now would lose an answer."""
        return self._filling is not None and self._filling.answered()

    def set_language(self, tag: str) -> None:
        """Go on in another language ("zh" or "en"); answers stay."""
        self.sitting.language = tag
        if self._filling is not None:
            self._filling.speak(tag)
        self._tell()

    def set_size(self, size: int) -> None:
        """Text size 1 to 4."""
        self.sitting.size = size
        self._tell()

    def larger(self) -> None:
        """One text size larger; after the largest the smallest."""
        self.sitting.next_size()
        self._tell()

    def next_contrast(self) -> None:
        """Normal, high, dark, and round again."""
        self.sitting.next_contrast()
        self._tell()

    def set_voice(self, on: bool) -> None:  # noqa: FBT001 (a state, not an option)
        """Read screens aloud, or not."""
        self.sitting.voice = on
        self._tell()

    # For the acts.

    def _go(self, event: Event) -> State:
        """Take a step and tell the window."""
        state = self._machine.fire(event)
        self._tell()
        return state

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def _await(
        self,
        future: Future[T],
        done: Callable[[T], object],
        *,
        undo: Callable[[], None] | None = None,
    ) -> None:
        """Wait for the disk without blocking; ``undo`` where it could not be kept."""
        self.saving = True
        visit = self._number

        def settled(finished: Future[T]) -> None:
            self._ports.post(lambda: self._settled(visit, finished, done, undo))

        self._tell()
        future.add_done_callback(settled)

    def _settled(
        self,
        visit: int,
        finished: Future[T],
        done: Callable[[T], object],
        undo: Callable[[], None] | None,
    ) -> None:
        if visit != self._number:
            return  # the person has left; what was written stays written
        self.saving = False
        trouble = finished.exception()
        if isinstance(trouble, Expected):
            self.trouble = trouble
            if undo is not None:
                undo()
            self._tell()
        else:
            self.trouble = None
            done(finished.result())  # a bug is raised here, on the owner's thread

    def _keep(
        self, done: Callable[[], object], *, undo: Callable[[], None] | None = None
    ) -> None:
        """Write the draft with the place the person goes to, then go on."""
        keeping = self._filled().keep(self._way().place)
        self._await(keeping, lambda _: done(), undo=undo)

    def _watch(self, future: Future[T]) -> None:
        """Nobody waits for this; yet a trouble is shown and a bug comes to light."""

        def settled(finished: Future[T]) -> None:
            self._ports.post(lambda: self._noted(finished))

        future.add_done_callback(settled)

    def _noted(self, finished: Future[T]) -> None:
        trouble = finished.exception()
        if isinstance(trouble, Expected):
            self.trouble = trouble
            self._tell()
        else:
            finished.result()

    def _filled(self) -> Filling:
        assert self._filling is not None, "nothing is being filled in"
        return self._filling

    def _way(self) -> Course:
        assert self._course is not None, "nothing is being filled in"
        return self._course

    def _chosen(self) -> ServiceRecord:
        assert self._service is not None, "no service was chosen"
        return self._service

    def _wipe(self) -> None:
        """Nothing of the visit remains."""
        self._forget()
        self.sitting.wipe()
        self._tell()

    def _forget(self) -> None:
        self._number += 1
        self.saving = False
        self.trouble = None
        self.slip = ""
        self._filling = None
        self._course = None
        self._service = None
        self._handing_in = HandingIn(self._ports)
