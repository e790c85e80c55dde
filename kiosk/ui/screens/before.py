"""Before you start: what to bring, how long, who will see it, other ways to do it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.speech.prompts import plain
from kiosk.ui.controls import (
    Heading,
    Notice,
    Pager,
    Section,
    SideCard,
    Text,
)
from kiosk.ui.screens.base import KioskScreen
from kiosk.ui.screens.heads import head
from kiosk.ui.screens.paper_row import PaperRow
from kiosk.ui.screens.sided import arrange, body_of
from kiosk.ui.screens.stage import Act, Acts

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.screens.stage import Stage


class BeforeScreen(KioskScreen):
    """The papers in the middle, the facts about the service at the side."""

    first_act = "primary"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._service = stage.visit.service()
        self._pager = Pager(stage.theme, stage.words, gap_mm=4)
        self._pager.setParent(self)
        self._side = SideCard(stage.theme, stage.words, self._sections())
        self._side.setParent(self)

    def acts(self) -> Acts:
        """Back; for someone else; for myself (or just: start)."""
        words, visit = self.stage.words, self.stage.visit
        mine = Act(
            words.say("before.self" if self._service.asks_who else "before.begin"),
            partial(visit.begin, for_self=True),
            "next",
        )
        other = None
        if self._service.asks_who:
            other = Act(words.say("before.other"), partial(visit.begin, for_self=False))
        return Acts(
            own=Act(words.say("button.back"), visit.back, "back"),
            second=other,
            primary=mine,
        )

    def prompt(self) -> Prompt:
        """Everything on the screen, from the top."""
        words = self.stage.words
        papers = [
            f"{paper.name}，{paper.note}"
            if self.stage.spoken == "zh"
            else f"{paper.name}. {paper.note}"
            for paper in self._service.papers
        ]
        sections = [
            sentence
            for section in self._sections()
            for sentence in (section.heading, *section.paragraphs)
        ]
        owed = [words.spoken("before.owed")] if papers else []
        head = [words.spoken("before.title"), self._length()]
        return plain([*head, *papers, *owed, *sections], self.stage.spoken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side card beside, below, or as the last of the pages."""
        super().resizeEvent(event)
        body = body_of(self.stage, self)
        self._pager.set_items(self._items())
        places = arrange(
            self.stage, body, self._side.natural_height, self._pager.natural_height
        )
        if places.side is None:
            items = [*self._items(), *self._side_items()]
            headings = [item for item in items if isinstance(item, Heading)]
            self._pager.set_items(items, glued=headings)
        else:
            self._side.setGeometry(places.side)
        self._side.setVisible(places.side is not None)
        self._pager.setGeometry(places.main)

    def _items(self) -> list[QWidget]:
        theme, words = self.stage.theme, self.stage.words
        items: list[QWidget] = [
            *head(self.stage, words.say("before.title"), self._length(), self.targets)
        ]
        items += [PaperRow(theme, paper) for paper in self._service.papers]
        key = "before.owed" if self._service.papers else "before.no_papers"
        items.append(Notice(theme, words.say(key)))
        return items

    def _side_items(self) -> list[QWidget]:
        theme = self.stage.theme
        items: list[QWidget] = []
        for section in self._sections():
            items.append(Heading(theme, section.heading))
            items += [Text(theme, text) for text in section.paragraphs]
        return items

    def _length(self) -> str:
        words, service = self.stage.words, self._service
        if service.minutes is None:
            return words.say("before.length_open")
        if service.questions is None:
            return words.say("before.length_minutes", count=service.minutes)
        return words.say(
            "before.length", minutes=service.minutes, questions=service.questions
        )

    def _sections(self) -> list[Section]:
        words, service = self.stage.words, self._service
        who = [service.seen_by or words.say("before.who_sees_default")]
        if service.decided_by:
            who.append(service.decided_by)
        if service.retention_days is not None:
            who.append(words.say("before.kept", days=service.retention_days))
        return [
            Section(
                words.say("before.other_ways.title"), (words.say("before.other_ways"),)
            ),
            Section(words.say("before.who_sees.title"), tuple(who)),
        ]
