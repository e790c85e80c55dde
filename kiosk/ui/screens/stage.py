"""What every screen is given: the visit, its words, its look, and the room around it.

What belongs here: the shapes a screen and the window speak to each other with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.i18n.words import Words
    from kiosk.settings import Settings
    from kiosk.ui.screens.base import KioskScreen
    from kiosk.ui.theme import Theme
    from kiosk.visit.views import QuestionView
    from kiosk.visit.visit import Visit


LOW_MM = 230.0
"""A 19-inch panel is higher, a 15.6-inch one lower."""


class Surroundings(Protocol):
    """What a screen may ask of the window it stands in."""

    row_left: str
    """The row of the check page a person went to change, to come back to it; or ""."""

    @property
    def question(self) -> QuestionView:
        """The question that stands, asked of the visit once for every change."""

    def open_sheet(self, make: Callable[[Stage], KioskScreen]) -> None:
        """Lay a sheet over the screen; it is made anew when the look changes."""

    def close_sheet(self) -> None:
        """Take the sheet away; the screen beneath stands as it was."""

    def acts_changed(self) -> None:
        """The bottom bar's acts are others now."""

    def read_again(self) -> None:
        """Read the screen from its beginning."""

    @property
    def has_printer(self) -> bool | None:
        """Whether a receipt can be printed here; None before anybody has looked."""

    def print_receipt(self) -> None:
        """Print the receipt that stands, without waiting for it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One look of one visit. Frozen: another language or size is another stage.

    Attributes:
        visit: what happened so far and what may happen.
        words: the sentences in the person's language.
        theme: sizes, colours, letters.
        settings: the centre's own facts.
        width: of the window in pixels.
        height: of the window in pixels.
        window: where the screen stands.
    """

    visit: Visit
    words: Words
    theme: Theme
    settings: Settings
    width: int
    height: int
    window: Surroundings

    @property
    def portrait(self) -> bool:
        """Whether the window is higher than wide."""
        return self.height > self.width

    @property
    def low(self) -> bool:
        """Whether the window is so low that the bars give way to what they frame."""
        return self.height < self.theme.px(LOW_MM)

    @property
    def spoken(self) -> str:
        """The language a voice can speak these words in."""
        return "zh" if self.words.language in {"zh", "yue"} else "en"

    @property
    def centre(self) -> str:
        """The centre's name in the person's language."""
        return self.settings.centre(self.spoken)

    @property
    def phone(self) -> str:
        """A telephone number a person answers, or ""."""
        return self.settings.text("centre.phone")


@dataclass(frozen=True, slots=True)
class Act:
    """Something the person can do from the bottom bar."""

    text: str
    run: Callable[[], None]
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class Acts:
    """The bottom bar of a screen; repeat and 'a person' stand on every one.

    Attributes:
        own: bottom left: back, or the screen's own act.
        second: beside the primary one, where two ways lead on.
        primary: bottom right: what leads on.
        repeat: other words for 'read again' (a private question: 'read it to me').
        help: whether a person can be called from here.
    """

    own: Act | None = None
    second: Act | None = None
    primary: Act | None = None
    repeat: str = ""
    help: bool = True
