"""A theme, the words and a hand-set clock for the pieces of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from kiosk.i18n.words import Words
from kiosk.ui.theme import Theme, Touches
from tests.support.clock import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable


PANEL = QSize(1920, 1080)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def touches(clock: FakeClock) -> Touches:
    return Touches(clock)


@pytest.fixture
def make_theme(qapp, touches: Touches) -> Callable[..., Theme]:
    def make(
        size: int = 2,
        contrast: str = "normal",
        window: QSize = PANEL,
        mm_per_pixel: float = 0.248,
    ) -> Theme:
        return Theme.build(
            contrast=contrast,
            size=size,
            mm_per_pixel=mm_per_pixel,
            window=window,
            touches=touches,
        )

    return make


@pytest.fixture
def theme(make_theme) -> Theme:
    return make_theme()


@pytest.fixture
def words() -> Words:
    return Words("zh")


@pytest.fixture
def on_screen(qtbot) -> Callable[..., QWidget]:
    """Shows a widget in a window of its own, at a size, with the keys."""

    hosts: list[QWidget] = []

    def show(widget: QWidget, width: int = 1200, height: int = 600) -> QWidget:
        host = QWidget()
        qtbot.addWidget(host)
        hosts.append(host)
        host.resize(width, height)
        widget.setParent(host)
        widget.setGeometry(0, 0, width, height)
        with qtbot.waitActive(host):
            host.show()
            host.activateWindow()
        return widget

    return show
