"""eSpeak NG through pyttsx3: a driver that waits, counts words and can be stopped.

What belongs here: binding pyttsx3 to the library of ``espeakng-loader`` and the driver
class. It lives in the child process only (``synthesis``): a native crash or a hang must
never be the window's. pyttsx3's own driver returns before the sound is made, loses the
first of two texts and plays through a shell; this one makes the sound synchronously,
hands the samples over with the word times, and asks before every block whether anybody
still wants them.
"""

from __future__ import annotations

import ctypes
import importlib
import sys
import types
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import espeakng_loader

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.speech.voices import Run


def _bind() -> Any:  # noqa: ANN401 (pyttsx3 has no types)
    """Import pyttsx3's binding over the wheel's library instead of the system's.

    Debian 12's own eSpeak NG (1.51) reads Mandarin wrong; the wheel's 1.52 does not,
    and needs no system package.
    """
    ours = ctypes.CDLL(espeakng_loader.get_library_path())
    ctypes.cdll.LoadLibrary = lambda _: ours  # type: ignore[method-assign, assignment]
    try:
        return importlib.import_module("pyttsx3.drivers._espeak")
    finally:
        del ctypes.cdll.LoadLibrary


_binding = _bind()
_espeak = importlib.import_module("pyttsx3.drivers.espeak")
_DRIVER = "kiosk_espeak"
_BLOCK_MS = 60  # how long a cancel waits at most
_WORD_GAP = 7  # espeak_PARAMETER espeakWORDGAP, which pyttsx3 does not name
_SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class Sound:
    """One utterance as samples.

    Attributes:
        pcm: mono, signed 16 bit, little-endian.
        rate: samples a second.
        words: (start in the text, ms from the beginning), in order.
    """

    pcm: bytes
    rate: int
    words: tuple[tuple[int, int], ...]

    @property
    def milliseconds(self) -> int:
        """How long it lasts."""
        return len(self.pcm) * 1000 // (_SAMPLE_BYTES * self.rate)


def _always() -> bool:
    return True


class KioskDriver(_espeak.EspeakDriver):  # type: ignore[misc, name-defined]
    """pyttsx3's espeak driver with a run loop that waits.

    ``say`` ends when the sound is made; ``finished-utterance`` carries ``pcm`` and
    ``words``; ``wanted`` is asked before each block of 60 ms and False abandons the
    rest. The names are pyttsx3's.
    """

    sample_rate = 0
    wanted: Callable[[], bool] = staticmethod(_always)

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401 (pyttsx3 has no types)
        """Start eSpeak NG, once a process."""
        if not KioskDriver.sample_rate:
            KioskDriver.sample_rate = _binding.Initialize(
                _binding.AUDIO_OUTPUT_SYNCHRONOUS,
                _BLOCK_MS,
                espeakng_loader.get_data_path().encode(),
            )
            if KioskDriver.sample_rate <= 0:
                raise RuntimeError("eSpeak NG did not start")
            _espeak.EspeakDriver._moduleInitialized = True  # noqa: SLF001 (so that the base class does not start it again)
            _espeak.EspeakDriver._defaultVoice = "gmw/en-us"  # noqa: SLF001 (likewise)
        self._pcm = bytearray()
        self._words: list[tuple[int, int]] = []
        super().__init__(proxy)

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802
        """As pyttsx3's, and ``gap``: extra silence after a word, in 10 ms."""
        if name == "gap":
            _binding.SetParameter(_WORD_GAP, value, 0)
        else:
            super().setProperty(name, value)

    def say(self, text: str) -> None:
        """Make the sound of ``text`` before returning."""
        self._pcm.clear()
        self._words.clear()
        self._proxy.setBusy(True)
        self._proxy.notify("started-utterance")
        _binding.Synth(text.encode(), flags=_binding.CHARS_UTF8 | _binding.ENDPAUSE)
        self._proxy.notify(
            "finished-utterance",
            completed=self.wanted(),
            pcm=bytes(self._pcm),
            words=tuple(self._words),
        )
        self._proxy.setBusy(False)

    def stop(self) -> None:
        """Nothing: pyttsx3 calls it at the end of every run; see ``wanted``."""

    def startLoop(self) -> None:  # noqa: N802
        """Work the queue off, in this thread."""
        self._proxy.setBusy(False)

    def _onSynth(self, wav: Any, count: int, events: Any) -> int:  # noqa: ANN401, N802 (called by eSpeak NG)
        """Keep a block; 1 tells eSpeak NG to stop."""
        index = 0
        while events[index].type != _binding.EVENT_LIST_TERMINATED:
            event = events[index]
            if event.type == _binding.EVENT_WORD:
                self._words.append((event.text_position - 1, event.audio_position))
            index += 1
        if count > 0:
            self._pcm += ctypes.string_at(wav, count * _SAMPLE_BYTES)
        return 0 if self.wanted() else 1


def _register() -> None:
    module = types.ModuleType(f"pyttsx3.drivers.{_DRIVER}")
    module.buildDriver = KioskDriver  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module


class Engine:
    """A pyttsx3 engine that turns runs of text into one sound."""

    def __init__(self) -> None:
        """Start pyttsx3 with the kiosk's driver.

        Raises:
            OSError: the library or its data is not there.
            RuntimeError: eSpeak NG did not start.
        """
        _register()
        self._engine = importlib.import_module("pyttsx3").init(_DRIVER)
        self._heard: list[dict[str, Any]] = []
        self._troubles: list[Exception] = []
        self._engine.connect("finished-utterance", self._finished)
        self._engine.connect("error", self._error)

    def synthesise(
        self, runs: tuple[Run, ...], wanted: Callable[[], bool]
    ) -> Sound | None:
        """The sound of ``runs``, or None once ``wanted`` has said no.

        Word starts count through the texts of all runs.
        """
        KioskDriver.wanted = staticmethod(wanted)
        pcm = bytearray()
        words: list[tuple[int, int]] = []
        before = 0
        for run in runs:
            if not wanted():
                return None
            sound = self._one(run)
            offset = len(pcm) * 1000 // (_SAMPLE_BYTES * KioskDriver.sample_rate)
            words += [(before + start, offset + at) for start, at in sound["words"]]
            pcm += sound["pcm"]
            before += len(run.text)
        if not wanted():
            return None
        return Sound(bytes(pcm), KioskDriver.sample_rate, tuple(words))

    def _one(self, run: Run) -> dict[str, Any]:
        self._heard.clear()
        self._troubles.clear()
        for name in ("voice", "rate", "gap"):
            self._engine.setProperty(name, getattr(run, name))
        self._engine.say(run.text)
        self._engine.runAndWait()
        if self._troubles:
            raise self._troubles[0]
        return self._heard[0] if self._heard else {"pcm": b"", "words": ()}

    def _finished(self, **facts: Any) -> None:  # noqa: ANN401 (pyttsx3's events)
        self._heard.append(facts)

    def _error(self, exception: Exception, **_: object) -> None:
        self._troubles.append(exception)
