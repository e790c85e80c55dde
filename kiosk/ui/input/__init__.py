"""Writing: the field an answer stands in, and the keys on the screen beside it.

What belongs here: fields and on-screen keyboards. A field also takes a real keyboard
and the system's input methods, for all of Unicode. What is asked, and what an answer
means, is the question's.
"""

from __future__ import annotations

from kiosk.ui.input.accept import Accept, accepted
from kiosk.ui.input.field import Field
from kiosk.ui.input.field_look import Shape
from kiosk.ui.input.keyboard import Keyboard
from kiosk.ui.input.layouts import KeyboardKind
from kiosk.ui.input.sketch import Sketch

__all__ = [
    "Accept",
    "Field",
    "Keyboard",
    "KeyboardKind",
    "Shape",
    "Sketch",
    "accepted",
]
