"""The bottom bar: back or the screen's own act, repeat, a person, what leads on.

What belongs here: where these stand and how they share the room. Repeat and 'a
person' stand in the same order everywhere; what leads on is at the right, or a row of
its own where the window is high.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from kiosk.ui.controls import Button, Kind
from kiosk.ui.screens.bars import (
    Bar,
    drop,
    hinted,
    lay_row,
    row_height,
    shares,
    sizes,
    wrapped,
)
from kiosk.ui.screens.large_button import LargeButton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from kiosk.i18n.words import Words
    from kiosk.ui.screens.stage import Act, Acts
    from kiosk.ui.theme import Theme

    WidthOf = Callable[[Sequence[QWidget], int], int]

_PAD_MM = 6.0
_GAP_MM = 6.0
_USUAL_PRIMARY_MM = 78.0
_HIGH_MM = 26.0
_USUAL = 2
_LOW_MM = 20.0
"""In a low window the buttons are only as high as a target has to be."""


class BottomBar(Bar):
    """The acts of the screen that stands.

    Attributes:
        own: back or the screen's own act, where it has one.
        repeat: read it again.
        help: call a person, where that can be done from here.
        second: the other way on, where there are two.
        primary: what leads on, where anything does.
    """

    def __init__(
        self,
        theme: Theme,
        words: Words,
        read_again: Callable[[], None],
        call_help: Callable[[], None],
        *,
        low: bool,
    ) -> None:
        """``low``: the window is, so the bar is too."""
        super().__init__(theme, line_below=False)
        self._words = words
        self._read_again = read_again
        self._call_help = call_help
        self._high_mm = _LOW_MM if low else _HIGH_MM
        self._two_rows = False
        self._made: tuple[object, ...] = ()
        self._primary_text = ""
        self._left: list[Button] = []
        self._right: list[Button] = []
        self.own: Button | None = None
        self.repeat: Button | None = None
        self.help: Button | None = None
        self.second: Button | None = None
        self.primary: Button | None = None

    def fit(self, acts: Acts, width: int, *, two_rows: bool) -> None:
        """Make the buttons for a window this wide; the height follows.

        Where only what the buttons do has changed, they stay as they stand.
        """
        looks = (_looks(acts), width, two_rows)
        if looks == self._made:
            self._rebind(acts)
            return
        self._made = looks
        self._two_rows = two_rows
        self.resize(width, self.height())
        self._drop()
        if not two_rows and not self._fit_one_row(acts):
            self._two_rows = True
        if self._two_rows:
            self._fit_two_rows(acts)
        self.adopt(self._left + self._right)
        self._lay()

    def _fit_one_row(self, acts: Acts) -> bool:
        """The same text size for all; False where no size fits."""
        return any(
            width_of(self._remake(theme, acts), self._gap) <= self._inner
            for width_of, theme in self._tries()
        )

    def _fit_two_rows(self, acts: Acts) -> None:
        """Each row in the largest text size it has room for."""
        self._drop()
        for width_of, theme in self._tries():
            drop(self._left)
            if width_of(self._make_left(theme, acts), self._gap) <= self._inner:
                break
        for theme in sizes(self.theme):
            drop(self._right)
            if hinted(self._make_right(theme, acts), self._gap) <= self._inner:
                break

    def _tries(self) -> Iterator[tuple[WidthOf, Theme]]:
        """Words on one line, unless they would be small: then rather on two."""
        size = self.theme.size
        usual = min(size, _USUAL)
        for each in range(size, usual - 1, -1):
            yield hinted, replace(self.theme, size=each)
        for width_of, each in ((wrapped, usual), (hinted, 1), (wrapped, 1)):
            yield width_of, replace(self.theme, size=each)

    def set_busy(self, text: str) -> None:
        """The primary act is under way and says so; "" ends that."""
        if self.primary is None:
            return
        self.primary.setEnabled(not text)
        self.primary.setText(text or self._primary_text)
        self.primary.setAccessibleName(text or self._primary_text)
        self.primary.update()

    def _rebind(self, acts: Acts) -> None:
        pairs = (
            (self.own, acts.own),
            (self.second, acts.second),
            (self.primary, acts.primary),
        )
        for button, act in pairs:
            if button is not None and act is not None:
                button.on_press = act.run
        self.set_busy("")

    @property
    def _gap(self) -> int:
        return self.theme.px(_GAP_MM if not self._two_rows else 5)

    @property
    def _inner(self) -> int:
        return self.width() - 2 * self.theme.margin

    def _drop(self) -> None:
        drop(self._left + self._right)
        self._left, self._right = [], []

    def _remake(self, theme: Theme, acts: Acts) -> list[Button]:
        """Both rows in one text size, side by side."""
        self._drop()
        return self._make_left(theme, acts) + self._make_right(theme, acts)

    def _make_left(self, theme: Theme, acts: Acts) -> list[Button]:
        words, high = self._words, self._high_mm
        self.own = self._act(theme, acts.own, Kind.OUTLINE)
        again = acts.repeat or words.say("button.repeat")
        self.repeat = LargeButton(
            theme, again, self._read_again, Kind.PLAIN, icon="speaker", high_mm=high
        )
        self.help = None
        if acts.help:
            person = words.say("button.help")
            self.help = LargeButton(
                theme,
                person,
                self._call_help,
                Kind.AMBER,
                icon="person",
                high_mm=high,
            )
        self._left = [each for each in (self.own, self.repeat, self.help) if each]
        return self._left

    def _make_right(self, theme: Theme, acts: Acts) -> list[Button]:
        self.second = self._act(theme, acts.second, Kind.OUTLINE)
        self.primary = self._act(theme, acts.primary, Kind.PRIMARY)
        self._primary_text = acts.primary.text if acts.primary else ""
        self._right = [each for each in (self.second, self.primary) if each]
        return self._right

    def _act(self, theme: Theme, act: Act | None, kind: Kind) -> Button | None:
        if act is None:
            return None
        trailing = act.icon == "next"
        return LargeButton(
            theme,
            act.text,
            act.run,
            kind,
            icon=act.icon or "",
            trailing=trailing,
            high_mm=self._high_mm,
        )

    def _row_widths(self, row: list[Button]) -> list[int]:
        """The whole width in equal parts, or by their words where these are uneven."""
        even = (self._inner - self._gap * (len(row) - 1)) // len(row)
        if all(each.sizeHint().width() <= even for each in row):
            return [even] * len(row)
        widths = shares(row, self._inner, self._gap)
        spare = self._inner - sum(widths) - self._gap * (len(row) - 1)
        return [width + max(0, spare) // len(row) for width in widths]

    def _lay(self) -> None:
        pad = self.theme.px(_PAD_MM)
        if not self._two_rows:
            bottom = self._lay_one_row(pad)
        else:
            bottom = self._lay_even(self._left, pad)
            if self._right:
                bottom = self._lay_even(self._right, bottom + self._gap)
        self.setFixedHeight(bottom + pad)

    def _lay_one_row(self, top: int) -> int:
        row = self._left + self._right
        widths = shares(row, self._inner, self._gap)
        spare = self._inner - sum(widths) - self._gap * (len(row) - 1)
        if self._right and spare > 0:
            wanted = self.theme.px(_USUAL_PRIMARY_MM) - widths[-1]
            widths[-1] += max(0, min(spare, wanted))
        high = row_height(row, widths)
        left = widths[: len(self._left)]
        right = widths[len(self._left) :]
        area = QRect(self.theme.margin, top, self._inner, high)
        lay_row(self._left, left, area, self._gap)
        taken = sum(right) + self._gap * max(0, len(right) - 1)
        area.setLeft(self.theme.margin + self._inner - taken)
        lay_row(self._right, right, area, self._gap)
        return top + high

    def _lay_even(self, row: list[Button], top: int) -> int:
        widths = self._row_widths(row)
        high = row_height(row, widths)
        area = QRect(self.theme.margin, top, self._inner, high)
        lay_row(row, widths, area, self._gap)
        return top + high


def _looks(acts: Acts) -> tuple[object, ...]:
    """What a change of acts must differ in for the buttons to be made anew."""
    three = (acts.own, acts.second, acts.primary)
    return (
        *((act.text, act.icon) if act else None for act in three),
        acts.repeat,
        acts.help,
    )
