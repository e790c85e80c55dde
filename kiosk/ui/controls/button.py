"""Buttons: one line where there is room, two or more lines where there is not.

What belongs here: the looks of buttons. What a press means is the caller's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize

from kiosk.ui.controls import paint
from kiosk.ui.controls.paragraph import Paragraph, balanced, one_line_width
from kiosk.ui.controls.pressable import Pressable
from kiosk.ui.theme import Style, Theme, colour
from kiosk.ui.theme_touch import AGAIN_SECONDS, KEY_AGAIN_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter, QPaintEvent

_LINE = 1.3
_ICON_EM = 1.15
_LEAST_SHRINK = 0.35
_LEAST_PAD_MM = 3.0
_ONE_WORD = 3
"""So few characters stay on one line."""


class Kind(Enum):
    """What a button is for; its look follows."""

    PRIMARY = auto()
    OUTLINE = auto()
    PLAIN = auto()
    AMBER = auto()
    LEAVE = auto()
    PILL = auto()
    PILL_ON = auto()
    KEY = auto()
    KEY_ON = auto()
    LETTER = auto()
    LETTER_ON = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and measures of one kind of button."""

    fill: str
    edge: str
    text: str
    pressed: str
    style: Style
    height_mm: float
    pad_mm: float
    pill: bool = False


def look(theme: Theme, kind: Kind) -> Look:
    """How a kind looks in a theme. Lengths in millimetres."""
    c = theme.colours
    usual, small, key = Style.BUTTON, Style.FACT, Style.KEY
    looks = {
        Kind.PRIMARY: Look(c.evergreen, "", c.on_evergreen, c.pressed, usual, 20, 10),
        Kind.OUTLINE: Look(c.card, c.green_text, c.green_text, c.tint, usual, 20, 8),
        Kind.PLAIN: Look(c.card, c.edge, c.ink, c.tint, usual, 20, 8),
        Kind.AMBER: Look(c.amber, c.amber_edge, c.amber_text, c.amber, usual, 20, 8),
        Kind.LEAVE: Look(c.card, c.red_edge, c.red, c.red_tint, small, 16, 6, True),
        Kind.PILL: Look(c.card, c.edge, c.ink, c.tint, small, 16, 6, True),
        Kind.PILL_ON: Look(
            c.evergreen, "", c.on_evergreen, c.pressed, small, 16, 6, True
        ),
        Kind.KEY: Look(c.card, c.edge, c.ink, c.tint, key, 12.7, 1.5),
        Kind.KEY_ON: Look(c.evergreen, "", c.on_evergreen, c.pressed, key, 12.7, 1.5),
        Kind.LETTER: Look(c.card, c.edge, c.ink, c.tint, usual, 16, 3),
        Kind.LETTER_ON: Look(c.evergreen, "", c.on_evergreen, c.pressed, usual, 16, 3),
    }
    return looks[kind]


