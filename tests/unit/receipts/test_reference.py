"""Receipt numbers: made, typed in again, read aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import Expected
from kiosk.receipts import reference

kiosks = st.integers(1, 99)
counters = st.integers(1, 899_999)


def test_a_number_is_kiosk_counter_and_check_digit():
    assert reference.make(7, 4206) == "07-004206-6"
    assert reference.make(12, 899_999) == "12-899999-4"


def test_damms_own_example_holds():
    assert reference.check_digit("572") == 4
    assert reference.check_digit("5724") == 0


@given(kiosks, counters)
def test_what_was_made_is_understood(kiosk, counter):
    made = reference.make(kiosk, counter)
    assert reference.parse(made) == made
    assert not reference.is_slip(made)


@given(kiosks, counters, st.integers(0, 8), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(kiosk, counter, at, by):
    digits = list(reference.make(kiosk, counter).replace("-", ""))
    digits[at] = str((int(digits[at]) + by) % 10)
    assert reference.parse("".join(digits)) is None


@given(kiosks, counters, st.integers(0, 7))
def test_every_swap_of_neighbours_is_caught(kiosk, counter, at):
    made = reference.make(kiosk, counter)
    digits = list(made.replace("-", ""))
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    alike = digits[at] == digits[at + 1]
    assert reference.parse("".join(digits)) == (made if alike else None)


@pytest.mark.parametrize(
    "typed",
    [
        "07-004206-6",
        "070042066",
        " 07 004 206 6 ",
        "０７－００４２０６－６",
        "07—004206—6",
        "07.004206.6",
        "07\u3000004206\u30006",
        "07\N{MINUS SIGN}004206\N{MINUS SIGN}6",
    ],
)
def test_it_is_understood_however_it_is_typed(typed):
    assert reference.parse(typed) == "07-004206-6"


@pytest.mark.parametrize(
    "typed",
    ["", "07", "07-004206", "07-004206-8", "07-004206-66", "七-004206-6", "٠٧004206٦"],
)
def test_what_is_no_number_is_none(typed):
    assert reference.parse(typed) is None


@given(kiosks, st.integers(1, 1_000_000))
def test_a_slip_begins_with_9_and_is_understood(kiosk, counter):
    slip = reference.make(kiosk, counter, draft=True)
    assert slip[3] == "9"
    assert reference.is_slip(slip)
    assert reference.parse(slip) == slip


def test_slips_begin_again_and_cases_never_do():
    assert reference.make(7, 100_003, draft=True) == reference.make(7, 3, draft=True)
    with pytest.raises(Expected) as trouble:
        reference.make(7, 900_000)
    assert trouble.value.code == "references-used-up"


@pytest.mark.parametrize(("kiosk", "counter"), [(100, 1), (-1, 1), (7, 0), (7, -5)])
def test_numbers_that_cannot_be_are_a_bug(kiosk, counter):
    with pytest.raises(ValueError, match=r"digits|counters"):
        reference.make(kiosk, counter)


def test_it_is_read_in_groups():
    groups = reference.spoken_groups(reference.make(7, 4206))
    assert groups == ("07", "004", "206", "6")
