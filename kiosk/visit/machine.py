"""The states of a visit and what leads from one to the next: one table.

Three screens lie over the one a person stood at (help on its way, leave?, are you
still there?): an event that ends them returns there. Everything else is a plain step.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final


class State(Enum):
    """Which screen stands."""

    REST = auto()
    SERVICES = auto()
    BEFORE = auto()
    QUESTION = auto()
    CHECK = auto()
    RECEIPT = auto()
    KEPT = auto()
    HELP = auto()
    LEAVE = auto()
    STILL_THERE = auto()
    OUT_OF_SERVICE = auto()


class Event(Enum):
    """What happened."""

    TOUCHED = auto()
    CHOSE = auto()
    BEGAN = auto()
    ASKED = auto()
    ANSWERED_ALL = auto()
    WENT_BACK = auto()
    SUBMITTED = auto()
    FINISHED = auto()
    CALLED_HELP = auto()
    HELP_OVER = auto()
    LEAVING = auto()
    STAYED = auto()
    KEPT = auto()
    LEFT = auto()
    WENT_QUIET = auto()
    CAME_BACK = auto()
    RAN_OUT = auto()
    RESUMED = auto()
    BROKE = auto()
    MENDED = auto()


class Back(Enum):
    """The one special target: the screen beneath."""

    BENEATH = auto()


OVER: Final = frozenset({State.HELP, State.LEAVE, State.STILL_THERE})
"""Screens that lie over another and go away again."""

ENTERED: Final = frozenset({State.QUESTION, State.CHECK})
"""Screens on which leaving would lose something, so the person is asked."""

TABLE: Final[dict[tuple[State, Event], State | Back]] = {
    (State.REST, Event.TOUCHED): State.SERVICES,
    (State.REST, Event.RESUMED): State.QUESTION,
    (State.SERVICES, Event.CHOSE): State.BEFORE,
    (State.SERVICES, Event.LEAVING): State.REST,
    (State.BEFORE, Event.WENT_BACK): State.SERVICES,
    (State.BEFORE, Event.BEGAN): State.QUESTION,
    (State.BEFORE, Event.LEAVING): State.REST,
    (State.QUESTION, Event.ASKED): State.QUESTION,
    (State.QUESTION, Event.ANSWERED_ALL): State.CHECK,
    (State.QUESTION, Event.WENT_BACK): State.BEFORE,
    (State.CHECK, Event.ASKED): State.QUESTION,
    (State.CHECK, Event.SUBMITTED): State.RECEIPT,
    (State.RECEIPT, Event.FINISHED): State.REST,
    (State.RECEIPT, Event.LEAVING): State.REST,
    (State.KEPT, Event.FINISHED): State.REST,
    (State.KEPT, Event.LEAVING): State.REST,
    (State.HELP, Event.HELP_OVER): Back.BENEATH,
    (State.LEAVE, Event.STAYED): Back.BENEATH,
    (State.LEAVE, Event.KEPT): State.KEPT,
    (State.LEAVE, Event.LEFT): State.REST,
    (State.STILL_THERE, Event.CAME_BACK): Back.BENEATH,
    (State.STILL_THERE, Event.KEPT): State.KEPT,
    (State.STILL_THERE, Event.LEFT): State.REST,
    (State.STILL_THERE, Event.RAN_OUT): State.REST,
    (State.OUT_OF_SERVICE, Event.MENDED): State.REST,
}
for _state in State:
    if _state is not State.OUT_OF_SERVICE:
        TABLE[_state, Event.BROKE] = State.OUT_OF_SERVICE
    if _state not in {State.REST, State.OUT_OF_SERVICE, State.HELP}:
        TABLE[_state, Event.CALLED_HELP] = State.HELP
    if _state not in {State.REST, State.OUT_OF_SERVICE, State.HELP, State.STILL_THERE}:
        TABLE[_state, Event.WENT_QUIET] = State.STILL_THERE
for _state in (State.QUESTION, State.CHECK, State.HELP):
    TABLE[_state, Event.LEAVING] = State.LEAVE


class Machine:
    """The state of the visit; ``fire`` is the only way it changes.

    An event the table does not know in this state is a bug (``KeyError``): screens
    ask ``can`` before they offer an act.
    """

    def __init__(self) -> None:
        """Begin at rest."""
        self.state = State.REST
        self._beneath: list[State] = []

    def can(self, event: Event) -> bool:
        """Whether ``event`` leads anywhere from here."""
        return (self.state, event) in TABLE

    def fire(self, event: Event) -> State:
        """Take the step for ``event`` and return the new state."""
        target = TABLE[self.state, event]
        if isinstance(target, Back):
            self.state = self._beneath.pop()
            return self.state
        if target in OVER:
            self._cover(target)
        else:
            self._beneath.clear()
        self.state = target
        return target

    @property
    def beneath(self) -> State:
        """The screen that will stand again when what lies over it is gone."""
        return self._beneath[0] if self._beneath else self.state

    def _cover(self, target: State) -> None:
        # Help called while 'leave?' or 'still there?' stands answers that question:
        # afterwards the person is back at what they were doing.
        if target is State.HELP and self.state in OVER:
            return
        self._beneath.append(self.state)
