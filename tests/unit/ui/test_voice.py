"""The voice reads in order, stops at once, and never needs a sound device."""

from __future__ import annotations

import gc
import sys
import time
import wave
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer

from kiosk.errors import Expected
from kiosk.speech.clips import Clip, Trouble, Word
from kiosk.speech.prompts import Utterance
from kiosk.ui.tasks import Tasks
from kiosk.ui.voice import Voice

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.qt_log_ignore(
    "No audio device", "PulseAudioService", "pipewire"
)


def silence(path: Path, seconds: float) -> Path:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes(bytes(round(seconds * 16_000) * 2))
    return path


class Synthesis:
    """Makes silent clips at once, or troubles for texts that say so."""

    def __init__(self, folder: Path, seconds: float = 0.15) -> None:
        self.folder = folder
        self.seconds = seconds
        self.asked: list[tuple[str, int, bool]] = []
        self.cancelled = 0
        self.held: list = []
        self.hold = False

    def request(self, text, language, rate, done, *, private=False):
        assert language == "zh"
        self.asked.append((text, rate, private))
        if text == "不会说":
            clip = Trouble(Expected("voice-not-available"))
        else:
            path = silence(self.folder / f"{len(self.asked)}.wav", self.seconds)
            clip = Clip(path, self.seconds, (Word(0, 1, 0), Word(1, 1, 60)))
        if self.hold:
            self.held.append(lambda: done(clip))
        else:
            done(clip)
        return len(self.asked)

    def cancel(self, _ticket) -> None:
        self.cancelled += 1


@pytest.fixture
def synthesis(tmp_path):
    return Synthesis(tmp_path)


@pytest.fixture
def told():
    return []


@pytest.fixture
def voice(qapp, synthesis, told):
    tasks = Tasks()
    made = Voice(
        synthesis,
        post=tasks.post,
        started=told.append,
        finished=lambda: told.append("over"),
    )
    made.tasks = tasks
    yield made
    made.close()


def prompt(*texts: str):
    return tuple(Utterance(text, f"option:{text}", "zh") for text in texts)


def test_a_prompt_is_read_in_order_to_its_end(voice, told, qtbot):
    voice.say(prompt("一", "二", "三"))
    assert voice.speaking
    qtbot.waitUntil(lambda: told[-1:] == ["over"], timeout=8000)
    assert told == ["option:一", "option:二", "option:三", "over"]
    assert not voice.speaking


def test_the_next_clip_is_asked_for_while_the_first_is_heard(
    voice, synthesis, told, qtbot
):
    voice.say(prompt("一", "二"))
    qtbot.waitUntil(lambda: told == ["option:一"], timeout=8000)
    assert [text for text, _, _ in synthesis.asked] == ["一", "二"]


def test_it_is_silent_at_once_and_says_so(voice, synthesis, told, qtbot):
    synthesis.seconds = 5
    voice.say(prompt("一", "二"))
    qtbot.waitUntil(lambda: told == ["option:一"], timeout=8000)
    began = time.monotonic()
    voice.stop()
    assert time.monotonic() - began < 0.1
    assert told == ["option:一", "over"]
    qtbot.wait(100)
    assert told == ["option:一", "over"]


def test_a_newer_screen_takes_the_place_of_the_older(voice, synthesis, told, qtbot):
    synthesis.seconds = 3
    voice.say(prompt("旧"))
    qtbot.waitUntil(lambda: told == ["option:旧"], timeout=8000)
    synthesis.seconds = 0.1
    voice.say(prompt("新"))
    qtbot.waitUntil(lambda: told.count("over") == 2, timeout=8000)
    assert told == ["option:旧", "over", "option:新", "over"]


def test_a_clip_that_comes_too_late_is_not_heard(voice, synthesis, told, qtbot):
    synthesis.hold = True
    voice.say(prompt("旧"))
    voice.stop()
    assert synthesis.cancelled == 1
    for late in synthesis.held:
        late()
    qtbot.wait(50)
    assert told == ["over"]


def test_what_cannot_be_said_is_passed_over(voice, told, qtbot):
    voice.say(prompt("一", "不会说", "三"))
    qtbot.waitUntil(lambda: told[-1:] == ["over"], timeout=8000)
    assert told == ["option:一", "option:三", "over"]


def test_words_are_told_as_they_are_reached(voice, synthesis, qtbot, told):
    synthesis.seconds = 0.4
    words = []
    voice.word = lambda target, word: words.append((target, word.start))
    voice.say(prompt("一二"))
    qtbot.waitUntil(lambda: told[-1:] == ["over"], timeout=8000)
    assert words[-1] == ("option:一二", 1)


def test_speed_and_privacy_are_asked_for(voice, synthesis, told, qtbot):
    voice.set_rate(6)
    voice.set_volume(6)
    voice.say((Utterance("王秀英", None, "zh", private=True),))
    qtbot.waitUntil(lambda: told[-1:] == ["over"], timeout=8000)
    assert synthesis.asked == [("王秀英", 6, True)]


def test_without_multimedia_everything_goes_on_in_silence(
    voice, told, qtbot, monkeypatch, caplog
):
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    voice.say(prompt("一", "二"))
    qtbot.waitUntil(lambda: told[-1:] == ["over"], timeout=8000)
    assert told == ["option:一", "option:二", "over"]
    assert caplog.text.count("no sound") == 1


def test_a_clip_that_is_gone_from_the_cache_is_passed_over(
    voice, synthesis, told, qtbot, caplog
):
    synthesis.hold = True
    voice.say(prompt("一"))
    (synthesis.folder / "1.wav").unlink()
    synthesis.held[0]()
    qtbot.waitUntil(lambda: told == ["over"], timeout=8000)
    assert "could not be read" in caplog.text


def test_a_thousand_screens_in_a_hurry_leave_nothing_behind(
    voice, synthesis, told, qtbot
):
    synthesis.seconds = 0.02
    for number in range(1000):
        voice.say(prompt(str(number)))
        if number % 3 == 0:
            qtbot.wait(1)
        if number % 50 == 0:
            gc.collect()
    voice.close()
    qtbot.wait(1)
    assert not voice.speaking
    assert [child for child in voice.findChildren(QBuffer) if child.isOpen()] == []
