"""What holds for every sentence of the kiosk, whoever wrote it."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from pathlib import Path

import pytest

from kiosk.i18n import catalogue

KIOSK = Path(catalogue.__file__).parent.parent
TABLES = list(catalogue.read(catalogue.shipped()))
CHINESE_NEVER = re.compile("错误|非法|无效|失败")
ENGLISH_NEVER = re.compile(r"\b(invalid|errors?|failed|please|sorry)\b", re.IGNORECASE)
HAN = "\u3400-\u9fff"
FULL_WIDTH = "，。？！：；、（）「」"
HALF_WIDTH = re.compile(rf"(?<=[{HAN}])[,;:?!()]|[,;:?!()](?=[{HAN}])")


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_key_stands_in_one_file_only():
    counted = Counter(key for _, key, _ in TABLES)
    assert [key for key, count in counted.items() if count > 1] == []


def test_a_sentence_is_there_in_both_languages_and_nothing_unknown_beside_it():
    assert [key for _, key, it in TABLES if not (it.get("zh") and it.get("en"))] == []
    assert [key for _, key, it in TABLES if not set(it) <= set(catalogue.FIELDS)] == []


def test_every_wording_of_a_sentence_asks_for_the_same_facts():
    assert [key for _, key, texts in TABLES if not _asks_alike(key, texts)] == []


def _asks_alike(key, texts):
    asked = placeholders(texts["zh"])
    in_english = placeholders(texts["en"])
    if key == "date.shown":  # English names the month
        in_english = in_english - {"month_name"} | {"month"}
    more = (texts.get(form, "") for form in ("spoken_zh", "spoken_en", "en_one"))
    return asked == in_english and all(placeholders(text) <= asked for text in more)


@pytest.mark.parametrize(
    ("forms", "never"),
    [
        (("zh", "spoken_zh"), CHINESE_NEVER),
        (("en", "spoken_en", "en_one"), ENGLISH_NEVER),
    ],
)
def test_nobody_is_blamed(forms, never):
    assert [
        (key, texts[form])
        for _, key, texts in TABLES
        for form in forms
        if never.search(texts.get(form, ""))
    ] == []


def test_chinese_has_full_width_punctuation():
    assert [
        (key, texts[form])
        for _, key, texts in TABLES
        for form in ("zh", "spoken_zh")
        if HALF_WIDTH.search(texts.get(form, ""))
    ] == []


def test_english_has_no_full_width_punctuation():
    assert [
        (key, texts["en"])
        for _, key, texts in TABLES
        if set(FULL_WIDTH) & set(texts["en"])
    ] == []


def test_every_key_the_code_names_is_in_the_catalogue():
    known = {key for _, key, _ in TABLES}
    assert {key for key in _keys_named_in_code() if key not in known} == set()


def _keys_named_in_code():
    for path in KIOSK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="say" | "spoken"),
                    args=[ast.Constant(value=str(key)), *_],
                ):
                    yield key
