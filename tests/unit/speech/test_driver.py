"""The synthesiser: real engine, real child, real kills."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from queue import Queue

import pytest

from kiosk.errors import Expected
from kiosk.speech.clips import Clip, private_folder
from kiosk.speech.driver import Synthesiser, say_to_file

GREETING = "您好，今天想办什么？"
LONG = GREETING * 300


@pytest.fixture
def make(tmp_path):
    made = []

    def build(**facts):
        made.append(Synthesiser(tmp_path / "cache", **facts))
        return made[-1]

    yield build
    for synthesiser in made:
        synthesiser.close()


@pytest.fixture
def voice(make):
    return make()


@pytest.fixture
def heard():
    return Queue()


def next_of(heard):
    return heard.get(timeout=20)


def child_of(voice):
    while voice._worker.child is None:
        time.sleep(0.005)
    return voice._worker.child


def until_busy(voice):
    while voice._worker._work is None:
        time.sleep(0.001)


def test_a_sentence_becomes_a_clip_with_word_times_on_the_shown_text(voice, heard):
    text = "约 110 分钟，带身份证"
    voice.request(text, "zh", 4, heard.put)
    clip = next_of(heard)
    assert clip.path.stat().st_size > 40_000
    assert 1.5 < clip.seconds < 6
    times = [word.at_ms for word in clip.words]
    assert times == sorted(times)
    assert clip.words[0].start == 0
    assert all(0 <= it.start < it.start + it.length <= len(text) for it in clip.words)
    assert "110 " in {text[it.start : it.start + it.length] for it in clip.words}


def test_asking_never_waits(voice, heard):
    began = time.perf_counter()
    for number in range(50):
        voice.request(f"第 {number} 步", "zh", 4, heard.put)
    assert time.perf_counter() - began < 0.05


def test_the_newest_request_wins(voice, heard):
    for number in range(20):
        voice.request(LONG + str(number), "zh", 4, lambda _: heard.put("overtaken"))
    voice.request(GREETING, "zh", 4, heard.put)
    assert isinstance(next_of(heard), Clip)
    assert heard.empty()


def test_a_cancelled_request_is_never_answered(voice, heard):
    ticket = voice.request(LONG, "zh", 4, lambda _: heard.put("cancelled"))
    until_busy(voice)
    voice.cancel(ticket)
    voice.request(GREETING, "zh", 4, heard.put)
    assert isinstance(next_of(heard), Clip)
    assert heard.empty()


def test_the_same_sentence_is_made_once_and_kept_between_visits(make, heard):
    first = make()
    first.request(GREETING, "zh", 4, heard.put)
    made = next_of(heard)
    stamp = made.path.read_bytes(), made.path.stat().st_ino
    first.close()
    make().request(GREETING, "zh", 4, heard.put)
    assert next_of(heard) == made
    assert (made.path.read_bytes(), made.path.stat().st_ino) == stamp


def test_another_rate_is_another_clip(voice, heard):
    voice.request(GREETING, "zh", 1, heard.put)
    slow = next_of(heard)
    voice.request(GREETING, "zh", 7, heard.put)
    assert slow.seconds > 3 * next_of(heard).seconds


def test_an_answer_never_reaches_the_disk_and_is_wiped(voice, heard, tmp_path):
    voice.request("王秀英", "zh", 4, heard.put, private=True)
    clip = next_of(heard)
    assert not clip.path.is_relative_to(tmp_path)
    assert not list((tmp_path / "cache").rglob("*.wav"))
    before = child_of(voice).pid
    voice.wipe()
    voice.request(GREETING, "zh", 4, heard.put)
    next_of(heard)
    assert not clip.path.exists()
    assert child_of(voice).pid != before  # its memory went with it


def test_what_a_killed_kiosk_left_behind_is_wiped_at_the_next_start(
    make, heard, tmp_path
):
    left = private_folder(tmp_path / "cache")
    left.mkdir()
    (left / "answer.wav").write_bytes(b"x")
    make().request(GREETING, "zh", 4, heard.put)
    next_of(heard)
    assert not (left / "answer.wav").exists()


def test_a_child_killed_in_the_middle_of_a_sentence_is_replaced(voice, heard):
    voice.request(LONG, "zh", 4, heard.put)
    until_busy(voice)
    before = child_of(voice).pid
    os.kill(before, signal.SIGKILL)
    assert next_of(heard).seconds > 60
    assert child_of(voice).pid != before
    voice.request(GREETING, "zh", 4, heard.put)
    assert isinstance(next_of(heard), Clip)


def test_a_child_killed_between_sentences_is_not_noticed(voice, heard):
    voice.request(GREETING, "zh", 4, heard.put)
    next_of(heard)
    os.kill(child_of(voice).pid, signal.SIGKILL)
    voice.request("再读一遍", "zh", 4, heard.put)
    assert isinstance(next_of(heard), Clip)


def test_a_hanging_child_is_replaced(make, heard):
    voice = make(patience=1.0)
    voice.request(GREETING, "zh", 4, heard.put)
    next_of(heard)
    before = child_of(voice).pid
    os.kill(before, signal.SIGSTOP)
    voice.request("再读一遍", "zh", 4, heard.put)
    assert isinstance(next_of(heard), Clip)
    assert child_of(voice).pid != before


def fake(script):
    return [sys.executable, "-c", script]


def test_a_child_that_never_answers_is_a_trouble(make, heard):
    voice = make(start=fake("import time; time.sleep(60)"), patience=0.2)
    voice.request(GREETING, "zh", 4, heard.put)
    trouble = next_of(heard)
    assert trouble.code == "voice-not-available"
    assert GREETING not in str(trouble.error.details)


def test_a_child_that_cannot_start_says_why(make, heard):
    said = '{"trouble": "OSError: libespeak-ng.so"}'
    voice = make(start=fake(f"print({said!r})"))
    voice.request(GREETING, "zh", 4, heard.put)
    assert "libespeak-ng" in next_of(heard).error.details["why"]


def test_after_three_losses_the_voice_rests_instead_of_starting_for_ever(make, heard):
    voice = make(start=fake("raise SystemExit(1)"))
    for _ in range(6):
        voice.request(GREETING, "zh", 4, heard.put)
        assert next_of(heard).code == "voice-not-available"
    began = time.perf_counter()
    voice.request(GREETING, "zh", 4, heard.put)
    assert next_of(heard).code == "voice-not-available"
    assert time.perf_counter() - began < 0.05


def test_a_program_that_is_not_there_is_a_trouble(make, heard):
    voice = make(start=["/no/such/program"])
    voice.request(GREETING, "zh", 4, heard.put)
    assert next_of(heard).code == "voice-not-available"


def test_a_disk_that_takes_nothing_does_not_silence_the_voice(make, heard, tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "fixed").write_text("a file where the folder should be")
    make().request(GREETING, "zh", 4, heard.put)
    clip = next_of(heard)
    assert isinstance(clip, Clip)
    assert not clip.path.is_relative_to(tmp_path)


def test_a_language_without_a_voice_and_a_text_without_words_are_troubles(voice, heard):
    voice.request("bonjour", "fr", 4, heard.put)
    assert next_of(heard).code == "voice-language-unknown"
    voice.request("……", "zh", 4, heard.put)
    assert next_of(heard).code == "nothing-to-say"


def test_a_listener_that_stumbles_does_not_silence_the_voice(voice, heard, caplog):
    voice.request(GREETING, "zh", 4, lambda _: {}["bug"])
    while "stumbled" not in caplog.text:
        time.sleep(0.005)
    voice.request(GREETING, "zh", 4, heard.put)
    assert isinstance(next_of(heard), Clip)


def test_closing_leaves_no_child(make, heard):
    voice = make()
    voice.request(LONG, "zh", 4, heard.put)
    until_busy(voice)
    child = child_of(voice).pid
    voice.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_say_to_file(tmp_path):
    out = tmp_path / "a.wav"
    clip = say_to_file("电话 138 0510 2468", "zh", None, out)
    assert clip.path == out
    assert out.read_bytes()[:4] == b"RIFF"
    assert 3 < clip.seconds < 8


@pytest.mark.parametrize(
    ("text", "language", "out", "code"),
    [
        ("", "zh", "a.wav", "nothing-to-say"),
        ("x", "tlh", "a.wav", "voice-language-unknown"),
        ("x", "en", "gone/a.wav", "file-not-written"),
    ],
)
def test_say_to_file_tells_what_stands_in_the_way(tmp_path, text, language, out, code):
    with pytest.raises(Expected) as trouble:
        say_to_file(text, language, None, tmp_path / Path(out))
    assert trouble.value.code == code
