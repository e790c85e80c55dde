"""What the test server holds, and its rules for taking more (OPENROSA.md).

The rules are a real server's, oddities included: truncated XML with a readable id is
stored, a missing instanceID is invented, files the XML does not name vanish.
"""

from __future__ import annotations

import hashlib
import re
import threading
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.support.openrosa_replies import Reply, refused, stored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.support.openrosa_multipart import Part

MOST_FILES = 100
_ROOT = re.compile(rb"<(?![?!])[^>]*>")
_ATTRIBUTE = re.compile(rb'\s(id|version)="([^"]*)"')
_INSTANCE = re.compile(rb"<(?:\w+:)?instanceID>([^<]+)</(?:\w+:)?instanceID>")
_DEPRECATED = re.compile(rb"<(?:\w+:)?deprecatedID>([^<]+)</(?:\w+:)?deprecatedID>")
_TEXT = re.compile(rb">([^<>]+)<")


def md5(content: bytes) -> str:
    """The hash OpenRosa lists use, over the very bytes."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


@dataclass
class Form:
    """A form with all its versions; the last one is the published one.

    Attributes:
        versions: version → XML bytes, in the order they were published.
        media: file name → bytes.
        entity_lists: those of the media whose hash is only a change marker.
        state: "open", "closing" (off the list, still accepts) or "closed" (refuses).
        assigned: whether the app user may see and fill it.
    """

    form_id: str
    versions: dict[str, bytes]
    media: dict[str, bytes] = field(default_factory=dict)
    entity_lists: frozenset[str] = frozenset()
    state: str = "open"
    assigned: bool = True

    @property
    def version(self) -> str:
        """The published version."""
        return list(self.versions)[-1]

    @property
    def xml(self) -> bytes:
        """The published version's bytes."""
        return self.versions[self.version]


@dataclass
class Held:
    """A submission as the server has it."""

    instance_id: str
    form_id: str
    version: str
    xml: bytes
    attachments: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    posts: int = 0
    complete: bool = False
    replaced_by: str = ""


@dataclass
class Holdings:
    """Forms and submissions of one project.

    Attributes:
        again: what a duplicate is answered with: 201 (Central) or 202 (Kobo).
    """

    forms: dict[str, Form] = field(default_factory=dict)
    submissions: dict[str, Held] = field(default_factory=dict)
    again: int = 201
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _arriving: set[str] = field(default_factory=set)

    def add(self, form_id: str, version: str = "", **facts: object) -> Form:
        """Publish a form, or a further version of one."""
        xml = f'<h:html><data id="{form_id}" version="{version}"/></h:html>'.encode()
        form = self.forms.get(form_id)
        if form is None:
            form = self.forms[form_id] = Form(form_id, {}, **facts)  # type: ignore[arg-type]
        form.versions[version] = xml
        return form

    def arrive(self, instance_id: str) -> bool:
        """A POST of this id begins; False where another one is under way."""
        with self._lock:
            if instance_id in self._arriving:
                return False
            self._arriving.add(instance_id)
            return True

    def leave(self, instance_id: str) -> None:
        """The POST of this id is over."""
        with self._lock:
            self._arriving.discard(instance_id)

    def take(self, parts: Sequence[Part]) -> Reply:
        """One POST, as a whole: everything OPENROSA.md says of submissions."""
        files = [part for part in parts if part.filename is not None]
        xml = next((p.content for p in files if p.name == "xml_submission_file"), None)
        if xml is None or len(files) > MOST_FILES:
            return refused(400, "xml_submission_file with a filename is required")
        identity = _identity(xml)
        if identity is None:
            return refused(400, "could not be read as a submission")
        trouble = self._form_trouble(*identity)
        if trouble is not None:
            return trouble
        with self._lock:
            return self._store(xml, identity, parts)

    def _form_trouble(self, form_id: str, version: str) -> Reply | None:
        form = self.forms.get(form_id)
        if form is None or version not in form.versions:
            return refused(404, "there is no such form or version")
        if not form.assigned:
            return refused(401, "not for this user")
        if form.state == "closed":
            return refused(409, "the form does not accept submissions")
        return None

    def _store(
        self, xml: bytes, identity: tuple[str, str], parts: Sequence[Part]
    ) -> Reply:
        instance_id = instance_id_of(xml) or f"uuid:{uuid.uuid4()}"
        held = self.submissions.get(instance_id)
        if held is not None and held.xml != xml:
            return refused(409, "a submission with this ID but different XML exists")
        status = self.again if held is not None and held.complete else 201
        if held is None:
            trouble = self._edit_trouble(xml, instance_id)
            if trouble is not None:
                return trouble
            held = self.submissions[instance_id] = Held(instance_id, *identity, xml)
        held.posts += 1
        _keep_files(held, parts)
        held.complete = held.complete or not _says_incomplete(parts)
        return stored(status)

    def _edit_trouble(self, xml: bytes, instance_id: str) -> Reply | None:
        found = _DEPRECATED.search(xml)
        if found is None:
            return None
        older = self.submissions.get(found[1].decode().strip())
        if older is None:
            return refused(404, "the submission to be edited is not here")
        if older.replaced_by:
            return refused(409, "it has been edited meanwhile")
        older.replaced_by = instance_id
        return None


def instance_id_of(xml: bytes) -> str:
    """The instanceID as a streaming reader finds it, or ""."""
    found = _INSTANCE.search(xml)
    return found[1].decode().strip() if found else ""


def _identity(xml: bytes) -> tuple[str, str] | None:
    root = _ROOT.search(xml)
    facts: Mapping[bytes, bytes] = dict(_ATTRIBUTE.findall(root[0])) if root else {}
    if b"id" not in facts:
        return None
    return facts[b"id"].decode(), facts.get(b"version", b"").decode()


def _says_incomplete(parts: Sequence[Part]) -> bool:
    return any(p.name == "*isIncomplete*" and p.content == b"yes" for p in parts)


def _keep_files(held: Held, parts: Sequence[Part]) -> None:
    named = {text.decode().strip() for text in _TEXT.findall(held.xml)}
    for part in parts:
        if part.filename is None or part.name == "xml_submission_file":
            continue
        # Central keys on the field's name, Kobo on the file's: both must hold.
        if part.name == part.filename and part.name in named:
            held.attachments[part.name] = part.content
        else:
            held.dropped.add(part.name)