class Button(Pressable):
    """A button with words, an icon, or both.

    Attributes:
        kind: what it is for.
        shrink: its words are at most so many times their usual size.
    """

    def __init__(  # noqa: PLR0913 (looks, each with its usual value)
        self,
        theme: Theme,
        text: str,
        on_press: Callable[[], None],
        kind: Kind = Kind.OUTLINE,
        *,
        icon: str = "",
        trailing: bool = False,
        name: str = "",
        description: str = "",
    ) -> None:
        """Show ``text`` and the icon named ``icon``, after the text if ``trailing``.

        ``name`` is what a screen reader says where it is not ``text``.
        """
        key = kind in {Kind.KEY, Kind.KEY_ON}
        super().__init__(
            theme, text, on_press, again=KEY_AGAIN_SECONDS if key else AGAIN_SECONDS
        )
        self.kind = kind
        self.shrink = 1.0
        self._icon = icon
        self._trailing = trailing
        self.setAccessibleName(name or text)
        self.setAccessibleDescription(description)

    def set_kind(self, kind: Kind) -> None:
        """Change its look in place."""
        self.kind = kind
        self.update()

    def ring_radius(self) -> int:
        """Half the height for pills, else the cards' radius."""
        return self.height() // 2 if self._look.pill else self._radius

    @property
    def _radius(self) -> int:
        return self.theme.px(5)

    @property
    def _look(self) -> Look:
        return look(self.theme, self.kind)

    @property
    def _icon_edge(self) -> int:
        if not self._icon:
            return 0
        em = self.theme.font(self._look.style).pixelSize()
        return round(em * _ICON_EM)

    @property
    def _between(self) -> int:
        both = self._icon and self.text()
        return self.theme.px(3 if not self._look.pill else 2) if both else 0

    def _room(self, width: int) -> int:
        """Room for the words; narrower padding where they need another line."""
        space = width - self._icon_edge - self._between
        room = space - 2 * self.theme.px(self._look.pad_mm)
        font = self.theme.font(self._look.style)
        if self.text() and one_line_width(self.text(), font) > room:
            room = space - 2 * self.theme.px(min(self._look.pad_mm, _LEAST_PAD_MM))
        return max(room, self.theme.px(2))

    def width_of_words(self) -> int:
        """The width its words take on one line, in pixels."""
        return one_line_width(self.text(), self.theme.font(self._look.style))

    def _paragraph(self, width: int, shrink: float = 1.0) -> Paragraph:
        font = self.theme.font(self._look.style, shrink=shrink)
        return balanced(self.text(), font, self._room(width), _LINE)

    def _width_for(self, text_width: int) -> int:
        return (
            text_width
            + self._icon_edge
            + self._between
            + 2 * self.theme.px(self._look.pad_mm)
            + 2
        )

    def heightForWidth(self, width: int) -> int:
        """The target's least height, or more where the words take more lines."""
        least = self.theme.px(self._look.height_mm)
        if not self.text():
            return max(least, self._icon_edge + 2 * self.theme.px(2))
        return max(least, self._paragraph(width).height + 2 * self.theme.px(2.5))

    def sizeHint(self) -> QSize:
        """Words on one line."""
        font = self.theme.font(self._look.style)
        words = one_line_width(self.text(), font) if self.text() else 0
        least = self.theme.px(self._look.height_mm)
        width = max(self._width_for(words), least)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Words on two lines of about the same length."""
        font = self.theme.font(self._look.style)
        half = one_line_width(self.text(), font) // 2 + font.pixelSize()
        longest = max(
            (one_line_width(word, font) for word in self.text().split() if word),
            default=0,
        )
        words = max(half, longest) if self._spaced else half
        least = self.theme.px(self._look.height_mm)
        width = max(min(self._width_for(words), self.sizeHint().width()), least)
        return QSize(width, least)

    @property
    def _spaced(self) -> bool:
        return self.text().isascii()

    def _fitted(self) -> Paragraph:
        """The words as large as the button has room for; never cut."""
        shrink = self.shrink
        paragraph = self._paragraph(self.width(), shrink)
        while self._too_large(paragraph) and shrink > _LEAST_SHRINK:
            shrink -= 0.05
            paragraph = self._paragraph(self.width(), shrink)
        return paragraph

    def _too_large(self, paragraph: Paragraph) -> bool:
        """Higher than the button, or a single word that had to be broken."""
        text = self.text()
        one_word = len(text) <= _ONE_WORD or (text.isascii() and text.isalnum())
        broken = one_word and paragraph.lines > 1
        too_wide = paragraph.natural > self._room(self.width()) + 1
        return broken or too_wide or paragraph.height > self.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge, icon and words."""
        chosen = self._look
        painter = paint.painter_on(self)
        radius = self.height() / 2 if chosen.pill else self._radius
        paint.box(
            painter,
            QRectF(self.rect()),
            fill=chosen.pressed if self.isDown() else chosen.fill,
            edge=chosen.edge,
            width=self.theme.line,
            radius=radius,
        )
        self._paint_content(painter, chosen.text)

    def _paint_content(self, painter: QPainter, value: str) -> None:
        paragraph = self._fitted() if self.text() else None
        words = paragraph.natural if paragraph else 0
        edge, between = self._icon_edge, self._between
        left = (self.width() - words - edge - between) / 2
        icon_left = left + words + between if self._trailing else left
        if self._icon:
            top = (self.height() - edge) / 2
            area = QRectF(icon_left, top, edge, edge)
            paint.icon(painter, self.theme, self._icon, area, value)
        if paragraph:
            words_left = left if self._trailing else left + edge + between
            painter.setPen(colour(value))
            top = (self.height() - paragraph.height) / 2
            paragraph.draw(painter, words_left - self._slack(paragraph), top)

    def _slack(self, paragraph: Paragraph) -> float:
        """How far right of its left edge a centred paragraph begins."""
        room = self._room(self.width())
        return (room - paragraph.natural) / 2
