"""Packing a submission into POSTs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync import Attachment
from kiosk.sync.parcels import MOST_FILES, pack, parts, too_large
from tests.support.sending import submission


def files(*sizes):
    return tuple(
        Attachment(f"f{number}.bin", bytes(size))
        for number, size in enumerate(sizes, start=1)
    )


def test_without_files_it_is_one_post():
    assert pack(submission(), 10_000_000) == ((),)


def test_files_that_fit_go_together():
    some = files(1000, 2000, 3000)
    assert pack(submission(files=some), 10_000_000) == (some,)


def test_over_the_limit_it_is_split_in_order():
    some = files(40_000, 40_000, 40_000)
    assert pack(submission(files=some), 100_000) == (some[:2], some[2:])


def test_never_more_than_a_hundred_files_with_the_xml():
    some = files(*[1] * 250)
    groups = pack(submission(files=some), 10_000_000)
    assert [len(group) for group in groups] == [99, 99, 52]
    assert all(len(group) + 1 <= MOST_FILES for group in groups)


def test_what_can_never_fit_is_known():
    assert too_large(submission(files=files(100_000)), 100_000)
    assert not too_large(submission(files=files(1000)), 100_000)


def test_all_but_the_last_say_that_more_is_to_come():
    one = submission(files=files(1, 2))
    first = parts(one, one.attachments[:1], last=False)
    last = parts(one, one.attachments[1:], last=True)
    assert [part.name for part in first] == [
        "xml_submission_file",
        "*isIncomplete*",
        "f1.bin",
    ]
    assert [part.name for part in last] == ["xml_submission_file", "f2.bin"]
    assert first[0] == last[0]
    assert first[0].content is one.xml


@given(st.lists(st.integers(0, 5000), max_size=300), st.integers(3000, 60_000))
def test_every_file_travels_exactly_once(sizes, limit):
    some = files(*sizes)
    groups = pack(submission(files=some), limit)
    assert tuple(file for group in groups for file in group) == some
    assert all(len(group) < MOST_FILES for group in groups)
    assert len(groups) == 1 or all(groups)
