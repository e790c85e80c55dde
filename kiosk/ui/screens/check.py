"""Check your answers: every one in words, each with a way to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.speech import prompts
from kiosk.ui.controls import (
    CheckLine,
    Heading,
    Notice,
    Pager,
    Progress,
    Row,
    Section,
    SideCard,
    Text,
    check_rows,
)
from kiosk.ui.screens.base import KioskScreen
from kiosk.ui.screens.heads import head
from kiosk.ui.screens.sided import arrange, body_of
from kiosk.ui.screens.stage import Act, Acts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QAbstractButton, QWidget

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.screens.stage import Stage
    from kiosk.visit.views import CheckRow


class CheckScreen(KioskScreen):
    """The answers on pages; what happens after handing in, at the side."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._rows = stage.visit.check()
        self._service = stage.visit.service()
        self._lines: list[CheckLine] = []
        self._pager = Pager(stage.theme, stage.words, gap_mm=3)
        self._pager.setParent(self)
        self._side = SideCard(stage.theme, stage.words, [self._after()])
        self._side.setParent(self)

    def acts(self) -> Acts:
        """Back to the last question; hand it in."""
        words, visit = self.stage.words, self.stage.visit
        return Acts(
            own=Act(words.say("button.back"), visit.back, "back"),
            primary=Act(words.say("button.submit"), visit.submit, "next"),
        )

    def prompt(self) -> Prompt:
        """Every answer but the private ones, which are read when asked for."""
        return self._said([row for row in self._rows if not row.sensitive])

    def repeat_prompt(self) -> Prompt:
        """Every answer."""
        return self._said(self._rows)

    def highlight(self, target: str | None) -> None:
        """Ring the row that is read, on whichever page it stands."""
        super().highlight(target)

    def reveal(self, control: object) -> None:
        """Turn to the row's page."""
        if isinstance(control, CheckLine):
            self._pager.show_item(control)

    def numbered(self) -> list[QAbstractButton]:
        """The change buttons in order."""
        return [line.change for line in self._lines if line.change is not None]

    def refresh(self) -> None:
        """A row has to be looked at again."""
        rows = self.stage.visit.check()
        if rows != self._rows:
            self._rows = rows
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side card beside, below, or as the last of the pages."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        body = body_of(self.stage, self)
        items = list(self._items())
        self._set_items(items)
        places = arrange(
            self.stage, body, self._side.natural_height, self._pager.natural_height
        )
        if places.side is None:
            items += self._side_items()
            self._set_items(items)
        else:
            self._side.setGeometry(places.side)
        self._side.setVisible(places.side is not None)
        self._pager.setGeometry(places.main)

    def _set_items(self, items: list[QWidget]) -> None:
        """Onto the pages; no heading stays behind what it heads."""
        headings = [item for item in items if isinstance(item, Heading)]
        self._pager.set_items(items, glued=headings)

    def _items(self) -> Iterator[QWidget]:
        theme, words = self.stage.theme, self.stage.words
        self.targets = {}
        yield Progress(theme, words.say("check.step"), 1, 1)
        yield from head(
            self.stage, words.say("check.title"), words.say("check.hint"), self.targets
        )
        problems = sum(row.problem is not None for row in self._rows)
        if problems:
            yield Notice(theme, words.say("check.problems", count=problems))
        self._lines = []
        group = ""
        for row in self._rows:
            if row.group and row.group != group:
                group = row.group
                if group != row.label:  # the same words twice, one below the other
                    yield Heading(theme, group)
            yield self._line(row)

    def _line(self, row: CheckRow) -> CheckLine:
        value = row.value or self.stage.words.say("check.empty")
        shown = Row(row.ref, row.label, value, row.problem)
        (line,) = check_rows(self.stage.theme, self.stage.words, [shown], self._change)
        self._lines.append(line)
        self.targets[f"row:{row.ref}"] = line
        return line

    def _change(self, ref: str) -> None:
        self.stage.window.row_left = ref
        self.stage.visit.change(ref)

    def showEvent(self, event: QShowEvent) -> None:
        """Turn to the row the person had gone to change; now the pages are known."""
        super().showEvent(event)
        line = self.targets.get(f"row:{self.stage.window.row_left}")
        if isinstance(line, CheckLine):
            self._pager.show_item(line)

    def _side_items(self) -> list[QWidget]:
        theme, after = self.stage.theme, self._after()
        return [
            Heading(theme, after.heading),
            *(Text(theme, text) for text in after.paragraphs),
        ]

    def _after(self) -> Section:
        words = self.stage.words
        marks = zip("①②③", ("1", "2", "3"), strict=True)
        return Section(
            words.say("check.after.title"),
            tuple(
                f"{mark} {words.say(f'check.after.{number}')}" for mark, number in marks
            ),
        )

    def _said(self, rows: tuple[CheckRow, ...] | list[CheckRow]) -> Prompt:
        words = self.stage.words
        empty = words.say("check.empty")
        return prompts.check(
            words.spoken("check.title"),
            words.spoken("check.hint"),
            [(row.ref, row.label, row.value or empty) for row in rows],
            self.stage.spoken,
        )
