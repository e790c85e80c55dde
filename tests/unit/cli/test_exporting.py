"""Submissions as other programs read them."""

from __future__ import annotations

import pytest

from kiosk.cli.exporting import answers, guarded


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@sum", "\tx", "＝1+1", "＋x"])
def test_what_a_spreadsheet_would_run_is_guarded(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12", "+86", "-1.5", "王秀英", "", "a=b", "1=1"])
def test_numbers_and_plain_text_are_not_spoiled(text):
    assert guarded(text) == text


def test_repeats_are_told_apart():
    xml = b"<d><p><n>a</n></p><p><n>b</n></p><x>1</x></d>"

    assert dict(answers(xml)) == {"/d/p[1]/n": "a", "/d/p[2]/n": "b", "/d/x": "1"}


def test_a_prefix_is_no_part_of_a_path():
    xml = b'<d xmlns:o="http://openrosa.org/xforms"><o:meta><o:x>1</o:x></o:meta></d>'

    assert dict(answers(xml)) == {"/d/meta/x": "1"}
