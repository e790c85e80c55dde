"""``search()``: choices looked up in a CSV that stands beside the form."""

from __future__ import annotations

import pytest

from kiosk.xforms import FormError
from tests.support.scenario import Scenario, form_of

FRUITS = (
    "key,zh,en,kind\na,苹果,Apple,tree\nb,香蕉,Banana,herb\nc,樱桃,Cherry,tree\n"
).encode()
COLUMNS = """
    | choices |           |      |                 |                      |
    |         | list_name | name | label::中文 (zh) | label::English (en) |
    |         | fruits    | key  | zh              | en                   |
    |         | fruits    | 99   | 不知道          | I do not know        |
"""


def searching(appearance, first="text"):
    return f"""
    | survey |                   |       |               |                     |              |
    |        | type              | name  | label::中文 (zh) | label::English (en) | appearance   |
    |        | {first}           | word  | 找什么？      | Which?              |              |
    |        | select_one fruits | fruit | 水果？        | Fruit?              | {appearance} |
    {COLUMNS}
    """  # noqa: E501 (a table is read by its columns)


def form(appearance, language="en"):
    return Scenario.of(searching(appearance), {"fruits.csv": FRUITS}, language)


def test_every_row_is_offered_behind_the_choices_of_the_form():
    fruit = form("search('fruits')")
    assert fruit.choices("fruit") == ["99", "a", "b", "c"]
    assert fruit.labels("fruit") == ["I do not know", "Apple", "Banana", "Cherry"]
    fruit.answer("fruit", "b")
    assert fruit.entry.validate() == []


def test_labels_follow_the_language():
    fruit = form("minimal search('fruits')")
    fruit.entry.set_language("zh")
    assert fruit.labels("fruit")[1:] == ["苹果", "香蕉", "樱桃"]


@pytest.mark.parametrize(
    ("mode", "word", "offered"),
    [
        ("contains", "AN", ["b"]),
        ("startswith", "ch", ["c"]),
        ("endswith", "E", ["a"]),
        ("matches", "Apple", ["a"]),
        ("matches", "apple", []),
        ("contains", "", ["a", "b", "c"]),
    ],
)
def test_a_word_is_looked_for(mode, word, offered):
    fruit = form(f"search('fruits', '{mode}', 'en', ${{word}})")
    fruit.answer("word", word)
    assert fruit.choices("fruit")[1:] == offered


def test_several_columns_are_searched_and_one_filters():
    fruit = form("search('fruits', 'contains', 'zh,en', ${word}, 'kind', 'tree')")
    fruit.answer("word", "a")
    assert fruit.choices("fruit")[1:] == ["a"]
    fruit.answer("word", "樱")
    assert fruit.choices("fruit")[1:] == ["c"]


def test_in_a_repeat_each_instance_searches_by_its_own_word():
    rows = Scenario.of(
        f"""
        | survey |                   |       |        |        |                                              |
        |        | type              | name  | label::中文 (zh)  | label::English (en) | appearance        |
        |        | begin_repeat      | row   | 行     | Row    |                                              |
        |        | text              | word  | 词     | Word?  |                                              |
        |        | select_one fruits | fruit | 水果   | Fruit? | search('fruits', 'contains', 'en', ${{word}}) |
        |        | end_repeat        |       |        |        |                                              |
        {COLUMNS}
        """,  # noqa: E501 (a table is read by its columns)
        {"fruits.csv": FRUITS},
    )
    rows.entry.add_repeat("/data/row")
    rows.answer("row[1]/word", "apple")
    rows.answer("row[2]/word", "cherry")
    assert rows.choices("row[1]/fruit")[1:] == ["a"]
    assert rows.choices("row[2]/fruit")[1:] == ["c"]


def test_a_missing_list_is_a_warning():
    loaded = form_of(searching("search('fruits')"))
    assert any("fruits.csv" in warning for warning in loaded.warnings)


@pytest.mark.parametrize(
    "appearance",
    ["search(${word})", "search('fruits', 'like', 'en', 'x')", "search('fruits', 'x')"],
)
def test_a_search_that_is_none_is_refused(appearance):
    with pytest.raises(FormError) as refused:
        form(appearance)
    assert refused.value.code == "search-not-understood"
