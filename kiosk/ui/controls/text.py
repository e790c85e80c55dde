"""Text labels with a Chinese line height and a true height for every width.

What belongs here: texts that only say something. Texts one touches are buttons.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from kiosk.ui.controls.paragraph import Paragraph, even, one_line_width
from kiosk.ui.controls.ring import Ringed
from kiosk.ui.theme import LONGEST_LINE_EM, Style, Theme, colour

_EVENED = frozenset({Style.TITLE, Style.HEADING, Style.OPTION})
"""Large text looks torn where its last line is a single word."""


class Text(Ringed, QLabel):
    """A text in one style; wraps, and never cuts.

    It can also show only some of its lines: a ``Pager`` divides a text that is higher
    than a page (``divide`` and ``show_part``).
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        style: Style = Style.BODY,
        *,
        muted: bool = False,
        tone: str = "",
        centred: bool = False,
    ) -> None:
        """Show ``text``; ``tone`` is a colour (``#rrggbb``) in place of ink."""
        super().__init__()
        self.theme = theme
        self.style_of_text = style
        colours = theme.colours
        self._tone = tone or (colours.muted if muted else colours.ink)
        self._centred = centred
        self._font = theme.font(style)
        self._broken: dict[int, Paragraph] = {}
        self._part = (0, -1)
        self._parts: list[tuple[int, int]] = []
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Say something else."""
        self._broken.clear()
        self._part = (0, -1)
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def ring_radius(self) -> int:
        """Rings around texts are a little tighter."""
        return self.theme.px(2)

    def paragraph(self, width: int) -> Paragraph:
        """The text broken to ``width`` pixels, or 40 em where that is less."""
        if width not in self._broken:
            limit = min(width, LONGEST_LINE_EM * self._font.pixelSize() + 1)
            if self.style_of_text in _EVENED and not self._centred:
                self._broken[width] = even(self.text(), self._font, limit)
            else:
                self._broken[width] = Paragraph(
                    self.text(), self._font, limit, centred=self._centred
                )
        return self._broken[width]

    def divide(self, width: int, height: int) -> int:
        """Into how many parts of at most ``height`` pixels the text falls."""
        paragraph = self.paragraph(width)
        step = paragraph.fitting(height)
        count = max(-(-paragraph.lines // step), 1)
        self._parts = [(part * step, (part + 1) * step) for part in range(count)]
        return count

    def show_part(self, part: int) -> None:
        """Show one part of the last division, or the whole text for -1."""
        self._part = (0, -1) if part < 0 else self._parts[part]
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Lines times line height."""
        paragraph = self.paragraph(width)
        first, last = self._part
        if last < 0:
            return paragraph.height
        shown = min(last, paragraph.lines) - first
        return round(max(shown, 1) * paragraph.step)

    def sizeHint(self) -> QSize:
        """One line where 40 em hold it."""
        limit = LONGEST_LINE_EM * self._font.pixelSize()
        width = min(one_line_width(self.text(), self._font), limit)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A few characters of width; one line of height."""
        paragraph = self.paragraph(self.sizeHint().width())
        least = min(self.sizeHint().width(), 4 * self._font.pixelSize())
        return QSize(least, round(paragraph.step))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines of the part shown."""
        painter = QPainter(self)
        painter.setPen(colour(self._tone))
        paragraph = self.paragraph(self.width())
        left = 0.0
        limit = LONGEST_LINE_EM * self._font.pixelSize() + 1
        if self._centred and self.width() > limit:
            left = (self.width() - limit) / 2
        first, last = self._part
        paragraph.draw(painter, left, 0, first, last)


class Title(Text):
    """The one question or heading of a screen."""

    def __init__(self, theme: Theme, text: str, *, centred: bool = False) -> None:
        super().__init__(theme, text, Style.TITLE, centred=centred)


class Heading(Text):
    """A heading within a screen."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, Style.HEADING)


class Hint(Text):
    """A quieter line below a title."""

    def __init__(self, theme: Theme, text: str, *, centred: bool = False) -> None:
        super().__init__(theme, text, Style.BODY, muted=True, centred=centred)
