"""What would you like to do today? A card for every service."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.speech import prompts
from kiosk.ui.controls import Card, Notice, Pager, height_of
from kiosk.ui.screens.bars import sizes
from kiosk.ui.screens.base import KioskScreen
from kiosk.ui.screens.heads import head
from kiosk.ui.screens.sided import body_of
from kiosk.ui.screens.stage import Act, Acts

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QAbstractButton, QWidget

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.screens.stage import Stage
    from kiosk.ui.theme import Theme
    from kiosk.visit.views import ServiceView

TELL_US = "tell-us"
"""The form behind 'not here? tell us', where it is published."""
_COLUMN_EM = 13.5
"""A card narrower than this breaks its title too often."""
_COLUMNS = 3
_IN_TWO_COLUMNS = frozenset({1, 2, 4})
"""So few cards that a third column would stand empty."""
_CARD_SHARE = 0.45
"""Of the body's height: what title and 'more' leave for a card."""
_ALONE_SHARE = 0.66
_GAP_MM = 7.0
_GROW = 1.6


class ServicesScreen(KioskScreen):
    """Cards in up to three columns; the digits choose them in their order."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._services = stage.visit.services()
        self._cards: list[Card] = []
        self._head: list[QWidget] = []
        self._pager: Pager | None = None

    def acts(self) -> Acts:
        """'Not here? Tell us', where there is such a form."""
        if not any(service.form_id == TELL_US for service in self._services):
            return Acts()
        text = self.stage.words.say("services.not_found")
        return Acts(own=Act(text, partial(self.stage.visit.choose, TELL_US)))

    def prompt(self) -> Prompt:
        """The question, then every service with its facts."""
        words = self.stage.words
        cards = [
            (
                service.form_id,
                (service.title, service.summary, self._facts(service, spoken=True)),
            )
            for service in self._services
        ]
        return prompts.services(
            words.spoken("services.title"),
            words.spoken("services.subtitle" if cards else "services.none"),
            cards,
            self.stage.spoken,
        )

    def numbered(self) -> list[QAbstractButton]:
        """The cards."""
        return list(self._cards)

    def reveal(self, control: object) -> None:
        """Turn to the page of a card that is read."""
        if self._pager is not None and isinstance(control, Card):
            self._pager.show_item(control)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as the text size allows."""
        super().resizeEvent(event)
        if self._pager is not None:
            self._pager.hide()
            self._pager.deleteLater()
        stage, body = self.stage, body_of(self.stage, self)
        self._make_head()
        columns = self._make_cards(body)
        self._pager = Pager(
            stage.theme,
            stage.words,
            columns=columns,
            gap_mm=_GAP_MM,
            grow=_GROW,
        )
        self._pager.setParent(self)
        self._fill(self._pager)
        self._pager.setGeometry(body)
        self._pager.show()

    def _make_cards(self, body: QRect) -> int:
        """Cards in the largest text that fits a page, and in how many columns."""
        for theme in sizes(self.stage.theme):
            self._cards = [self._card(theme, service) for service in self._services]
            columns = self._columns(theme, body)
            if columns:
                return columns
        return 1

    def _columns(self, theme: Theme, body: QRect) -> int:
        """The most in which titles seldom break; 0 where a card is too high.

        Rather the number in which everything stands on one page, if there is one.
        """
        fitting = int(body.width() // (theme.em * _COLUMN_EM))
        most = 2 if len(self._services) in _IN_TWO_COLUMNS else _COLUMNS
        tries = range(min(most, max(fitting, 1)), 0, -1)
        gap = self.stage.theme.px(_GAP_MM)
        taken = sum(height_of(part, body.width()) + gap for part in self._head)
        for columns in tries:
            rows = -(-len(self._cards) // columns)
            if taken + rows * (self._highest(body, columns) + gap) - gap <= (
                body.height()
            ):
                return columns
        for columns in tries:
            share = _CARD_SHARE if columns > 1 else _ALONE_SHARE
            if self._highest(body, columns) <= body.height() * share:
                return columns
        return 0

    def _highest(self, body: QRect, columns: int) -> int:
        gap = self.stage.theme.px(_GAP_MM)
        width = (body.width() - gap * (columns - 1)) // columns
        return max((card.heightForWidth(width) for card in self._cards), default=0)

    def _make_head(self) -> None:
        words = self.stage.words
        self.targets = {}
        self._head = head(
            self.stage,
            words.say("services.title"),
            words.say("services.subtitle"),
            self.targets,
        )

    def _fill(self, pager: Pager) -> None:
        theme, words = self.stage.theme, self.stage.words
        self.targets |= {
            f"service:{service.form_id}": card
            for service, card in zip(self._services, self._cards, strict=True)
        }
        items: list[QWidget] = [*self._head, *self._cards]
        if not self._cards:
            items.append(Notice(theme, words.say("services.none")))
        pager.set_items(items, sticky=len(self._head))

    def _card(self, theme: Theme, service: ServiceView) -> Card:
        return Card(
            theme,
            service.title,
            service.summary,
            self._facts(service, spoken=False),
            partial(self.stage.visit.choose, service.form_id),
        )

    def _facts(self, service: ServiceView, *, spoken: bool) -> str:
        words = self.stage.words
        length = (
            words.say("services.any_time")
            if service.minutes is None
            else words.say("services.minutes", count=service.minutes)
        )
        bring = service.bring_short or words.say("services.no_papers")
        say = words.spoken if spoken else words.say
        return say("services.facts", minutes=length, bring=bring)
