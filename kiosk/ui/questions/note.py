"""Notes: something to read, nothing to answer; and what cannot be asked here."""

from __future__ import annotations

from kiosk.ui.controls import Notice
from kiosk.ui.questions.base import Key, QuestionKind


class Note(QuestionKind):
    """A sentence of the form; the label is all there is."""

    keys = (Key("input", sign="readonly"),)


class Unsupported(QuestionKind):
    """A kind of question that is filled in with a person; it never blocks by itself."""

    def make(self) -> None:
        """Say so."""
        words = self.asking.words.say("question.unsupported")
        self.items = [Notice(self.asking.theme, words)]
