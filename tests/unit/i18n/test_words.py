"""A key in, a sentence in the person's language out."""

from __future__ import annotations

import pytest

from kiosk.i18n.pseudo import stretch
from kiosk.i18n.words import Words

TEXTS = {
    "button.next": {"zh": "下一步", "en": "Continue"},
    "found": {"zh": "找到 {count} 个", "en": "{count} found", "en_one": "Just one"},
    "key": {"zh": "删", "en": "Del", "spoken_zh": "删一个字", "spoken_en": "Delete"},
    "half": {"zh": "只有中文 {n}"},
}


@pytest.fixture
def reported():
    return []


@pytest.fixture
def words(reported):
    return lambda tag: Words(tag, texts=TEXTS, report=lambda *it: reported.append(it))


def test_each_language_has_its_own_sentence(words):
    assert words("zh").say("button.next") == "下一步"
    assert words("en").say("button.next") == "Continue"


def test_cantonese_is_a_voice_over_the_chinese_text(words):
    assert words("yue").say("button.next") == "下一步"
    assert words("yue").spoken("key") == "删一个字"


def test_facts_are_filled_in(words):
    assert words("zh").say("found", count=3) == "找到 3 个"
    assert words("zh").say("found", count="{count}") == "找到 {count} 个"


def test_english_says_one_differently(words):
    assert words("en").say("found", count=1) == "Just one"
    assert words("en").say("found", count=2) == "2 found"


def test_a_fact_that_was_forgotten_is_a_bug(words):
    with pytest.raises(KeyError):
        words("zh").say("found")


def test_the_voice_says_the_spoken_form_else_what_is_shown(words):
    assert words("zh").spoken("key") == "删一个字"
    assert words("en").spoken("key") == "Delete"
    assert words("en").spoken("button.next") == "Continue"


def test_a_missing_text_is_given_in_chinese_and_reported_once(words, reported):
    english = words("en")
    assert english.say("half", n=1) == "只有中文 1"
    assert english.say("half", n=2) == "只有中文 2"
    assert reported == [("half", "en")]


def test_a_missing_key_is_given_as_itself_and_reported(words, reported):
    assert words("zh").say("no.{such}.key") == "no.{such}.key"
    assert reported == [("no.{such}.key", "zh")]


def test_what_is_missing_is_logged_by_default(caplog):
    Words("en", texts=TEXTS).say("half", n=1)
    assert "half" in caplog.text


def test_the_pseudo_language_is_longer_accented_and_bracketed():
    english = "Check your answers"
    pseudo = stretch(english)
    assert pseudo.startswith("[Ç")
    assert pseudo.endswith("]")
    assert english not in pseudo
    assert len(pseudo) >= 1.35 * len(english)


def test_the_pseudo_language_fills_its_facts_in(words):
    assert " 12 " in f" {words('en_XA').say('found', count=12)[1:]}"


def test_the_pseudo_language_is_said_in_plain_english(words):
    assert words("en_XA").spoken("key") == "Delete"


def test_the_shipped_catalogue_is_what_words_speak_by_default():
    assert Words("zh").say("button.next") == "下一步"
    assert Words("en").say("button.next") == "Continue"
