"""Buttons larger than their words need, where there is room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from kiosk.ui.controls import Button, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.ui.theme import Theme


class LargeButton(Button):
    """A button at least so many millimetres wide and high."""

    def __init__(  # noqa: PLR0913 (as a button, and its least size by name)
        self,
        theme: Theme,
        text: str,
        on_press: Callable[[], None],
        kind: Kind = Kind.OUTLINE,
        *,
        icon: str = "",
        trailing: bool = False,
        wide_mm: float = 0.0,
        high_mm: float = 0.0,
    ) -> None:
        """As ``Button``; ``wide_mm`` is a wish, ``high_mm`` is kept."""
        super().__init__(theme, text, on_press, kind, icon=icon, trailing=trailing)
        self._wide_mm = wide_mm
        self._high_mm = high_mm

    def heightForWidth(self, width: int) -> int:
        """What the words need, or more."""
        return max(super().heightForWidth(width), self.theme.px(self._high_mm))

    def sizeHint(self) -> QSize:
        """Words on one line, or wider."""
        width = max(super().sizeHint().width(), self.theme.px(self._wide_mm))
        return QSize(width, self.heightForWidth(width))
