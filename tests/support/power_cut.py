"""Power cuts without a switch: what a disk may hold after one, from an strace.

A process is recorded with ``strace``; a cut is then any moment of that record. What was
fsynced by then is on the disk. What was written since may be there, not be there, be
there in part or out of order: each image is one such state, chosen by chance.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

_CALLS: Final = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename"
_LINE: Final = re.compile(r"(?P<call>\w+)\((?P<given>.*)\)\s+= (?P<result>-?\d+)")
_TEXT: Final = re.compile(r"\"((?:\\x[0-9a-f]{2})*)\"")
_PATH: Final = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>")
_SECTOR: Final = 512
_PAGE: Final = 4096


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the process did: kind, file name, place in the file, bytes."""

    kind: str
    name: str = ""
    at: int = 0
    content: bytes = b""


def recorder() -> str | None:
    """Where ``strace`` is, if it is there and may be used."""
    found = shutil.which("strace")
    if found is None:
        return None
    tried = subprocess.run([found, "-qq", "true"], capture_output=True, check=False)
    return found if tried.returncode == 0 else None


def record(strace: str, module: str, folder: Path, *given: str) -> list[Act]:
    """Run ``python -m module folder …`` and note what it does to ``folder``."""
    log = folder.with_suffix(".strace")
    words = [strace, "-f", "-qq", "-y", "-xx", "-s", "4000000", "-e", f"trace={_CALLS}"]
    words += ["-o", str(log), sys.executable, "-m", module, str(folder), *given]
    subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
    return [act for line in _whole_lines(log) for act in _acts(line, folder)]


def _whole_lines(log: Path) -> Iterator[str]:
    """Each call on one line, also where two threads' calls overlapped."""
    begun: dict[str, str] = {}
    for line in log.read_text("ascii").splitlines():
        process, rest = line.split(maxsplit=1)
        if rest.endswith("<unfinished ...>"):
            begun[process] = rest.removesuffix("<unfinished ...>")
        elif rest.startswith("<... "):
            yield begun.pop(process) + rest.split(" resumed>", 1)[1]
        else:
            yield rest


def _acts(line: str, folder: Path) -> Iterator[Act]:
    match = _LINE.match(line)
    if match is None or int(match["result"]) < 0:
        return
    call, given = match["call"], match["given"]
    texts = [_bytes(text) for text in _TEXT.findall(given)]
    if call in {"openat", "unlink"}:
        path = Path(texts[0].decode())
        if path.parent == folder and (call == "unlink" or "O_CREAT" in given):
            yield Act(call, path.name)
        return
    if call == "rename":
        path = Path(texts[1].decode())
        if path.parent == folder:
            yield Act(call, path.name, content=Path(texts[0].decode()).name.encode())
        return
    place = _PATH.match(given)
    assert place is not None, line[:200]
    path = Path(_bytes(place[2]).decode())
    if call == "write" and place[1] == "1":
        yield Act("said", content=texts[0])
    elif path == folder:
        yield Act("sync folder")
    elif path.parent == folder:
        yield _on_file(call, path.name, given, texts)


def _on_file(call: str, name: str, given: str, texts: Sequence[bytes]) -> Act:
    if call == "pwrite64":
        return Act("write", name, int(given.rsplit(",", 1)[1]), texts[0])
    if call == "write":
        return Act("append", name, 0, texts[0])
    if call == "ftruncate":
        return Act("cut", name, int(given.rsplit(",", 1)[1]))
    return Act("sync", name)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass(slots=True)
class Disk:
    """What is certain, and what is only on its way."""

    certain: dict[str, bytearray] = field(default_factory=dict)
    coming: dict[str, list[Act]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, bool] = field(default_factory=dict)
    there: set[str] = field(default_factory=set)
    said: bytes = b""

    def take(self, act: Act) -> None:
        """One more act of the record."""
        if act.kind == "said":
            self.said += act.content
        elif act.kind == "openat":
            self._begin(act.name)
        elif act.kind == "unlink":
            self.there.discard(act.name)
        elif act.kind == "rename":
            self._rename(act.content.decode(), act.name)
        elif act.kind == "sync folder":
            self.named = {name: name in self.there for name in self.certain}
        elif act.kind == "sync":
            for each in self.coming.pop(act.name, ()):
                _apply(self.certain[act.name], each)
        else:
            self.coming[act.name].append(act)

    def _begin(self, name: str) -> None:
        if name not in self.there:
            self.there.add(name)
            self.certain[name] = bytearray()
            self.coming.pop(name, None)

    def _rename(self, before: str, name: str) -> None:
        self.certain[name] = self.certain.pop(before)
        self.coming[name] = self.coming.pop(before, [])
        self.there.discard(before)
        self.there.add(name)

    def image(self, chance: random.Random) -> dict[str, bytes]:
        """One state the disk may be in after a cut now."""
        way = chance.choice(("none", "all", "first", "some", "torn", "one file"))
        lucky = chance.choice(sorted(self.certain)) if self.certain else ""
        files = {}
        for name, certain in self.certain.items():
            known = self.named.get(name, False)
            there = name in self.there
            if not (there if known == there else chance.random() < 0.5):
                continue
            content = bytearray(certain)
            luck = name == lucky
            for act in _arrived(self.coming.get(name, []), way, chance, lucky=luck):
                _apply(content, act)
            files[name] = bytes(content)
        return files


def _arrived(
    coming: list[Act], way: str, chance: random.Random, *, lucky: bool
) -> list[Act]:
    if way == "all" or (way == "one file" and lucky):
        return coming
    if way == "first":
        return coming[: chance.randint(0, len(coming))]
    if way in {"some", "torn"}:
        size = _SECTOR if way == "torn" else _PAGE
        pieces = [piece for act in coming for piece in _pieces(act, size)]
        return [piece for piece in pieces if chance.random() < 0.6]
    return []


def _pieces(act: Act, size: int) -> Iterator[Act]:
    if act.kind != "write":
        yield act
        return
    start = 0
    while start < len(act.content):
        length = size - (act.at + start) % size
        piece = act.content[start : start + length]
        yield Act("write", act.name, act.at + start, piece)
        start += length


def _apply(content: bytearray, act: Act) -> None:
    at = len(content) if act.kind == "append" else act.at
    if act.kind == "cut":
        del content[at:]
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(act.content)] = act.content
