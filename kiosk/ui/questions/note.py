"""Notes: something to read, nothing to answer; and what cannot be asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.controls import Notice
from kiosk.ui.questions.base import Key, QuestionKind

if TYPE_CHECKING:
    from kiosk.ui.controls.ring import Ringed


class Note(QuestionKind):
    """A sentence of the form, and below it in amber what that means for the person."""

    keys = (Key("input", sign="readonly"),)

    def make(self) -> None:
        """The hint stands out: there is nothing else to look at."""
        self._hint = None
        self._means = Notice(self.asking.theme, self.node.hint)
        self.items = [self._means]

    def target(self, name: str) -> Ringed | None:
        """The hint is the amber panel."""
        return self._means if name == "hint" else super().target(name)


class Unsupported(QuestionKind):
    """A kind of question that is filled in with a person; it never blocks by itself."""

    def make(self) -> None:
        """Say so."""
        words = self.asking.words.say("question.unsupported")
        self.items = [Notice(self.asking.theme, words)]
