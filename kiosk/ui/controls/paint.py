"""Boxes and marks drawn alike by all controls.

What belongs here: shapes, given a painter; no widgets and no texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from kiosk.ui.theme import Theme, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QWidget


def painter_on(widget: QWidget) -> QPainter:
    """A smooth painter on a widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    area: QRectF,
    *,
    fill: str,
    edge: str,
    width: float,
    radius: float,
) -> None:
    """A rounded box inside ``area``; no edge where ``edge`` is ""."""
    if edge:
        painter.setPen(QPen(colour(edge), width))
        half = width / 2
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        half = 0.0
    painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
    inner = area.adjusted(half, half, -half, -half)
    corner = min(max(radius - half, 0.0), inner.height() / 2)
    painter.drawRoundedRect(inner, corner, corner)


def badge(painter: QPainter, theme: Theme, area: QRectF, text: str) -> None:
    """A number in a circle."""
    green = theme.colours.green_text
    box(
        painter,
        area,
        fill="",
        edge=green,
        width=theme.line,
        radius=area.height() / 2,
    )
    number(painter, theme, area, text)


def number(painter: QPainter, theme: Theme, area: QRectF, text: str) -> None:
    """A number in the middle of a mark."""
    painter.setPen(colour(theme.colours.green_text))
    painter.setFont(_badge_font(theme, area))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


def _badge_font(theme: Theme, area: QRectF) -> QFont:
    font = theme.font()
    font.setBold(True)
    font.setPixelSize(max(round(area.height() * 0.52), 1))
    return font


def empty_box(painter: QPainter, theme: Theme, area: QRectF) -> None:
    """The box of a choice that is not made, where several can be."""
    box(
        painter,
        area,
        fill="",
        edge=theme.colours.green_text,
        width=theme.line,
        radius=area.height() * 0.22,
    )


def check(
    painter: QPainter, theme: Theme, area: QRectF, *, square: bool = False
) -> None:
    """A filled circle or square with a check mark in it."""
    colours = theme.colours
    radius = area.height() * (0.22 if square else 0.5)
    box(painter, area, fill=colours.evergreen, edge="", width=0, radius=radius)
    pen = QPen(colour(colours.on_evergreen), area.height() * 0.085)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    marks = ((0.29, 0.52), (0.44, 0.66), (0.71, 0.37))
    painter.drawPolyline(
        [
            QPointF(area.left() + x * area.width(), area.top() + y * area.height())
            for x, y in marks
        ]
    )


def icon(painter: QPainter, theme: Theme, name: str, area: QRectF, value: str) -> None:
    """An icon of the family, filling a square area, in the colour ``value``."""
    ratio = painter.device().devicePixelRatio()
    mm = area.width() / theme.pixels_per_mm
    painter.drawPixmap(area.topLeft(), theme.icon(name, mm, value, ratio))
