"""The screens of the citizen's window, one class each.

What belongs here: what stands between the bars, for each state of the visit, and the
bars themselves. The registry below says which class stands for which state; modules
are loaded when their screen is first shown, so that the start stays short.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from kiosk.visit.machine import State

if TYPE_CHECKING:
    from kiosk.ui.screens.base import KioskScreen

REGISTRY: Final[dict[State, tuple[str, str]]] = {
    State.REST: ("rest", "RestScreen"),
    State.SERVICES: ("services", "ServicesScreen"),
    State.BEFORE: ("before", "BeforeScreen"),
    State.QUESTION: ("question", "QuestionScreen"),
    State.CHECK: ("check", "CheckScreen"),
    State.RECEIPT: ("receipt", "ReceiptScreen"),
    State.KEPT: ("kept", "KeptScreen"),
    State.HELP: ("help_coming", "HelpScreen"),
    State.LEAVE: ("leave", "LeaveScreen"),
    State.STILL_THERE: ("still_there", "StillThereScreen"),
    State.OUT_OF_SERVICE: ("out_of_service", "OutOfServiceScreen"),
}
"""State of the visit → module in this package, class in the module."""


def screen_class(state: State) -> type[KioskScreen]:
    """The class of the screen that stands for ``state``."""
    module, name = REGISTRY[state]
    found: type[KioskScreen] = getattr(import_module(f"{__name__}.{module}"), name)
    return found
