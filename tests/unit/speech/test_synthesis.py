"""The child process with the real engine, spoken to as the window speaks to it."""

from __future__ import annotations

import array
import json
import subprocess
import sys
import time
import wave

import pytest

from kiosk.i18n import catalogue
from kiosk.speech import wording
from kiosk.speech.voices import NORMAL, STEPS, VOICES

GREETING = "您好，今天想办什么？"


class Talk:
    """A child and the lines to and from it."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.speech.synthesis"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.ready = self.hear()

    def send(self, **message):
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def hear(self):
        return json.loads(self.process.stdout.readline())

    def say(self, number, text, out, language="zh", step=NORMAL):
        runs = wording.runs(wording.pieces(text, language), step)
        lines = [[run.voice, run.rate, run.gap, run.text] for run in runs]
        self.send(id=number, out=str(out), runs=lines)


@pytest.fixture(scope="module")
def talk():
    made = Talk()
    yield made
    made.process.stdin.close()
    assert made.process.wait(timeout=10) == 0
    made.process.stdout.close()


def samples(path):
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return array.array("h", file.readframes(file.getnframes())), file.getframerate()


def test_it_says_when_it_is_ready(talk):
    assert talk.ready["ready"] > 0


@pytest.mark.parametrize(
    ("language", "text", "shortest", "longest"),
    [
        ("zh", GREETING, 2.0, 4.5),
        ("yue", GREETING, 2.0, 4.5),
        ("en", "Hello, what would you like to do today?", 2.0, 6.0),
        ("en", "Name: 王秀英", 0.8, 3.5),
    ],
)
def test_a_sentence_becomes_a_sound(talk, tmp_path, language, text, shortest, longest):
    out = tmp_path / "a.wav"
    talk.say(1, text, out, language)
    answer = talk.hear()
    pcm, rate = samples(out)
    assert answer["seconds"] == pytest.approx(len(pcm) / rate, abs=0.002)
    assert shortest < answer["seconds"] < longest
    assert max(pcm) > 8000
    assert list(tmp_path.iterdir()) == [out]
    times = [at for _, at in answer["words"]]
    assert times == sorted(times)
    assert 0 <= times[0] <= times[-1] < answer["seconds"] * 1000


def measured_pace(talk, tmp_path, language, step):
    """Characters or words a minute over the catalogue's own sentences."""
    tag = "en" if language == "en" else "zh"
    texts = [it[tag] for key, it in catalogue.texts().items() if key in SENTENCES]
    seconds = units = 0
    for number, text in enumerate(texts):
        talk.say(number, text, tmp_path / "pace.wav", language, step)
        seconds += talk.hear()["seconds"]
        han = sum("\u4e00" <= each <= "\u9fff" for each in text)
        units += han if tag == "zh" else len(text.split())
    return units / seconds * 60


SENTENCES = (
    "rest.subtitle",
    "services.subtitle",
    "before.owed",
    "before.other_ways",
    "check.hint",
    "help.wait",
    "leave.body",
    "still.body",
    "kept.body",
)


def test_mandarin_is_said_at_an_old_persons_pace(talk, tmp_path):
    assert 160 <= measured_pace(talk, tmp_path, "zh", NORMAL) <= 180


def test_english_is_said_at_an_old_persons_pace(talk, tmp_path):
    assert 115 <= measured_pace(talk, tmp_path, "en", NORMAL) <= 135


@pytest.mark.parametrize("language", VOICES)
def test_the_seven_steps_go_from_half_to_double(talk, tmp_path, language):
    paces = [
        measured_pace(talk, tmp_path, language, step)
        for step in range(1, len(STEPS) + 1)
    ]
    normal = paces[NORMAL - 1]
    for pace, percent in zip(paces, STEPS, strict=True):
        assert pace / normal * 100 == pytest.approx(percent, rel=0.08)


def test_a_cancelled_sentence_stops_within_a_tenth_of_a_second(talk, tmp_path):
    out = tmp_path / "long.wav"
    talk.say(7, GREETING * 400, out)
    time.sleep(0.05)
    began = time.perf_counter()
    talk.send(cancel=7)
    assert talk.hear() == {"id": 7, "cancelled": True}
    assert time.perf_counter() - began < 0.1
    assert list(tmp_path.iterdir()) == []


def test_a_newer_sentence_stops_an_older_one(talk, tmp_path):
    talk.say(8, GREETING * 400, tmp_path / "old.wav")
    talk.say(9, GREETING, tmp_path / "new.wav")
    assert talk.hear() == {"id": 8, "cancelled": True}
    assert talk.hear()["id"] == 9
    assert [it.name for it in tmp_path.iterdir()] == ["new.wav"]


def test_a_folder_that_is_not_there_is_told_without_the_text(talk, tmp_path):
    talk.say(10, "秘密", tmp_path / "gone" / "a.wav")
    answer = talk.hear()
    assert answer["trouble"].startswith("not written")
    assert "秘密" not in json.dumps(answer, ensure_ascii=False)


def test_a_voice_that_is_not_there_is_told_and_the_next_sentence_works(talk, tmp_path):
    talk.send(id=11, out=str(tmp_path / "a.wav"), runs=[["no/such", 150, 0, "秘密"]])
    assert talk.hear() == {"id": 11, "trouble": "ValueError"}
    talk.say(12, GREETING, tmp_path / "b.wav")
    assert talk.hear()["seconds"] > 2


def test_it_ends_with_its_asker(tmp_path):
    talk = Talk()
    talk.say(1, GREETING * 400, tmp_path / "a.wav")
    talk.process.stdin.close()
    assert talk.process.wait(timeout=5) == 0
    talk.process.stdout.close()
