"""``kiosk forms run``: a form without a window, for an admin's regression tests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.errors import Expected

if TYPE_CHECKING:
    from datetime import tzinfo

    from kiosk.cli.shell import Shell
    from kiosk.store.database import Db
    from kiosk.xforms import FormDefinition, FormEntry, Violation


@dataclass(frozen=True)
class Terms:
    """How a rehearsal runs: its steps and the world the form sees."""

    steps: Path
    now: str | None = None
    timezone: str | None = None
    language: str | None = None
    resources: Path | None = None
    out: Path | None = None


def rehearse(shell: Shell, form: str, terms: Terms) -> dict[str, object]:
    """Run ``form`` through the steps; see ``kiosk forms run`` for what is printed.

    Raises:
        Expected: a form, file, clock or step that can't be used, by name.
    """
    entry = _start(_definition(shell, form, terms), terms)
    said = [
        _done(entry, step, at) for at, step in enumerate(read_steps(terms.steps), 1)
    ]
    violations = entry.validate()
    result: dict[str, object] = {
        "form": entry.definition.form_id,
        "version": entry.definition.version,
        "steps": said,
        "complete": not violations,
        "violations": [_violation(violation) for violation in violations],
    }
    if not violations:
        submission = entry.finalise()
        result["submission"] = submission.decode()
        if terms.out is not None:
            terms.out.write_bytes(submission)
    return result


def read_steps(file: Path) -> list[dict[str, str]]:
    """The steps in a JSON file; raises ``steps-not-read``."""
    try:
        steps = json.loads(file.read_text("utf-8"))
    except OSError as trouble:
        raise Expected("steps-not-read", str(file), why=str(trouble)) from None
    except ValueError as trouble:
        raise Expected("steps-not-read", str(file), why=str(trouble)) from None
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        raise Expected("steps-not-read", str(file), why="not a list of objects")
    return steps


def _definition(shell: Shell, form: str, terms: Terms) -> FormDefinition:
    from kiosk.publishing.convert import convert
    from kiosk.xforms import load_form

    if Path(form).is_file():
        converted = convert(Path(form))
        return load_form(converted.xml, terms.resources or converted.media)
    return _published(shell, form, terms)


def _published(shell: Shell, form: str, terms: Terms) -> FormDefinition:
    from kiosk.ids import FormId
    from kiosk.store import forms
    from kiosk.xforms import load_form

    def read(db: Db) -> tuple[bytes, dict[str, bytes]]:
        record = forms.live(db, FormId(form))
        if record is None:
            raise Expected("form-not-found", form)
        media = {name: forms.media(db, sha) for name, sha in record.media.items()}
        return record.xml, media

    xml, media = shell.read(read)
    return load_form(xml, terms.resources or media)


def _start(definition: FormDefinition, terms: Terms) -> FormEntry:
    from kiosk.clock import SystemClock
    from kiosk.xforms import FormEntry

    zone = _zone(terms.timezone)
    now = SystemClock(zone).now() if terms.now is None else _moment(terms.now, zone)
    return FormEntry.start(definition, now=now, timezone=zone, language=terms.language)


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise Expected("timezone-not-known", name) from None


def _moment(text: str, zone: tzinfo | None) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Expected("moment-not-understood", text) from None
    if moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=zone) if zone else moment.astimezone()


def _done(entry: FormEntry, step: dict[str, str], at: int) -> dict[str, object]:
    try:
        violations = _do(entry, step)
    except (Expected, LookupError) as trouble:
        raise Expected("step-not-possible", f"step {at}", why=str(trouble)) from None
    return {
        "step": at,
        **step,
        "violations": [_violation(violation) for violation in violations],
        "screens": [screen.ref for screen in entry.screens()],
    }


def _do(entry: FormEntry, step: dict[str, str]) -> tuple[Violation, ...]:
    match step:
        case {"answer": ref, "value": value}:
            return entry.answer(ref, value).violations
        case {"add_repeat": ref}:
            entry.add_repeat(ref)
        case {"remove_repeat": ref}:
            entry.remove_repeat(ref)
        case {"language": name}:
            entry.set_language(name)
        case _:
            raise Expected("step-unknown", ", ".join(step))
    return ()


def _violation(violation: Violation) -> dict[str, object]:
    return {
        "ref": violation.ref,
        "code": violation.code,
        "message": violation.message,
    }
