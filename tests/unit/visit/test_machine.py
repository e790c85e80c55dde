"""Where each event leads, and what lies beneath."""

from __future__ import annotations

import pytest

from kiosk.visit.machine import OVER, TABLE, Event, Machine, State


def walked(*events):
    machine = Machine()
    for event in events:
        machine.fire(event)
    return machine


AT_QUESTION = (Event.TOUCHED, Event.CHOSE, Event.BEGAN)


def test_a_whole_visit_ends_at_rest():
    machine = walked(
        *AT_QUESTION,
        Event.ASKED,
        Event.ANSWERED_ALL,
        Event.ASKED,
        Event.ANSWERED_ALL,
        Event.SUBMITTED,
        Event.FINISHED,
    )

    assert machine.state is State.REST


def test_after_help_the_person_is_back_at_the_same_screen():
    machine = walked(*AT_QUESTION, Event.CALLED_HELP, Event.HELP_OVER)

    assert machine.state is State.QUESTION


def test_help_called_while_asked_whether_to_leave_leads_back_to_the_question():
    machine = walked(*AT_QUESTION, Event.LEAVING, Event.CALLED_HELP)

    assert machine.fire(Event.HELP_OVER) is State.QUESTION


def test_quiet_at_leave_comes_back_to_leave():
    machine = walked(*AT_QUESTION, Event.LEAVING, Event.WENT_QUIET)

    assert machine.beneath is State.QUESTION
    assert machine.fire(Event.CAME_BACK) is State.LEAVE
    assert machine.fire(Event.STAYED) is State.QUESTION


def test_nothing_entered_means_leaving_asks_nothing():
    assert walked(Event.TOUCHED, Event.LEAVING).state is State.REST
    assert walked(*AT_QUESTION, Event.LEAVING).state is State.LEAVE


def test_an_act_that_makes_no_sense_here_is_a_bug():
    with pytest.raises(KeyError):
        Machine().fire(Event.SUBMITTED)


def test_a_person_can_be_called_from_every_screen_of_a_visit():
    for state in set(State) - {State.REST, State.OUT_OF_SERVICE, State.HELP}:
        assert TABLE[state, Event.CALLED_HELP] is State.HELP


def test_every_screen_but_out_of_service_has_a_way_out_for_the_person():
    ways = {Event.LEAVING, Event.FINISHED, Event.STAYED, Event.CAME_BACK}
    ways |= {Event.HELP_OVER, Event.TOUCHED}
    for state in set(State) - {State.OUT_OF_SERVICE}:
        assert any((state, way) in TABLE for way in ways), state


def test_what_lies_over_a_screen_always_goes_away_again():
    for state in OVER:
        assert any(
            target not in OVER for (at, _), target in TABLE.items() if at is state
        )
