"""The catalogue files: every fixed sentence of the kiosk, as data.

What belongs here: reading ``catalogue/*.toml``. A file holds tables with quoted,
dotted keys::

    ["button.next"]
    zh = "下一步"
    en = "Continue"
    spoken_zh = "…"   # only where the voice must say something else
    spoken_en = "…"
    en_one = "…"      # English where the value named ``count`` is 1
    note = "…"        # for a translator

A key stands in one file only; a test holds that, the reader takes the first.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FIELDS = ("zh", "en", "spoken_zh", "spoken_en", "en_one", "note")
"""What a table may hold."""


def shipped() -> Path:
    """The folder of the kiosk's own catalogue files."""
    return Path(__file__).parent / "catalogue"


def read(folder: Path) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Every table of a folder, as (file name, key, texts), by file name.

    Raises:
        tomllib.TOMLDecodeError: a file is not TOML.
    """
    for file in sorted(folder.glob("*.toml")):
        for key, texts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            yield file.name, key, MappingProxyType(texts)


def merge(
    tables: Iterator[tuple[str, str, Mapping[str, str]]],
) -> Mapping[str, Mapping[str, str]]:
    """Key → texts; the first table of a key stands."""
    found: dict[str, Mapping[str, str]] = {}
    for _, key, texts in tables:
        found.setdefault(key, texts)
    return MappingProxyType(found)


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """The kiosk's own catalogue, read once a process."""
    return merge(read(shipped()))
