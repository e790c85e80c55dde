"""Numbers as they are said."""

from __future__ import annotations

import pytest

from kiosk.speech.numbers import chinese, digit_by_digit


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0", "零"),
        ("2", "二"),
        ("10", "十"),
        ("18", "十八"),
        ("80", "八十"),
        ("101", "一百零一"),
        ("110", "一百一十"),
        ("1,001", "一千零一"),
        ("2000", "两千"),
        ("2500", "两千五百"),
        ("10010", "一万零一十"),
        ("20,000", "两万"),
        ("110000", "十一万"),
        ("620573", "六十二万零五百七十三"),
        ("10000000", "一千万"),
        ("100010000", "一亿零一万"),
        ("36.5", "三十六点五"),
        ("0.05", "零点零五"),
        ("12345678901234567", "一二三四五六七八九零一二三四五六七"),
    ],
)
def test_a_quantity(written, said):
    assert chinese(written) == said


def test_a_code_is_said_digit_by_digit_and_keeps_its_letter():
    assert digit_by_digit("002X") == "零零二X"
    assert digit_by_digit("138", one="幺") == "幺三八"
