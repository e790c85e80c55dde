"""The form engine: ODK XForms, filled in by one person at a time.

The one door of the room: everything else imports from here. ``load_form`` gives a
frozen ``FormDefinition``; ``FormEntry`` is one person's answers to it.
"""

from kiosk.xforms.definition import FormDefinition, FormError
from kiosk.xforms.entry import FormEntry
from kiosk.xforms.load import load_form
from kiosk.xforms.resources import Stored
from kiosk.xforms.states import Choice, NodeState, Outcome, Screen, Violation

__all__ = [
    "Choice",
    "FormDefinition",
    "FormEntry",
    "FormError",
    "NodeState",
    "Outcome",
    "Screen",
    "Stored",
    "Violation",
    "load_form",
]
