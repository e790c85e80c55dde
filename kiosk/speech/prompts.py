"""Prompts: a screen → what is said for it, in order, and what is highlighted meanwhile.

What belongs here: the order in which the parts of each screen are read. The strings are
the ones on the screen, passed in as they are shown; ``wording`` turns them into speech.
What holds a citizen's answer is marked private.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kiosk.i18n.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ENDINGS = tuple("。？！：；…．.?!:;，,")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of speech.

    Attributes:
        text: as it is shown.
        target: what to highlight while it is heard: ``title``, ``question``, ``hint``,
            ``problem``, ``answer``, ``option:<value>``, ``row:<ref>``,
            ``service:<form id>``, ``reference``, ``sentence:<n>``; None: nothing.
        language: ``zh``, ``yue`` or ``en``.
        private: holds an answer; ask for its clip with ``private=True``.
    """

    text: str
    target: str | None
    language: str
    private: bool = False


Prompt = tuple[Utterance, ...]
"""In the order they are said."""


def question(
    label: str,
    hint: str,
    options: Sequence[tuple[str, str]],
    problem: str | None,
    language: str,
    *,
    answer: str = "",
    fixed: bool = False,
) -> Prompt:
    """A question: what is to be mended first, then the question, then its options.

    Args:
        label: the question.
        hint: below it.
        options: (value, label) in the order shown; each is said with its number.
        problem: why the answer cannot stay, or None.
        language: the person's.
        answer: what was typed, as shown, to be read back.
        fixed: label, hint and options are the form's bare text, with no answer filled
            into it; only then their clips may be kept on disk.
    """
    words = _words(language)
    numbered = (
        (f"option:{value}", words.spoken("question.option", number=number, label=text))
        for number, (value, text) in enumerate(options, start=1)
    )
    return (
        *_said(language, ("problem", problem or ""), private=True),
        *_said(language, ("question", label), ("hint", hint), private=not fixed),
        *_said(language, ("answer", answer), private=True),
        *_said(language, *numbered, private=not fixed),
    )


def check(
    title: str, hint: str, rows: Sequence[tuple[str, str, str]], language: str
) -> Prompt:
    """The check screen: each row is (ref, label, value as shown), and private."""
    words = _words(language)
    said = (
        (f"row:{ref}", words.spoken("check.row", label=label, value=value))
        for ref, label, value in rows
    )
    return (
        *_said(language, ("title", title), ("hint", hint)),
        *_said(language, *said, private=True),
    )


def receipt(
    title: str, reference: tuple[str, str], sentences: Iterable[str], language: str
) -> Prompt:
    """The receipt.

    Args:
        title: of the screen.
        reference: (its label, the reference as shown): read in groups, and private,
            since together with the person it tells what they came for.
        sentences: what happens next, what is owed, …, in the order shown.
        language: the person's.
    """
    label, number = reference
    return (
        *_said(language, ("title", title)),
        *_said(language, ("reference", f"{label} {number}"), private=True),
        *_numbered(sentences, language, private=True),
    )


def services(
    title: str, hint: str, cards: Sequence[tuple[str, Sequence[str]]], language: str
) -> Prompt:
    """The services: each card is (form id, its lines as shown)."""
    said = ((f"service:{form}", _join(lines, language)) for form, lines in cards)
    return _said(language, ("title", title), ("hint", hint), *said)


def plain(sentences: Iterable[str], language: str, *, private: bool = False) -> Prompt:
    """Any other screen: its sentences, from the top; ``sentence:0`` and so on."""
    return _numbered(sentences, language, private=private)


def _numbered(sentences: Iterable[str], language: str, *, private: bool) -> Prompt:
    parts = ((f"sentence:{index}", text) for index, text in enumerate(sentences))
    return _said(language, *parts, private=private)


def _said(language: str, *parts: tuple[str, str], private: bool = False) -> Prompt:
    """An utterance for each (target, text) that has a text."""
    return tuple(
        Utterance(text, target, language, private)
        for target, text in parts
        if text.strip()
    )


def _join(lines: Iterable[str], language: str) -> str:
    """Lines of a card as one text, with a pause where the line had no ending."""
    stop, space = ("。", "") if _words(language).chinese else (".", " ")
    ended = (line if line.endswith(_ENDINGS) else line + stop for line in lines if line)
    return space.join(ended)


@cache
def _words(language: str) -> Words:
    return Words(language)
