"""Pieces of a printed page, laid out from top to bottom in millimetres.

What belongs here: the sizes of paper, and how text, rules and QR codes are measured
and drawn on whatever Qt can paint on. Nothing here knows what a receipt says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintDevice

MM_PER_INCH = 25.4
MIN_POINTS = 14.0
"""The smallest print an old person is handed (NUMBERS.md: receipt print)."""


class Paper(Enum):
    """The two papers a centre has."""

    ROLL_80 = "80mm"
    A4 = "a4"

    @property
    def width(self) -> float:
        """Of the sheet, in millimetres."""
        return 80.0 if self is Paper.ROLL_80 else 210.0

    @property
    def height(self) -> float | None:
        """Of the sheet, in millimetres; None where it is cut to length."""
        return None if self is Paper.ROLL_80 else 297.0

    @property
    def margin(self) -> float:
        """On every side, in millimetres; a roll printer marks 72 of its 80 mm."""
        return 4.0 if self is Paper.ROLL_80 else 20.0


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph that wraps."""

    words: str
    points: float = MIN_POINTS
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: its modules (True is dark, no quiet zone) and its side with one."""

    modules: tuple[tuple[bool, ...], ...]
    side: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the page."""


@dataclass(frozen=True, slots=True)
class Space:
    """Nothing, this many millimetres high."""

    height: float


Piece = Text | Code | Rule | Space

QUIET_ZONE = 4
"""Light modules around a QR code (ISO/IEC 18004, 6.3.8)."""
RULE_MM = 3.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where to lay pieces: a device's dots per millimetre, a family, a width in mm."""

    device: QPaintDevice
    family: str
    width: float

    @property
    def dots(self) -> float:
        """Dots in one millimetre."""
        return self.device.logicalDpiY() / MM_PER_INCH

    def font(self, piece: Text) -> QFont:
        """The font of a paragraph, sized by the device's own dots."""
        font = QFont(self.family)
        font.setPixelSize(round(piece.points / 72 * self.device.logicalDpiY()))
        font.setBold(piece.bold)
        return font

    def height(self, piece: Piece) -> float:
        """How high a piece stands, in millimetres."""
        match piece:
            case Text():
                return self._text_height(piece)
            case Code():
                return piece.side
            case Rule():
                return RULE_MM
            case Space():
                return piece.height
        assert_never(piece)

    def _text_height(self, piece: Text) -> float:
        layout, height = self._broken(piece)
        return height / self.dots if layout.lineCount() else 0.0

    def _broken(self, piece: Text) -> tuple[QTextLayout, float]:
        """The paragraph in lines, and their height in dots.

        Lines break where UAX 14 lets them: not before a full stop, not in a number.
        """
        layout = QTextLayout(piece.words, self.font(piece), self.device)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if piece.centred:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width * self.dots)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout, top

    def draw(self, painter: QPainter, piece: Piece, left: float, top: float) -> None:
        """Paint a piece with its upper left corner at ``left``, ``top`` (mm)."""
        dots = self.dots
        box = QRectF(
            left * dots, top * dots, self.width * dots, self.height(piece) * dots
        )
        match piece:
            case Text():
                painter.setPen(QColor("black"))
                self._broken(piece)[0].draw(painter, box.topLeft())
            case Code():
                _draw_code(painter, piece, box)
            case Rule():
                line = QRectF(box.left(), box.center().y(), box.width(), 0.3 * dots)
                painter.fillRect(line, QColor("black"))
            case Space():
                return
            case _:
                assert_never(piece)


def _draw_code(painter: QPainter, piece: Code, box: QRectF) -> None:
    """Square modules on whole dots, so that no seam is left between two of them."""
    across = len(piece.modules) + 2 * QUIET_ZONE
    module = int(box.height() // across)
    side = module * len(piece.modules)
    left = round(box.center().x() - side / 2)
    top = round(box.center().y() - side / 2)
    for row, line in enumerate(piece.modules):
        for column, dark in enumerate(line):
            if dark:
                painter.fillRect(
                    left + column * module,
                    top + row * module,
                    module,
                    module,
                    QColor("black"),
                )
