"""The ring around a control: amber while it is read, evergreen while it has the keys.

What belongs here: drawing a ring outside a control without moving anything. The ring
is a sibling on the window that touches pass through; it follows its control.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import Theme, colour

_GAP_MM = 0.5
_WIDTH_MM = 1.4
_FOLLOWED = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}
)


class Ring(QWidget):
    """A ring that stands around ``target`` as long as a colour is set."""

    def __init__(self, theme: Theme, target: QWidget, radius: int) -> None:
        self._window = target.window()
        super().__init__(self._window)
        self._theme = theme
        self._target = target
        self._radius = radius
        self._colour = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._watch()

    def _watch(self) -> None:
        widget: QWidget | None = self._target
        while widget is not None and widget is not self._window:
            widget.installEventFilter(self)
            widget = widget.parentWidget()

    def set_colour(self, value: str) -> None:
        """Show in ``#rrggbb``, or hide for ""."""
        self._colour = value
        self.place()
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the control wherever it or anything around it goes."""
        if event.type() in _FOLLOWED:
            self.place()
        return False

    def place(self) -> None:
        """Stand around the control, or nowhere while it cannot be seen."""
        window = self._window
        if not self._colour or not self._target.isVisibleTo(window):
            self.hide()
            return
        out = self._theme.px(_GAP_MM + _WIDTH_MM)
        corner = self._target.mapTo(window, QPoint(0, 0))
        around = QRect(corner, self._target.size())
        self.setGeometry(around.adjusted(-out, -out, out, out))
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One rounded line, outside the control."""
        width = self._theme.pixels_per_mm * _WIDTH_MM
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(self._colour), width))
        half = width / 2
        radius = self._radius + self._theme.px(_GAP_MM) + half
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, radius, radius)


class Ringed:
    """Gives a widget ``set_reading`` and a focus ring. Mixed into QWidgets.

    The widget sets ``theme`` and calls ``refresh_ring`` when it gains or loses focus.
    """

    theme: Theme
    _ring: Ring | None = None
    _reading = False

    @property
    def reading(self) -> bool:
        """Whether it is being read aloud at this moment."""
        return self._reading

    def set_reading(self, reading: bool) -> None:  # noqa: FBT001 (a Qt-like setter)
        """Show, or no longer show, that the voice reads this."""
        if reading != self._reading:
            self._reading = reading
            self.refresh_ring()

    def ring_radius(self) -> int:
        """The corner radius of the widget's own edge, in pixels."""
        return self.theme.radius

    def ring_colour(self) -> str:
        """Amber for reading before evergreen for focus; "" for neither."""
        if self._reading:
            return self.theme.colours.amber_ring
        widget = self._widget()
        if widget.hasFocus() and self.theme.touches.by_keys:
            return self.theme.colours.green_text
        return ""

    def refresh_ring(self) -> None:
        """Draw the ring as it should be now."""
        value = self.ring_colour()
        if self._ring is None:
            if not value:
                return
            self._ring = Ring(self.theme, self._widget(), self.ring_radius())
        self._ring.set_colour(value)
        self._widget().update()

    def _widget(self) -> QWidget:
        assert isinstance(self, QWidget)
        return self
