"""Nothing is cut: what does not fit stands on another page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.controls.paging import WHOLE, Room, Rows, Slot, paginate, stacked

ROOM = Room(height=100, gap=5, more=20)


def rows_of(pages) -> list[list[int]]:
    return [[slot.row for slot in page] for page in pages.slots]


def test_what_fits_is_one_page_without_a_more_button():
    assert rows_of(paginate(Rows([30, 30, 30]), ROOM)) == [[0, 1, 2]]


def test_what_does_not_fit_goes_on_behind_more():
    assert rows_of(paginate(Rows([30, 30, 30, 30]), ROOM)) == [[0, 1], [2, 3]]


def test_the_question_repeats_where_it_takes_a_third_at_most():
    pages = paginate(Rows([20, 30, 30, 30], sticky=1), ROOM)
    assert rows_of(pages) == [[0, 1], [0, 2], [0, 3]]
    pages = paginate(Rows([40, 30, 30, 30], sticky=1), ROOM)
    assert rows_of(pages) == [[0, 1], [2, 3]]


def test_the_field_stands_on_every_page():
    pages = paginate(Rows([40, 40, 25], pinned=1), ROOM)
    assert rows_of(pages) == [[0, 2], [1, 2]]
    assert pages.foot == 1


def test_a_field_that_would_leave_no_room_flows_like_the_rest():
    pages = paginate(Rows([30, 60, 55], pinned=1), ROOM)
    assert rows_of(pages) == [[0], [1], [2]]
    assert pages.foot == 0


def test_a_label_stays_with_its_field():
    pages = paginate(Rows([30, 20, 15, 50], glued={2}), ROOM)
    assert rows_of(pages) == [[0, 1], [2, 3]]


def test_a_text_higher_than_a_page_is_divided():
    rows = Rows([200, 10], divide=lambda _row, height: -(-200 // height))
    pages = paginate(rows, ROOM)
    assert pages.slots[:3] == [[Slot(0, part, 75)] for part in range(3)]


def test_what_cannot_be_divided_gets_a_whole_page():
    assert paginate(Rows([200, 10]), ROOM).slots[0] == [Slot(0, WHOLE, 75)]


@given(
    st.lists(st.integers(5, 60), min_size=1, max_size=25),
    st.integers(0, 2),
    st.integers(0, 2),
)
def test_every_row_is_on_a_page_and_no_page_is_too_full(heights, sticky, pinned):
    sticky, pinned = min(sticky, len(heights)), min(pinned, len(heights) - 1)
    sticky = min(sticky, len(heights) - pinned)
    pages = paginate(Rows(heights, sticky=sticky, pinned=pinned), ROOM)
    assert {row for page in rows_of(pages) for row in page} == set(range(len(heights)))
    several = len(pages.slots) > 1
    space = ROOM.height - (ROOM.more + ROOM.gap if several else 0)
    for page in pages.slots:
        assert stacked([slot.height for slot in page], ROOM.gap) <= space


def test_the_letters_stand_before_the_cards_where_they_have_no_page_of_their_own():
    pages = paginate(Rows([30, 40, 40, 50], sticky=1, pinned=1, lead=True), ROOM)
    assert rows_of(pages) == [[0], [3], [1], [2]]
