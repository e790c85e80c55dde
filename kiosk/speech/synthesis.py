"""The voice's child process: JSON lines in, WAV files and JSON lines out.

What belongs here: the loop of ``python -m kiosk.speech.synthesis``, which the window's
process starts through ``child``. Lines in::

    {"id": 7, "out": "….wav", "runs": [["sit/cmn", 150, 0, "您好"], …]}
    {"cancel": 7}

Lines out: ``{"ready": ms}`` once, then for every id exactly one
``{"id": 7, "seconds": 1.2, "words": [[start, ms], …], "ms": 18}``,
``{"id": 7, "cancelled": true}`` or ``{"id": 7, "trouble": "…"}``. A new id cancels the
older ones. The WAV appears whole or not at all. No text ever leaves but as sound: a
trouble names its kind alone. The process ends with its standard input.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
import time
import wave
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TextIO

from kiosk.speech.voices import Run

if TYPE_CHECKING:
    from kiosk.speech.espeak import Engine, Sound


@dataclass(frozen=True, slots=True)
class Job:
    """One utterance to make.

    Attributes:
        id: the asker's number for it.
        runs: what is said, in which voices.
        out: where the WAV goes.
        cancelled: set as soon as nobody wants it.
    """

    id: int
    runs: tuple[Run, ...]
    out: Path
    cancelled: threading.Event = field(default_factory=threading.Event)

    def wanted(self) -> bool:
        """Whether to go on."""
        return not self.cancelled.is_set()


class Inbox:
    """The lines coming in, read on a thread so that a cancel arrives mid-sound."""

    def __init__(self, lines: TextIO) -> None:
        """Read ``lines`` from now on."""
        self.jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._newest: Job | None = None
        threading.Thread(target=self._read, args=(lines,), daemon=True).start()

    def _read(self, lines: TextIO) -> None:
        for line in lines:
            message = json.loads(line)
            if "cancel" in message:
                if self._newest and self._newest.id == message["cancel"]:
                    self._newest.cancelled.set()
            else:
                self._drop()
                runs = tuple(Run(*run) for run in message["runs"])
                self._newest = Job(message["id"], runs, Path(message["out"]))
                self.jobs.put(self._newest)
        self._drop()
        self.jobs.put(None)

    def _drop(self) -> None:
        if self._newest:
            self._newest.cancelled.set()


def answer(job: Job, engine: Engine) -> dict[str, Any]:
    """Make the job's WAV; the line to send back, without its id."""
    began = time.perf_counter()
    try:
        sound = engine.synthesise(job.runs, job.wanted)
        if sound is None:
            return {"cancelled": True}
        write_wav(sound, job.out)
    except OSError as trouble:
        return {"trouble": f"not written: {trouble.strerror or type(trouble).__name__}"}
    except Exception as trouble:  # noqa: BLE001 (its message could hold the text)
        return {"trouble": type(trouble).__name__}
    return {
        "seconds": sound.milliseconds / 1000,
        "words": sound.words,
        "ms": round((time.perf_counter() - began) * 1000, 1),
    }


def write_wav(sound: Sound, out: Path) -> None:
    """Write a WAV beside its place and move it there when it is whole.

    Raises:
        OSError: it cannot be written; nothing is left behind.
    """
    packed = io.BytesIO()
    with wave.open(packed, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.pcm)
    part = out.with_suffix(".part")
    try:
        part.write_bytes(packed.getvalue())
        part.replace(out)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def main() -> int:
    """Answer jobs until standard input ends."""
    began = time.perf_counter()
    outbox = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer

    def send(message: dict[str, Any]) -> None:
        outbox.write(json.dumps(message) + "\n")

    try:
        from kiosk.speech.espeak import Engine

        engine = Engine()
    except (ImportError, OSError, RuntimeError) as trouble:
        send({"trouble": f"{type(trouble).__name__}: {trouble}"})
        return 1
    inbox = Inbox(sys.stdin)
    send({"ready": round((time.perf_counter() - began) * 1000, 1)})
    while job := inbox.jobs.get():
        send({"id": job.id, **answer(job, engine)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
