"""Text broken into lines: measured, then drawn, by the same layout.

What belongs here: line breaking, line height and drawing of one text in one font.
Widgets decide where it stands and in which colour.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

from kiosk.ui.theme import LINE_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

_LINE_BREAK = "\u2028"
_CURLY = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_FIRST_HAN = "\u2e80"
_WORD = re.compile(f"[^\\s{_FIRST_HAN}-\\U0010ffff]+")
"""What lines do not break within, unless it is wider than a line."""
_MOST_EVENED = 3


def shown(text: str) -> str:
    """The text as it is drawn.

    The font's curly quotes are as wide as a Han character; among Latin letters they
    tear words apart, so a text without Han characters gets straight ones.
    """
    if any(character >= _FIRST_HAN for character in text):
        return text
    return text.translate(_CURLY)


class Paragraph:
    """One text in one font, broken to one width.

    Lines break where Unicode lets them (UAX 14: between Han characters, not before a
    full stop), and anywhere within a word that is wider than the line.

    Attributes:
        lines: how many.
        step: height of a line in pixels.
        natural: width of the widest line, in whole pixels.
        inset: how far right of its place it is drawn, where it is balanced.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        *,
        centred: bool = False,
        line_height: float = LINE_HEIGHT,
    ) -> None:
        """Break ``text`` into lines at most ``width`` pixels wide."""
        metrics = QFontMetricsF(font)
        self.inset = 0.0
        self._letters = metrics.ascent() + metrics.descent()
        self.step = max(font.pixelSize() * line_height, self._letters)
        self._layout = QTextLayout(shown(text).replace("\n", _LINE_BREAK), font)
        self._layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if centred:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._layout.setTextOption(option)
        self._break(max(width, 1.0))

    def _break(self, width: float) -> None:
        self._layout.beginLayout()
        top = (self.step - self._letters) / 2
        natural = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            natural = max(natural, line.naturalTextWidth())
            top += self.step
        self._layout.endLayout()
        self.lines = self._layout.lineCount()
        self.natural = ceil(natural)

    @property
    def height(self) -> int:
        """All lines together, in whole pixels."""
        return ceil(self.lines * self.step)

    def fitting(self, height: float) -> int:
        """How many lines a height holds; at least one."""
        return max(int((height + 1) / self.step), 1)

    def place_of(self, position: int) -> tuple[float, float]:
        """Left and top of a UTF-16 position, within the paragraph."""
        line = self._layout.lineForTextPosition(position)
        if not line.isValid():
            return 0.0, 0.0
        left, _ = cast("tuple[float, int]", line.cursorToX(position))
        return left + self.inset, line.lineNumber() * self.step

    def position_at(self, left: float, top: float) -> int:
        """The UTF-16 position nearest to a place within the paragraph."""
        if not self.lines:
            return 0
        number = min(max(int(top / self.step), 0), self.lines - 1)
        return self._layout.lineAt(number).xToCursor(left - self.inset)

    def draw(
        self, painter: QPainter, left: float, top: float, first: int = 0, last: int = -1
    ) -> None:
        """Draw lines ``first`` up to ``last`` (not included; -1 = all) at a place."""
        end = self.lines if last < 0 else min(last, self.lines)
        place = QPointF(left + self.inset, top - first * self.step)
        for number in range(first, end):
            self._layout.lineAt(number).draw(painter, place)


def one_line_width(text: str, font: QFont) -> int:
    """The width of ``text`` unbroken, in whole pixels."""
    metrics = QFontMetricsF(font)
    parts = shown(text).split("\n")
    return ceil(max(metrics.horizontalAdvance(part) for part in parts)) + 1


def balanced(
    text: str, font: QFont, width: float, line_height: float = LINE_HEIGHT
) -> Paragraph:
    """Centred lines of about the same width, as few as ``width`` allows."""
    widest = Paragraph(text, font, width, centred=True, line_height=line_height)
    if widest.lines < 2:  # noqa: PLR2004 (one line is balanced)
        return widest
    least = _least_width(text, font, width, widest.lines)
    inner = Paragraph(text, font, least, centred=True, line_height=line_height)
    inner.inset = (width - least) / 2
    return inner


def even(text: str, font: QFont, width: float) -> Paragraph:
    """Lines from the left, as few as ``width`` allows; no last one of a single word.

    Only few lines are evened: a long text is read more easily with full ones.
    """
    widest = Paragraph(text, font, width)
    if not 1 < widest.lines <= _MOST_EVENED:
        return widest
    return Paragraph(text, font, _least_width(text, font, width, widest.lines))


def _least_width(text: str, font: QFont, width: float, lines: int) -> float:
    """The narrowest that ``lines`` lines can be without a word being broken."""
    metrics = QFontMetricsF(font)
    words = [metrics.horizontalAdvance(word) for word in _WORD.findall(shown(text))]
    low, high = max(width / lines, *words, 0.0), width
    if low >= high:
        return width
    for _ in range(6):
        middle = (low + high) / 2
        if Paragraph(text, font, middle).lines > lines:
            low = middle
        else:
            high = middle
    return high
