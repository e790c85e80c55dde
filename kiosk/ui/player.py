"""The player: one clip at a time to the sound device, or to nobody.

What belongs here: samples, the device, and where in the clip the listener is. A clip is
a short WAV of our own, so its samples go to the device as they are: no decoder, no
demuxer and no threads of either, which would have to be waited for at every touch.
Where there is no device a clip takes its time in silence, so that the highlight still
walks and everything goes on.
"""

from __future__ import annotations

import logging
import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QElapsedTimer, QIODevice, QObject

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink

_log = logging.getLogger(__name__)
VOLUMES: Final = {1: 0.06, 2: 0.13, 3: 0.25, 4: 0.42, 5: 0.68, 6: 1.0}
"""Loudness of each step on the device's linear scale: about 6 dB a step."""
BUFFER_SECONDS: Final = 1
"""Samples given ahead: a screen being made is never heard as a gap."""
GRACE_MS: Final = 500
"""What a device may take to come to its end after a clip's own time."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples of a WAV, read whole.

    Attributes:
        samples: as in the file: interleaved, little-endian.
        rate: in hertz.
        channels: 1 or 2.
        width: bytes of one sample: 1, 2 or 4.
    """

    samples: bytes
    rate: int
    channels: int
    width: int

    @property
    def milliseconds(self) -> int:
        """How long it lasts."""
        each = self.rate * self.channels * self.width
        return len(self.samples) * 1000 // max(1, each)


def read_sound(path: Path) -> Sound | None:
    """The samples of a WAV; None, and a line in the log, where it is none any more."""
    try:
        with wave.open(str(path), "rb") as file:
            return Sound(
                file.readframes(file.getnframes()),
                file.getframerate(),
                file.getnchannels(),
                file.getsampwidth(),
            )
    except (OSError, EOFError, wave.Error) as trouble:
        _log.warning("a clip could not be read: %s", type(trouble).__name__)
        return None


class Player(QObject):
    """Plays a sound to whatever device is the system's default at that moment."""

    def __init__(self, parent: QObject | None = None) -> None:
        """The device is looked for with the first sound, or by ``warm``."""
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._sink_for: tuple[QAudioDevice, QAudioFormat] | None = None
        self._samples: QBuffer | None = None
        self._since = QElapsedTimer()
        self._length_ms = 0
        self._volume = 4
        self._silent = False

    def warm(self) -> None:
        """Load Qt's sound and find the device, so that the first word need not wait."""
        self._device()

    def set_volume(self, step: int) -> None:
        """Loudness from now on, 1 to 6."""
        self._volume = step
        if self._sink is not None:
            self._sink.setVolume(VOLUMES[step])

    def play(self, sound: Sound) -> None:
        """Play from the beginning, in place of what plays."""
        self.stop()
        self._length_ms = sound.milliseconds
        self._make_sink(sound)
        if self._sink is not None:
            self._samples = QBuffer(self)
            self._samples.setData(sound.samples)
            self._samples.open(QIODevice.OpenModeFlag.ReadOnly)
            self._sink.start(self._samples)
            self._look_for_trouble()
        self._since.start()

    def stop(self) -> None:
        """Be silent at once; what the device has not played yet is thrown away."""
        if self._sink is not None and self._samples is not None:
            self._sink.reset()
        if self._samples is not None:
            self._samples.close()
            self._samples.deleteLater()
            self._samples = None
        self._since.invalidate()

    def close(self) -> None:
        """Be silent for good and let go of the device."""
        self.stop()
        self._forget_sink()
        self._silent = True

    @property
    def position_ms(self) -> int:
        """How far into the sound the listener is."""
        return self._since.elapsed() if self._since.isValid() else 0

    @property
    def over(self) -> bool:
        """Whether the sound was heard to its end."""
        late = self.position_ms - self._length_ms
        return late >= 0 and (late >= GRACE_MS or not self._draining())

    def _draining(self) -> bool:
        """Whether the device still has something of this sound to play."""
        if self._sink is None:
            return False
        from PySide6.QtMultimedia import QtAudio

        return self._sink.state() == QtAudio.State.ActiveState

    # --- the device ----------------------------------------------------------------

    def _device(self) -> QAudioDevice | None:
        if self._silent:
            return None
        try:
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError as missing:
            _log.warning("no sound: %s", missing)
            self._silent = True
            return None
        device = QMediaDevices.defaultAudioOutput()
        return None if device.isNull() else device

    def _make_sink(self, sound: Sound) -> None:
        """A sink for this device and format; the one of before where they are."""
        device = self._device()
        if device is None:
            self._forget_sink()
            return
        from PySide6.QtMultimedia import QAudioSink

        wanted = (device, _format(sound))
        if self._sink is not None and self._sink_for == wanted:
            return
        self._forget_sink()
        self._sink_for = wanted
        self._sink = QAudioSink(device, wanted[1], self)
        self._sink.setBufferSize(
            sound.rate * sound.channels * sound.width * BUFFER_SECONDS
        )
        self._sink.setVolume(VOLUMES[self._volume])

    def _forget_sink(self) -> None:
        if self._sink is not None:
            self._sink.deleteLater()
        self._sink = self._sink_for = None

    def _look_for_trouble(self) -> None:
        """A device that will not play: its clip is passed in silence."""
        assert self._sink is not None, "nothing was started"
        from PySide6.QtMultimedia import QtAudio

        if self._sink.error() != QtAudio.Error.NoError:
            _log.warning("the sound device does not play: %s", self._sink.error())
            self._forget_sink()


def _format(sound: Sound) -> QAudioFormat:
    from PySide6.QtMultimedia import QAudioFormat

    kinds = QAudioFormat.SampleFormat
    wanted = QAudioFormat()
    wanted.setSampleRate(sound.rate)
    wanted.setChannelCount(sound.channels)
    wanted.setSampleFormat(
        {1: kinds.UInt8, 2: kinds.Int16, 4: kinds.Int32}[sound.width]
    )
    return wanted
