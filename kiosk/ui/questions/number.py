"""Numbers that are amounts: counted or measured, written plainly."""

from __future__ import annotations

from kiosk.ui.input import Accept, KeyboardKind
from kiosk.ui.questions.base import Key
from kiosk.ui.questions.text import Written


class WholeNumber(Written):
    """An integer."""

    keys = (Key("input", "int"), Key("input", "integer"))
    keyboard = KeyboardKind.INTEGER
    accept = Accept.INTEGER


class DecimalNumber(Written):
    """A number with a decimal point."""

    keys = (Key("input", "decimal"),)
    keyboard = KeyboardKind.DECIMAL
    accept = Accept.DECIMAL
