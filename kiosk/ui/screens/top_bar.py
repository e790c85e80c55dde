"""The top bar: where one is, and what can be set on every screen.

What belongs here: logo, title and the five pills. They never move: text size,
contrast, sound, language, and leave in the corner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from kiosk.ui.controls import Button, Kind, Text
from kiosk.ui.screens.bars import Bar, drop, hinted, lay_row, row_height, shares, sizes
from kiosk.ui.screens.marks import Badge
from kiosk.ui.theme import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from kiosk.i18n.words import Words
    from kiosk.ui.theme import Theme

_LOGO_MM = 13.0
_PAD_MM = 5.0
_GAP_MM = 5.0
_LEAST_TITLE_MM = 40.0
_USUAL_TITLE_LINES_MM = 18.0
_SOUND = 2


class TopBar(Bar):
    """Logo, title and the five pills; in two rows where the window is high.

    Attributes:
        pills: text size, contrast, sound, language, leave, in this order.
        title: where one is.
    """

    def __init__(
        self, theme: Theme, words: Words, acts: Sequence[Callable[[], None]]
    ) -> None:
        """``acts``: what the five pills do, in their order."""
        super().__init__(theme, line_below=True)
        self._words = words
        self._acts = tuple(acts)
        self._text = ""
        self._two_rows = False
        self._sound = True
        self.logo = Badge(
            theme,
            "leaf",
            _LOGO_MM,
            ground=theme.colours.evergreen,
            tone=theme.colours.on_evergreen,
        )
        self.pills: tuple[Button, ...] = ()
        self.title = Text(theme, "")
        self.adopt([self.logo, self.title])

    def set_title(self, title: str) -> None:
        """Say where one is."""
        if title != self._text:
            self._text = title
            self._fit_title()

    def set_sound(self, *, on: bool) -> None:
        """Show whether the voice is on."""
        if on != self._sound:
            self._sound = on
            self._make(self.pills[_SOUND].theme)
            self._lay()

    def fit(self, width: int, *, two_rows: bool) -> None:
        """Make the bar for a window this wide; the height follows."""
        self._two_rows = two_rows
        self.resize(width, self.height())
        for theme in sizes(self.theme):
            self._make(theme)
            if hinted(self._row, self._gap) <= self._room:
                break
        self._fit_title()

    @property
    def _gap(self) -> int:
        return self.theme.px(_GAP_MM if not self._two_rows else 4)

    @property
    def _inner(self) -> int:
        return self.width() - 2 * self.theme.margin

    @property
    def _room(self) -> int:
        """What the row of pills may take."""
        if self._two_rows:
            return self._inner
        title = self.theme.px(_LEAST_TITLE_MM)
        return self._inner - self.logo.width() - title - 2 * self._gap

    @property
    def _row(self) -> tuple[Button, ...]:
        """The pills that share a row; in two rows 'leave' keeps to the corner."""
        return self.pills[:-1] if self._two_rows else self.pills

    def _make(self, theme: Theme) -> None:
        drop(self.pills)
        looks = (
            ("bar.size", "text-size", Kind.PILL),
            ("bar.contrast", "contrast", Kind.PILL),
            ("bar.sound", "speaker" if self._sound else "speaker-off", Kind.PILL),
            ("bar.language", "", Kind.PILL),
            ("bar.leave", "close", Kind.LEAVE),
        )
        self.pills = tuple(
            Button(
                theme,
                self._words.say(key),
                act,
                kind,
                icon=icon,
                name=self._words.spoken(key),
            )
            for (key, icon, kind), act in zip(looks, self._acts, strict=True)
        )
        self.adopt(self.pills)

    def _title_room(self) -> int:
        beside = (self.pills[-1],) if self._two_rows else self.pills
        taken = sum(shares(beside, self._room, self._gap))
        taken += self._gap * (len(beside) + 1)
        return self._inner - self.logo.width() - taken

    def _fit_title(self) -> None:
        """As large as the pills, or smaller until it stands beside them."""
        room = self._title_room()
        limit = max(
            self.theme.px(_USUAL_TITLE_LINES_MM), self.pills[0].sizeHint().height()
        )
        for theme in sizes(self.pills[0].theme):
            drop([self.title])
            tone = theme.colours.green_text
            self.title = Text(theme, self._text, Style.HEADING, tone=tone)
            if self.title.heightForWidth(room) <= limit:
                break
        self.adopt([self.title])
        self._lay()

    def _lay(self) -> None:
        pad, left = self.theme.px(_PAD_MM), self.theme.margin
        beside = (self.pills[-1],) if self._two_rows else self.pills
        widths = shares(beside, self._room, self._gap)
        room = self._title_room()
        text = self.title.heightForWidth(room)
        high = max(row_height(beside, widths), self.logo.height(), text)
        taken = sum(widths) + self._gap * (len(widths) - 1)
        corner = QRect(left + self._inner - taken, pad, taken, high)
        lay_row(beside, widths, _middle(corner, row_height(beside, widths)), self._gap)
        self.logo.move(left, pad + (high - self.logo.height()) // 2)
        beyond = left + self.logo.width() + self._gap
        self.title.setGeometry(beyond, pad + (high - text) // 2, room, text)
        bottom = pad + high
        if self._two_rows:
            bottom = self._lay_second_row(bottom + self.theme.px(4))
        self.setFixedHeight(bottom + pad)

    def _lay_second_row(self, top: int) -> int:
        widths = shares(self._row, self._room, self._gap)
        high = row_height(self._row, widths)
        area = QRect(self.theme.margin, top, self._inner, high)
        lay_row(self._row, widths, area, self._gap)
        return top + high

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window's own fit lays the bar; nothing moves by itself."""
        super().resizeEvent(event)


def _middle(area: QRect, height: int) -> QRect:
    top = area.top() + (area.height() - height) // 2
    return QRect(area.left(), top, area.width(), height)
