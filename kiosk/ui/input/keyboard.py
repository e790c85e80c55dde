"""The on-screen keyboard: large keys for digits and Latin letters.

What belongs here: showing a layout and telling what was touched. It never takes the
focus from the field when touched; with keys alone it can be walked through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.controls import Button, Kind
from kiosk.ui.input.layouts import Key, KeyAct, KeyboardKind, Rows, layers

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from kiosk.i18n.words import Words
    from kiosk.ui.theme import Theme

_KEY_MM = 12.7
_GAP_MM = 3.0
_KEY_PAD_MM = 1.5
_PAD_SHARE, _LETTERS_SHARE = 0.35, 0.5
"""Of the width, for a keypad and for letters beside a question."""
_BELOW_SHARE = 0.5
"""Of the height, at most, for a keyboard below a question."""
_HIGHEST_KEY_MM, _HIGHEST_LETTER_MM = 42.0, 28.0
_PAD_COLUMNS = 3


class Keyboard(QWidget):
    """Keys in rows that share the space given, each at least 12.7 mm.

    Attributes:
        on_text: told what a key types.
        on_delete: told of a touch on 'delete'.
    """

    def __init__(
        self,
        theme: Theme,
        words: Words,
        kind: KeyboardKind,
        *,
        on_text: Callable[[str], None],
        on_delete: Callable[[], None],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self.kind = kind
        self.on_text = on_text
        self.on_delete = on_delete
        self._layer = ""
        self._keys: list[list[tuple[Key, Button]]] = []
        expand = QSizePolicy.Policy.Expanding
        self.setSizePolicy(expand, expand)
        self._show(next(iter(layers(kind))))

    # --- what is shown -------------------------------------------------------------

    def set_kind(self, kind: KeyboardKind) -> None:
        """Show another keyboard in its place."""
        if kind is not self.kind:
            self.kind = kind
            self._layer = ""
            self._show(next(iter(layers(kind))))

    def _show(self, layer: str) -> None:
        if layer == self._layer:
            return
        self._layer = layer
        for row in self._keys:
            for _, button in row:
                button.hide()
                button.deleteLater()
        rows = layers(self.kind)[layer]
        self._keys = [[(key, self._button(key)) for key in row] for row in rows]
        self._place()

    def _button(self, key: Key) -> Button:
        on = key.act is KeyAct.SHIFT and self._layer == "capitals"
        shown = self._words.say(key.word) if key.word else key.text
        button = Button(
            self._theme,
            "" if key.icon else shown,
            lambda: self._touched(key),
            Kind.KEY_ON if on else Kind.KEY,
            icon=key.icon,
            name=self._words.spoken(key.word) if key.word else key.text,
        )
        button.setParent(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setVisible(bool(shown))
        return button

    def _touched(self, key: Key) -> None:
        match key.act:
            case KeyAct.TYPE:
                self.on_text(key.text)
                if self._layer == "capitals":
                    self._show("letters")
            case KeyAct.DELETE:
                self.on_delete()
            case KeyAct.SHIFT:
                self._show("letters" if self._layer == "capitals" else "capitals")
            case KeyAct.LETTERS:
                self._show("letters")
            case KeyAct.SYMBOLS:
                self._show("symbols")
            case _:
                assert_never(key.act)

    def key(self, text: str) -> Button | None:
        """The key that types ``text`` in the layer shown."""
        for row in self._keys:
            for key, button in row:
                if key.act is KeyAct.TYPE and key.text == text:
                    return button
        return None

    @property
    def delete_key(self) -> Button:
        """The key that deletes."""
        return next(
            button
            for row in self._keys
            for key, button in row
            if key.act is KeyAct.DELETE
        )

    # --- where the keys stand ------------------------------------------------------

    def _units(self, rows: Rows) -> float:
        return max(sum(key.units for key in row) for row in rows)

    def minimumSizeHint(self) -> QSize:
        """Keys of 12.7 mm with 3 mm between them."""
        rows = layers(self.kind)[self._layer]
        step = self._theme.px(_KEY_MM) + self._theme.px(_GAP_MM)
        gap = self._theme.px(_GAP_MM)
        return QSize(round(self._units(rows) * step) - gap, len(rows) * step - gap)

    def sizeHint(self) -> QSize:
        """Keys of some 20 mm, and larger ones for digits."""
        rows = layers(self.kind)[self._layer]
        units = self._units(rows)
        each = self._theme.px(32 if units <= _PAD_COLUMNS else 17)
        gap = self._theme.px(_GAP_MM)
        width = round(units * (each + gap)) - gap
        return QSize(width, len(rows) * (self._theme.px(22) + gap) - gap)

    def width_beside(self, room: int) -> int:
        """The width to take of ``room`` pixels beside a question."""
        least = self.minimumSizeHint().width()
        letters = self.kind is KeyboardKind.TEXT
        share = _LETTERS_SHARE if letters else _PAD_SHARE
        liked = min(self.sizeHint().width() * 5 // 4, round(room * share))
        return max(least, liked)

    def height_below(self, room: int, left: int) -> int:
        """The height to take of ``room`` below a question that leaves ``left``."""
        liked = self.sizeHint().height()
        return min(max(left, liked), round(room * _BELOW_SHARE), liked * 3 // 2)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the space among the keys."""
        self._place()

    def _shrink(self, room: float) -> float:
        """What makes the widest letter fit a key, so that all are of one size."""
        letters = [
            button.width_of_words()
            for row in self._keys
            for key, button in row
            if key.act is KeyAct.TYPE and len(key.text) == 1 and key.units == 1
        ]
        return max(min(room / max(letters), 1.0), 0.5)

    def _place(self) -> None:
        gap = self._theme.px(_GAP_MM)
        rows = [[key for key, _ in row] for row in self._keys]
        units = max(sum(key.units for key in row) for row in rows)
        unit = (self.width() + gap) / units
        high = (self.height() - gap * (len(rows) - 1)) // len(rows)
        tallest = _HIGHEST_KEY_MM if units <= _PAD_COLUMNS else _HIGHEST_LETTER_MM
        high = min(high, self._theme.px(tallest))
        shrink = self._shrink(unit - gap - 2 * self._theme.px(_KEY_PAD_MM))
        top = 0
        for row in self._keys:
            total = sum(key.units for key, _ in row)
            left = (units - total) * unit / 2
            for key, button in row:
                wide = key.units * unit
                button.shrink = shrink
                button.setGeometry(round(left), top, round(wide - gap), high)
                left += wide
            top += high + gap
