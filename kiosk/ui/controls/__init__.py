"""Controls: the pieces every screen is made of, in millimetres and by touch or key.

What belongs here: widgets that know nothing of forms and visits. Each takes the theme
first, measures itself for any width, has an accessible name, and acts on release.
"""

from __future__ import annotations

from kiosk.ui.controls.button import Button
from kiosk.ui.controls.button_row import ButtonRow
from kiosk.ui.controls.card import Card
from kiosk.ui.controls.column import Column, height_of
from kiosk.ui.controls.looks import Kind
from kiosk.ui.controls.notice import Notice, Problem
from kiosk.ui.controls.option import OptionCard
from kiosk.ui.controls.pager import Pager
from kiosk.ui.controls.panels import (
    Panel,
    QrCode,
    QrPanel,
    ReceiptNumber,
    Section,
    SideCard,
)
from kiosk.ui.controls.pressable import Pressable
from kiosk.ui.controls.progress import Progress
from kiosk.ui.controls.rows import CheckLine, Row, check_rows
from kiosk.ui.controls.text import Heading, Hint, Text, Title

__all__ = [
    "Button",
    "ButtonRow",
    "Card",
    "CheckLine",
    "Column",
    "Heading",
    "Hint",
    "Kind",
    "Notice",
    "OptionCard",
    "Pager",
    "Panel",
    "Pressable",
    "Problem",
    "Progress",
    "QrCode",
    "QrPanel",
    "ReceiptNumber",
    "Row",
    "Section",
    "SideCard",
    "Text",
    "Title",
    "check_rows",
    "height_of",
]
