"""Clips: sound files with their word times, and the folders they are kept in.

What belongs here: the shapes and the cache. Fixed sentences are kept on disk between
visits, up to a size, the least used going first. An utterance that holds a citizen's
answer is *private*: its clip lies in a folder of its own, in memory where the system
has such a place, and is wiped at the end of the visit, at close and at the next start.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.errors import Expected

LIMIT = 64 * 1024 * 1024
"""How many bytes of fixed sentences stay on disk."""
PRIVATE_LIMIT = 16 * 1024 * 1024
"""How many bytes of private clips stay in memory during a visit."""


@dataclass(frozen=True, slots=True)
class Word:
    """When a stretch of the shown text is heard.

    Attributes:
        start: index of its first character.
        length: in characters.
        at_ms: milliseconds from the beginning of the clip.
    """

    start: int
    length: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Clip:
    """A WAV (mono, 16 bit) that can be played.

    Attributes:
        path: the file; it may be evicted once another clip was asked for.
        seconds: how long it lasts.
        words: in order of time.
    """

    path: Path
    seconds: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no clip; a value, since no screen may fall over its voice.

    Attributes:
        error: what ``i18n.problems`` has a sentence for; it holds none of the text.
    """

    error: Expected

    @property
    def code(self) -> str:
        """``voice-not-available``, ``voice-language-unknown`` or ``nothing-to-say``."""
        return self.error.code


class ClipCache:
    """One folder of clips, each a WAV with its word times in a JSON beside it.

    A clip is named by a hash of text, voice and pace; its words are not written down.
    """

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        """Keep clips in ``folder``, which is made when the first one comes."""
        self.folder = folder
        self._limit = limit

    def path(self, text: str, voice: str, pace: tuple[int, int]) -> Path:
        """Where the clip of this text, voice and (rate, gap) belongs."""
        name = json.dumps([text, voice, *pace], ensure_ascii=False).encode()
        key = hashlib.sha256(name).hexdigest()[:32]
        return self.folder / f"{key}.wav"

    def find(self, path: Path) -> Clip | None:
        """The clip kept at ``path``, counted as used now; None if there is none."""
        try:
            facts = json.loads(path.with_suffix(".json").read_bytes())
            os.utime(path)
            words = tuple(Word(*numbers) for numbers in facts["words"])
            return Clip(path, float(facts["seconds"]), words)
        except (OSError, ValueError, TypeError, KeyError):
            return None  # not kept, or half a file left by a power cut: made anew

    def prepare(self) -> None:
        """Make the folder, readable by this user alone.

        Raises:
            OSError: it cannot be made.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for part in self.folder.glob("*.part"):  # of a child that was killed
            part.unlink()

    def keep(self, clip: Clip) -> None:
        """Remember a clip whose WAV already stands at its path; evict old ones."""
        words = [[word.start, word.length, word.at_ms] for word in clip.words]
        facts = json.dumps({"seconds": clip.seconds, "words": words})
        clip.path.with_suffix(".json").write_text(facts, encoding="utf-8")
        self._evict(spare=clip.path)

    def wipe(self) -> None:
        """Delete every clip.

        Raises:
            OSError: a file is there and cannot be deleted.
        """
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def _evict(self, spare: Path) -> None:
        kept = sorted(self._kept(), reverse=True)
        total = 0
        for _, size, path in kept:
            total += size
            if total > self._limit and path != spare:
                path.unlink(missing_ok=True)
                path.with_suffix(".json").unlink(missing_ok=True)

    def _kept(self) -> Iterator[tuple[int, int, Path]]:
        for entry in os.scandir(self.folder):
            if entry.name.endswith(".wav"):
                found = entry.stat()
                yield found.st_mtime_ns, found.st_size, Path(entry.path)


def private_folder(cache: Path) -> Path:
    """Where private clips of the kiosk with this cache go: memory, if there is any.

    The name depends on the cache alone, so that the next start finds and wipes what a
    killed one left behind.
    """
    name = (
        f"kiosk-voice-{hashlib.sha256(str(cache.resolve()).encode()).hexdigest()[:16]}"
    )
    for place in filter(None, (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm")):  # noqa: S108 (made with mode 0700, checked to be ours)
        folder = Path(place) / name
        if os.access(place, os.W_OK) and _is_ours(folder):
            return folder
    return cache / "visit"


def _is_ours(folder: Path) -> bool:
    """Whether nobody else stands there already (a shared place has neighbours)."""
    if folder.is_symlink():
        return False
    return not folder.exists() or folder.stat().st_uid == os.getuid()
