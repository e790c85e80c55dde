"""Buttons: one line where there is room, two or more lines where there is not.

What belongs here: the looks of buttons. What a press means is the caller's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize

from kiosk.ui.controls import paint
from kiosk.ui.controls.looks import Kind, look_of
from kiosk.ui.controls.paragraph import Paragraph, balanced, one_line_width
from kiosk.ui.controls.pressable import Pressable
from kiosk.ui.theme import colour
from kiosk.ui.theme_touch import AGAIN_SECONDS, KEY_AGAIN_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter, QPaintEvent

    from kiosk.ui.theme import Theme

_LINE = 1.3
_ICON_EM = 1.15
_LEAST_SHRINK = 0.35
_LEAST_PAD_MM = 3.0
_ONE_WORD = 3
"""So few characters stay on one line."""


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
        self._broken: dict[tuple[int, float], Paragraph] = {}
        self._words_width = -1
        self._hints: list[QSize] = []
        super().__init__(
            theme, text, on_press, again=KEY_AGAIN_SECONDS if key else AGAIN_SECONDS
        )
        self.kind = kind
        self._look = look_of(theme.colours, kind)
        self.shrink = 1.0
        self._icon = icon
        self._trailing = trailing
        self.setAccessibleName(name or text)
        self.setAccessibleDescription(description)

    def set_kind(self, kind: Kind) -> None:
        """Change its look in place."""
        self.kind = kind
        self._look = look_of(self.theme.colours, kind)
        self._forget()
        self.update()

    def setText(self, text: str) -> None:
        """Say something else."""
        self._forget()
        super().setText(text)
        self.updateGeometry()

    def _forget(self) -> None:
        """What was measured holds no longer."""
        self._broken.clear()
        self._words_width = -1
        self._hints = []

    def ring_radius(self) -> int:
        """Half the height for pills, else the cards' radius."""
        return self.height() // 2 if self._look.pill else self._radius

    @property
    def _radius(self) -> int:
        return self.theme.px(5)

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
        if self.width_of_words() > room:
            room = space - 2 * self.theme.px(min(self._look.pad_mm, _LEAST_PAD_MM))
        return max(room, self.theme.px(2))

    def width_of_words(self) -> int:
        """The width its words take on one line, in pixels."""
        if self._words_width < 0:
            font = self.theme.font(self._look.style)
            self._words_width = one_line_width(self.text(), font) if self.text() else 0
        return self._words_width

    def _paragraph(self, width: int, shrink: float = 1.0) -> Paragraph:
        key = (self._room(width), shrink)
        if key not in self._broken:
            font = self.theme.font(self._look.style, shrink=shrink)
            self._broken[key] = balanced(self.text(), font, key[0], _LINE)
        return self._broken[key]

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
        return QSize(self._measured()[0])

    def minimumSizeHint(self) -> QSize:
        """Words on two lines of about the same length."""
        return QSize(self._measured()[1])

    def _measured(self) -> list[QSize]:
        """Both hints, measured once: layouts ask for them many times."""
        if not self._hints:
            least = self.theme.px(self._look.height_mm)
            width = max(self._width_for(self.width_of_words()), least)
            usual = QSize(width, self.heightForWidth(width))
            self._hints = [usual, self._least_hint(usual.width())]
        return self._hints

    def _least_hint(self, usual: int) -> QSize:
        font = self.theme.font(self._look.style)
        half = self.width_of_words() // 2 + font.pixelSize()
        longest = max(
            (one_line_width(word, font) for word in self.text().split() if word),
            default=0,
        )
        words = max(half, longest) if self._spaced else half
        least = self.theme.px(self._look.height_mm)
        width = max(min(self._width_for(words), usual), least)
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
