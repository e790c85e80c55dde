"""Sheets: what is laid over a screen for a moment, and taken away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.speech.prompts import plain
from kiosk.ui.controls import Heading, Pager, Text, Title
from kiosk.ui.screens.base import KioskScreen
from kiosk.ui.screens.sided import body_of
from kiosk.ui.screens.stage import Act, Acts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.controls import Section
    from kiosk.ui.screens.stage import Stage


class Sheet(KioskScreen):
    """Items on pages, and a large button that takes the sheet away."""

    first_act = "primary"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._pager = Pager(stage.theme, stage.words, gap_mm=5)
        self._pager.setParent(self)

    def acts(self) -> Acts:
        """Close."""
        text = self.stage.words.say("button.close")
        return Acts(primary=Act(text, self.stage.window.close_sheet))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the whole body."""
        super().resizeEvent(event)
        self._pager.setGeometry(body_of(self.stage, self))


class InformationSheet(Sheet):
    """Headings and what they say: why we ask, who will see it."""

    def __init__(self, stage: Stage, title: str, sections: Sequence[Section]) -> None:
        super().__init__(stage)
        self._sections = tuple(sections)
        theme = stage.theme
        items: list[QWidget] = []
        for at, section in enumerate(self._sections):
            make = Title if at == 0 else Heading
            items.append(make(theme, section.heading))
            items += [Text(theme, text) for text in section.paragraphs]
        self.setAccessibleName(title)
        self._pager.set_items(items)

    def prompt(self) -> Prompt:
        """All of it."""
        sentences = [
            sentence
            for section in self._sections
            for sentence in (section.heading, *section.paragraphs)
        ]
        return plain(sentences, self.stage.spoken)
