"""A place to draw with a finger: a signature.

What belongs here: strokes, drawn as they are made, and the picture made of them. The
only control where dragging means something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls import paint
from kiosk.ui.controls.ring import Ringed
from kiosk.ui.theme import Theme, colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QPaintEvent

_LEAST_MM = 38.0
_INK_MM = 1.4
_PICTURE_WIDTH = 1200
_DOT = 0.1


class Sketch(Ringed, QWidget):
    """A white field that keeps the strokes of a finger.

    Attributes:
        on_change: told after every stroke, undone or made.
        stretch: it takes up to this many times its least height.
    """

    stretch = 4.0

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self.theme = theme
        self._strokes: list[QPolygonF] = []
        self._drawing = False
        self.on_change: Callable[[], None] | None = None
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def strokes(self) -> int:
        """How many there are."""
        return len(self._strokes)

    def undo(self) -> None:
        """Take back the last stroke."""
        if self._strokes:
            self._strokes.pop()
            self._changed()

    def clear(self) -> None:
        """Take back all strokes."""
        if self._strokes:
            self._strokes.clear()
            self._changed()

    def png(self) -> bytes:
        """The strokes, black on white, 1200 pixels wide, as a PNG; b"" for none."""
        if not self._strokes:
            return b""
        scale = _PICTURE_WIDTH / max(self.width(), 1)
        height = max(round(self.height() * scale), 1)
        image = QImage(_PICTURE_WIDTH, height, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self._draw(painter, "#000000")
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"PNG")).write(image)
        return bytes(data.data())

    def _changed(self) -> None:
        self.update()
        if self.on_change is not None:
            self.on_change()

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, _width: int) -> int:
        """At least 38 mm; it takes more where there is room."""
        return self.theme.px(_LEAST_MM)

    def sizeHint(self) -> QSize:
        """Some 120 mm wide."""
        return QSize(self.theme.px(120), self.theme.px(_LEAST_MM))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._drawing = True
            place = event.position()
            self._strokes.append(QPolygonF([place, place + QPointF(_DOT, _DOT)]))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it, inside the field."""
        if self._drawing:
            area = QRectF(self.rect())
            place = event.position()
            x = min(max(place.x(), area.left()), area.right())
            y = min(max(place.y(), area.top()), area.bottom())
            self._strokes[-1].append(QPointF(x, y))
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End it."""
        if self._drawing:
            self._drawing = False
            self._changed()

    def _draw(self, painter: QPainter, value: str) -> None:
        pen = QPen(colour(value), self.theme.pixels_per_mm * _INK_MM)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            painter.drawPolyline(stroke)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the field with a dashed edge, and the strokes."""
        colours = self.theme.colours
        painter = paint.painter_on(self)
        paint.box(
            painter,
            QRectF(self.rect()),
            fill=colours.card,
            edge="",
            width=0,
            radius=self.theme.radius,
        )
        pen = QPen(colour(colours.edge), self.theme.line)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        half = self.theme.line / 2
        inner = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(inner, self.theme.radius, self.theme.radius)
        self._draw(painter, colours.ink)
