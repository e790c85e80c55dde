"""A signature drawn with a finger, or given on paper later."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from kiosk.ui.controls import Button, Kind, Notice
from kiosk.ui.input import Sketch
from kiosk.ui.questions.base import Key, QuestionKind

if TYPE_CHECKING:
    from kiosk.ui.controls.ring import Ringed

_PAUSE_MS = 400


class Signature(QuestionKind):
    """A field to sign in. Nothing here is needed to go on: paper does as well.

    The picture is handed over when the finger has rested a moment, and before going
    on.
    """

    keys = (
        Key("upload", "binary", "signature"),
        Key("upload", sign="signature"),
        Key("upload", sign="media:image/*"),
    )

    def make(self) -> None:
        """The field and its buttons."""
        asking, words = self.asking, self.asking.words
        self._value = self.node.value
        self._changed = False
        self._kept = Notice(asking.theme, "")
        if self._value:
            self._kept.set_text(words.say("signature.kept"))
        self._sketch = Sketch(asking.theme, name=words.say("signature.field"))
        self._sketch.on_change = self._drawn
        self._due = QTimer(self._sketch, interval=_PAUSE_MS, singleShot=True)
        self._due.timeout.connect(self.flush)
        make = partial(Button, asking.theme)
        self._buttons = [
            make(words.say("keypad.undo_stroke"), self._sketch.undo, Kind.PLAIN),
            make(words.say("keypad.rewrite"), self._begin_again, Kind.PLAIN),
            make(words.say("signature.on_paper"), self._on_paper, Kind.OUTLINE),
        ]
        self.items = [self._kept, self._sketch, *self._buttons]

    def _drawn(self) -> None:
        self._changed = True
        self._due.start()

    def _begin_again(self) -> None:
        self._sketch.clear()
        self._forget()

    def _forget(self) -> None:
        self._changed = False
        self._due.stop()
        self._kept.set_text("")
        self.asking.relayout()
        if self._value:
            self._value = ""
            self.asking.changed("")

    def _on_paper(self) -> None:
        self._sketch.clear()
        self._forget()
        self.asking.go_on()

    def flush(self) -> None:
        """Hand over the picture as it is, if it was changed."""
        if not self._changed:
            return
        self._changed = False
        self._due.stop()
        picture = self._sketch.png()
        if not picture:
            self._forget()
        elif self.asking.attach(picture, ".png"):
            self._value = "drawn"
        else:
            self._kept.set_text(self.asking.words.say("signature.paper_only"))
            self.asking.relayout()

    def columns_for(self, width: int) -> int:
        """As many buttons to a row as their words allow."""
        gap = self.asking.theme.gap
        least = max(button.minimumSizeHint().width() for button in self._buttons)
        return max(min((width + gap) // (least + gap), len(self._buttons)), 1)

    def value(self) -> str:
        """Not known here: the name of a picture is given where it is kept."""
        return self.node.value

    def focus(self) -> bool:
        """The first button takes the keys; drawing needs a finger."""
        self._buttons[-1].setFocus()
        return True

    def target(self, name: str) -> Ringed | None:
        """The field is what is read as the answer."""
        return self._sketch if name == "answer" else super().target(name)
