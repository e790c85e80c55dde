"""What the doctor looks at, part by part: facts only, words are the catalogue's."""

from __future__ import annotations

import shutil
import stat
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LEAST_MB: Final = 500
BUILT: Final = datetime(2026, 11, 22, tzinfo=UTC)
"""A clock before this is wrong: the program did not exist."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part looked at.

    Attributes:
        part: ``doctor.<part>`` has its words, ``doctor.<part>.look`` those for trouble.
        good: nothing to do.
        needed: whether people can't be served without it.
        facts: what the words need.
    """

    part: str
    good: bool
    needed: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)


def check_up(folder: Path) -> list[Finding]:
    """Look at every part; one that breaks never hides the next."""
    looks: tuple[Callable[[Path], Iterator[Finding]], ...] = (
        _record,
        _key,
        _space,
        _clock,
        _voice,
        _window_and_devices,
    )
    return [finding for look in looks for finding in look(folder)]


def _record(folder: Path) -> Iterator[Finding]:
    from kiosk.app import open_house, reading
    from kiosk.store import forms, servers

    try:
        try:
            open_house(folder).close()
            yield Finding("database", good=True, needed=True)
        except Expected as trouble:
            if trouble.code != "already-running":
                raise
            yield Finding("running", good=True)
        with reading(folder) as reader:
            published = len(reader.read(forms.published))
            known = len(reader.read(servers.listing))
    except Expected as trouble:
        yield Finding("database", good=False, needed=True, facts={"why": trouble.code})
        return
    yield Finding("forms", good=published > 0, facts={"count": published})
    yield Finding("network", good=known > 0, facts={"count": known})


def _key(folder: Path) -> Iterator[Finding]:
    file = folder / "key"
    if sys.platform != "win32" and file.exists():
        private = not stat.S_IMODE(file.stat().st_mode) & 0o077
        yield Finding("key", good=private, facts={"file": str(file)})


def _space(folder: Path) -> Iterator[Finding]:
    place = folder if folder.exists() else folder.parent
    free = shutil.disk_usage(place).free // 1_000_000
    yield Finding("space", good=free >= LEAST_MB, needed=True, facts={"free": free})


def _clock(_: Path) -> Iterator[Finding]:
    now = datetime.now(UTC).astimezone()
    shown = now.strftime("%Y-%m-%d %H:%M")
    yield Finding("clock", good=now >= BUILT, facts={"now": shown})


def _voice(_: Path) -> Iterator[Finding]:
    from kiosk.speech.driver import say_to_file

    with tempfile.TemporaryDirectory() as folder:
        try:
            say_to_file("您好", "zh", 4, Path(folder) / "hello.wav")
        except Expected as trouble:
            yield Finding("voice", good=False, facts={"why": trouble.code})
            return
    yield Finding("voice", good=True)


def _window_and_devices(_: Path) -> Iterator[Finding]:
    try:
        from kiosk.render import presence
        from kiosk.render.fonts import assets_folder
    except ImportError as missing:
        from kiosk.cli.running import LIBRARIES

        facts = {"why": str(missing), "line": f"apt-get install {LIBRARIES}"}
        yield Finding("window", good=False, needed=True, facts=facts)
        return
    yield Finding("window", good=True, needed=True)
    fonts = assets_folder() / "fonts"
    both = ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf")
    yield Finding("fonts", good=all((fonts / name).exists() for name in both))
    found = presence.look()
    yield Finding("sound", good=bool(found.speaker), facts={"name": found.speaker})
    yield Finding("printer", good=bool(found.printer), facts={"name": found.printer})
