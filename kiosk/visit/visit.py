"""One citizen's visit: the way in, help, quiet, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.filling import Filling
from kiosk.visit import aside
from kiosk.visit.answering import Answering
from kiosk.visit.course import CHECK
from kiosk.visit.machine import Event, State
from kiosk.visit.services import service_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.ids import Reference
    from kiosk.store.records import DraftRecord, ServiceRecord
    from kiosk.visit.views import ServiceView
    from kiosk.xforms import FormDefinition


class Visit(Answering):
    """The whole of it: what ``ui`` and ``kiosk visit`` drive."""

    # The way in.

    def services(self) -> tuple[ServiceView, ...]:
        """Every published service, in order, in the person's language."""
        language = self.sitting.language
        return tuple(service_view(record, language) for record in self._published())

    def touch(self) -> None:
        """The rest screen was touched."""
        if not self.saving and self._machine.can(Event.TOUCHED):
            self._idle.restart()
            self._go(Event.TOUCHED)

    def choose(self, form_id: str) -> None:
        """A service was picked; its form is read while 'before you start' stands."""
        if self.saving or not self._machine.can(Event.CHOSE):
            return
        record = next(r for r in self._published() if r.form_id == form_id)
        if self._service is not None and self._service.form_hash != record.form_hash:
            self._set_other_form_aside()
        self._service = record
        self._ports.library.load(record.form_hash)
        self._go(Event.CHOSE)

    def begin(self, *, for_self: bool) -> None:
        """The questions begin, for oneself or for someone else."""
        if self.saving or not self._machine.can(Event.BEGAN):
            return
        loading = self._ports.library.load(self._chosen().form_hash)
        self._await(
            loading, lambda definition: self._begun(definition, for_self=for_self)
        )

    def _begun(self, definition: FormDefinition, *, for_self: bool) -> None:
        if self._filling is None:
            self._filling = Filling.start(
                self._ports.means,
                definition,
                self._chosen().form_hash,
                self.sitting.language,
            )
        self._course = aside.first_course(self._filling, for_self=for_self)
        self._keep(lambda: self._go(Event.BEGAN))

    def resume(
        self,
        draft: DraftRecord,
        files: Mapping[str, bytes],
        service: ServiceRecord,
    ) -> None:
        """Stand again where a draft's person stood (after a crash or a power cut)."""
        self._service = service
        loading = self._ports.library.load(draft.form_hash)
        self._await(loading, lambda definition: self._resumed(definition, draft, files))

    def _resumed(
        self, definition: FormDefinition, draft: DraftRecord, files: Mapping[str, bytes]
    ) -> None:
        self._filling = Filling.resume(self._ports.means, definition, draft, files)
        self._course = aside.course_at(self._filling, draft.screen)
        self.sitting.language = draft.language
        self._idle.restart()
        self._go(Event.RESUMED)
        if draft.screen == CHECK:
            self._go(Event.ANSWERED_ALL)

    # Help.

    def call_help(self) -> None:
        """Ask for a person; the time stands still until it is over."""
        if self._machine.can(Event.CALLED_HELP):
            self._idle.hold("help")
            form_id = self._service.form_id if self._service else None
            self._watch(aside.call_help(self._ports, form_id))
            self._go(Event.CALLED_HELP)

    def help_over(self) -> None:
        """The person goes on alone."""
        if self._machine.can(Event.HELP_OVER):
            self._watch(aside.help_over(self._ports))
            self._idle.release("help")
            self._go(Event.HELP_OVER)

    # Quiet.

    def touched(self) -> None:
        """Any touch or key: the quiet time begins anew."""
        if self.state is not State.STILL_THERE:
            self._idle.restart()

    def speaking(self, speaks: bool) -> None:  # noqa: FBT001 (a state, not an option)
        """Whether the voice speaks; quiet time stands still meanwhile."""
        if speaks:
            self._idle.hold("speech")
        else:
            self._idle.release("speech")

    def idle_left(self) -> int | None:
        """Seconds left to answer 'are you still there?'; None on other screens."""
        return round(self._idle.left()) if self.state is State.STILL_THERE else None

    def tick(self) -> None:
        """Once a second: is it time to ask, or to end?"""
        if self.state is State.STILL_THERE:
            if self._idle.left() <= 0 and not self.saving:
                self._run_out()
            else:
                self._tell()
        elif self._machine.can(Event.MENDED) and self._idle.quiet():
            self._recover()
        elif self._machine.can(Event.WENT_QUIET) and self._idle.quiet():
            self._idle.restart()
            self._go(Event.WENT_QUIET)

    def here(self) -> None:
        """The person says they are still here."""
        if self._machine.can(Event.CAME_BACK):
            self._idle.restart()
            self._go(Event.CAME_BACK)

    def _recover(self) -> None:
        # Out of service stands for the quiet time, so that its person is sent to the
        # counter; then the kiosk serves the next one. The draft waits for staff.
        if self.answered():
            self._watch(aside.put_aside(self._ports, self._filled()))
        self._end(Event.MENDED)

    def _run_out(self) -> None:
        if self.answered():
            keeping = aside.put_aside(self._ports, self._filled())
            self._await(keeping, lambda _: self._end(Event.RAN_OUT))
        else:
            self._discard()
            self._end(Event.RAN_OUT)

    # Trouble.

    def break_off(self) -> None:
        """A bug was met: the calm screen stands, and what was kept stays kept."""
        if self._machine.can(Event.BROKE):
            self.saving = False
            self._idle.restart()
            self._go(Event.BROKE)

    # The way out.

    def leave(self) -> None:
        """'Leave' was touched: ask, where there is something to lose."""
        if self.saving or not self._machine.can(Event.LEAVING):
            return
        if self._go(Event.LEAVING) is State.REST:
            self._discard()
            self._wipe()

    def stay(self) -> None:
        """The person does not leave after all."""
        if self._machine.can(Event.STAYED):
            self._go(Event.STAYED)

    def leave_now(self, *, keep: bool) -> None:
        """Leave, with the answers kept for another day or deleted."""
        keeps = keep and self.answered()
        if self.saving or not self._machine.can(Event.KEPT if keeps else Event.LEFT):
            return
        if keeps:
            keeping = aside.put_aside(self._ports, self._filled())
            self._await(keeping, self._kept)
        else:
            self._discard()
            self._end(Event.LEFT)

    def finish(self) -> None:
        """The person is done; nothing of the visit remains."""
        if self._machine.can(Event.FINISHED):
            self._end(Event.FINISHED)

    def _kept(self, slip: Reference) -> None:
        self.slip = slip
        self._filling = self._course = None
        self._go(Event.KEPT)

    def _end(self, event: Event) -> None:
        self._go(event)
        self._wipe()

    def _discard(self) -> None:
        if self._filling is not None:
            self._watch(self._filling.discard())

    def _set_other_form_aside(self) -> None:
        # The person turned to another service: what they had entered stays findable.
        if self.answered():
            self._watch(aside.put_aside(self._ports, self._filled()))
        else:
            self._discard()
        self._filling = self._course = None

    def _published(self) -> tuple[ServiceRecord, ...]:
        return self._ports.library.published()
