"""However answers come and go, the form is as if it were calculated afresh."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.scenario import Scenario, form_of

FORM = form_of("""
    | survey |              |          |             |                                                   |                    |
    |        | type         | name     | label       | calculation                                       | relevant           |
    |        | integer      | size     | Size?       |                                                   |                    |
    |        | begin_group  | home     | Home        |                                                   | ${size} > 2        |
    |        | integer      | rooms    | Rooms?      |                                                   | ${size} != 7       |
    |        | calculate    | twice    |             | ${rooms} * 2 + ${size}                            |                    |
    |        | end_group    |          |             |                                                   |                    |
    |        | begin_repeat | person   | Person      |                                                   | ${size} != 5       |
    |        | integer      | age      | Age?        |                                                   |                    |
    |        | calculate    | number   |             | position(..)                                      |                    |
    |        | text         | school   | School?     |                                                   | ${age} < 5         |
    |        | calculate    | older    |             | ${age} > ${twice}                                 |                    |
    |        | end_repeat   |          |             |                                                   |                    |
    |        | calculate    | years    |             | sum(${age})                                       |                    |
    |        | calculate    | people   |             | count(${person})                                  |                    |
    |        | calculate    | schools  |             | join(' ', ${school})                              |                    |
    |        | calculate    | all      |             | concat(${years}, '/', ${people}, '/', ${twice})   |                    |
    """)  # noqa: E501 (a table is read by its columns)

SMALL = st.integers(0, 9).map(str) | st.just("")
SIZE = st.sampled_from(["1", "3", "5", "7", ""])
PLACE = st.integers(1, 2)
STEPS = st.lists(
    st.tuples(st.just("size"), PLACE, SIZE)
    | st.tuples(st.just("home/rooms"), PLACE, SMALL)
    | st.tuples(st.just("age"), PLACE, SMALL)
    | st.tuples(st.just("school"), PLACE, SMALL)
    | st.tuples(st.just("add"), PLACE, st.just(""))
    | st.tuples(st.just("remove"), PLACE, st.just("")),
    max_size=25,
)


def take(form, what, place, value):
    people = int(form.value("people") or 0) if form.node("size").value != "5" else 0
    if what == "add":
        form.entry.add_repeat("/data/person")
    elif what == "remove" and 1 <= place <= people:
        form.entry.remove_repeat(f"/data/person[{place}]")
    elif what in {"age", "school"} and 1 <= place <= people:
        form.answer(f"person[{place}]/{what}", value)
    elif what in {"size", "home/rooms"}:
        form.answer(what, value)


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_a_step_leaves_nothing_stale(steps):
    form = Scenario(FORM)
    for step in steps:
        take(form, *step)
        fresh = form.resumed()
        assert fresh.entry.instance_xml() == form.entry.instance_xml()
        assert fresh.screens() == form.screens()
        assert fresh.entry.validate() == form.entry.validate()
