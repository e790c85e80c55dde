"""What is read of a screen of questions, and which control each part speaks of.

What belongs here: utterances and their targets. With several questions on a screen a
target carries the question's place before it: ``1/option:yes``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.speech import prompts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.speech.prompts import Prompt, Utterance
    from kiosk.ui.controls import Title
    from kiosk.ui.controls.ring import Ringed
    from kiosk.ui.questions.base import QuestionKind


def prompt_of(
    title: Title | None, kinds: Sequence[QuestionKind], language: str
) -> Prompt:
    """The group's title, then every question; ``language`` is the words' own."""
    spoken = "en" if language.startswith("en") else language
    return tuple(_utterances(title, kinds, spoken))


def _utterances(
    title: Title | None, kinds: Sequence[QuestionKind], language: str
) -> Iterator[Utterance]:
    if title is not None:
        for said in prompts.plain([title.text()], language):
            yield replace(said, target="title")
    for at, kind in enumerate(kinds):
        prefix = "" if len(kinds) == 1 else f"{at}/"
        for said in _of_one(kind, language):
            yield replace(said, target=f"{prefix}{said.target}")


def _of_one(kind: QuestionKind, language: str) -> Prompt:
    return prompts.question(
        kind.node.label,
        kind.node.hint,
        kind.options(),
        None if kind.problem.absent else kind.problem.text(),
        language,
        answer=kind.answer_shown(),
    )


def control_of(
    target: str, title: Title | None, kinds: Sequence[QuestionKind]
) -> Ringed | None:
    """The control a target speaks of; None where there is none."""
    if target == "title":
        return title
    if len(kinds) == 1:
        return kinds[0].target(target)
    at, _, name = target.partition("/")
    return kinds[int(at)].target(name) if at.isdecimal() else None
