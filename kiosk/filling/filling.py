"""One unfinished instance that keeps itself on disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.ids import DraftId
from kiosk.store import drafts
from kiosk.store.records import DraftRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future

    from kiosk.clock import Chance, Clock
    from kiosk.ids import FormHash, Reference
    from kiosk.store.database import Database, Db
    from kiosk.store.records import Applicant
    from kiosk.xforms import FormDefinition, FormEntry, Outcome


@dataclass(frozen=True, slots=True)
class Means:
    """What filling needs of the house.

    Attributes:
        database: where drafts are kept.
        clock: what the form's ``now()`` and ``today()`` say.
        chance: its ``uuid()`` and ``random()``.
        properties: the engine's preload properties (``deviceid`` …).
    """

    database: Database
    clock: Clock
    chance: Chance
    properties: Mapping[str, str]


class Filling:
    """A form entry and its draft.

    ``answer`` changes the live entry only; ``keep`` writes everything entered so far
    as one committed row, and its future is the acknowledgement a screen waits for.

    Attributes:
        entry: the live form entry.
        record: the draft as last kept (or as it will first be kept).
    """

    def __init__(
        self,
        means: Means,
        entry: FormEntry,
        record: DraftRecord,
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        """Fill ``entry``, whose draft is ``record`` with its attached ``files``."""
        self.entry = entry
        self.record = record
        self._means = means
        self._files = dict(files or {})

    @classmethod
    def start(
        cls,
        means: Means,
        definition: FormDefinition,
        form_hash: FormHash,
        language: str,
    ) -> Filling:
        """A new instance; nothing is on disk before the first ``keep``."""
        from kiosk.xforms import FormEntry  # the start of a kiosk needs no engine

        entry = FormEntry.start(
            definition,
            now=means.clock.now,
            timezone=means.clock.now().tzinfo,
            language=language,
            properties=means.properties,
            random=means.chance.random,
        )
        now = means.clock.now()
        record = DraftRecord(
            draft_id=DraftId(means.chance.uuid()),
            form_hash=form_hash,
            instance_xml=b"",
            screen="",
            language=language,
            state="open",
            slip=None,
            started_at=now,
            saved_at=now,
            applicant="",
        )
        return cls(means, entry, record)

    @classmethod
    def resume(
        cls,
        means: Means,
        definition: FormDefinition,
        record: DraftRecord,
        files: Mapping[str, bytes],
    ) -> Filling:
        """The instance of a draft, with the form version it was started with."""
        from kiosk.xforms import FormEntry

        entry = FormEntry.resume(
            definition,
            record.instance_xml,
            now=means.clock.now,
            timezone=means.clock.now().tzinfo,
            language=record.language,
            properties=means.properties,
            random=means.chance.random,
            audit=files.get("audit.csv"),
        )
        return cls(means, entry, record, files)

    def answer(self, ref: str, value: str) -> Outcome:
        """Put ``value`` (the XML string, "" clears) into the live entry."""
        return self.entry.answer(ref, value)

    def attach(self, data: bytes, suffix: str) -> str:
        """A file belongs to this draft from now on; returns its name.

        The name is ours and random: a form's or a person's words never name a file.
        """
        name = f"{self._means.chance.uuid()}{suffix}"
        self._files[name] = data
        return name

    def attachments_of(self, xml: bytes) -> dict[str, bytes]:
        """The files that the finalised bytes name, and no others."""
        return {
            name: data for name, data in self._held().items() if name.encode() in xml
        }

    def _held(self) -> dict[str, bytes]:
        """What a person attached, and what the form itself writes (its log)."""
        return {**self._files, **self.entry.attachments}

    def answered(self) -> bool:
        """Whether anything was answered that would be lost."""
        return self.entry.progress()[0] > 0

    def speak(self, language: str) -> None:
        """Go on in another language; answers stay."""
        self.entry.set_language(language)
        self.record = replace(self.record, language=language)

    def for_whom(self, applicant: Applicant) -> None:
        """Note whether it is done for oneself ("self") or another ("other")."""
        self.record = replace(self.record, applicant=applicant)

    def keep(self, place: str) -> Future[None]:
        """Write everything entered so far, with the place a person stands at.

        The future is done when the row is committed and fsynced; it raises what the
        store raises (``disk-full`` …), and then the entry still holds every answer.
        """
        self.record = replace(
            self.record,
            instance_xml=self.entry.instance_xml(),
            screen=place,
            saved_at=self._means.clock.now(),
        )
        record, files = self.record, self._held()
        return self._means.database.write(lambda db: drafts.save(db, record, files))

    def put_aside(self, make_slip: Callable[[int], Reference]) -> Future[Reference]:
        """Keep everything entered so far for another day.

        ``make_slip`` turns the next number into the slip that finds it again, which
        the future gives once both are on disk.
        """
        record, files = self.record, self._held()
        record = replace(record, instance_xml=self.entry.instance_xml())

        def keep(db: Db) -> Reference:
            drafts.save(db, record, files)
            return drafts.keep(db, record.draft_id, make_slip)

        return self._means.database.write(keep)

    def discard(self) -> Future[None]:
        """Delete the draft; the person chose so."""
        draft_id = self.record.draft_id
        return self._means.database.write(lambda db: drafts.discard(db, draft_id))
