"""Wording: from what is written to what is said, and back to where it stands.

What belongs here: walking a text with the rules of its language (``rules_zh``,
``rules_en``; the word lists are in ``pronunciation.toml``) and remembering which
stretch of the written text each spoken piece came from, so that the highlight follows
the voice. English inside Chinese is left to the Mandarin voice, which knows it; Chinese
inside English is handed to the Mandarin voice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from kiosk.speech import rules_en, rules_zh
from kiosk.speech.clips import Word
from kiosk.speech.voices import Run, plain_tag, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.speech.rules import Rule

_CHINESE = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff，。、：；！？「」《》（）·]+"
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NARROW = str.maketrans(
    "０１２３４５６７８９％－＋／＊"
    + "".join(chr(0xFEE0 + code) for code in range(ord("A"), ord("z") + 1)),
    "0123456789%-+/*" + "".join(map(chr, range(ord("A"), ord("z") + 1))),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the written text and how it is said.

    Attributes:
        start: index of its first character in the written text.
        length: in the written text.
        spoken: what is said; "" for what is only seen.
        language: ``zh``, ``yue`` or ``en``: whose voice says it.
    """

    start: int
    length: int
    spoken: str
    language: str

    def shown_at(self, offset: int) -> int:
        """Where in the written text the character ``offset`` of ``spoken`` stands."""
        literal = len(self.spoken) == self.length
        return self.start + (offset if literal else 0)


def to_spoken(text: str, language: str) -> str:
    """What is said for ``text``, as one string.

    >>> to_spoken("回执号 07-004206-8", "zh")
    '回执号零七，零零四二零六，八'
    """
    return "".join(piece.spoken for piece in pieces(text, language))


def pieces(text: str, language: str) -> tuple[Piece, ...]:
    """The text as pieces, in order and without gaps.

    Raises:
        Expected: ``voice-language-unknown``.
    """
    voice_of(language)
    tag = plain_tag(language)
    written = text.translate(_NARROW)
    return tuple(
        piece
        for start, end, stretch in _stretches(written, tag)
        for piece in _walk(written, start, end, stretch)
    )


def runs(said: Sequence[Piece], step: int) -> tuple[Run, ...]:
    """The pieces as runs of one voice each, at a step of the rate (1 to 7)."""
    found = []
    for language, group in groupby(said, key=lambda piece: piece.language):
        voice = voice_of(language)
        spoken = "".join(piece.spoken for piece in group)
        found.append(Run(voice.name, *voice.at(step), spoken))
    return tuple(found)


def words(
    said: Sequence[Piece], times: Sequence[tuple[int, int]], shown_length: int
) -> tuple[Word, ...]:
    """Word times on the written text.

    Args:
        said: the pieces, in order.
        times: (start in the spoken text, ms), in order of time. Several at one stretch
            of the written text (a number) count as one.
        shown_length: of the written text; the last word reaches to its end.
    """
    heard = {_shown(said, start): at for start, at in reversed(times)}
    starts = sorted(heard.items())
    ends = [start for start, _ in starts[1:]] + [shown_length]
    return tuple(
        Word(start, max(1, end - start), at)
        for (start, at), end in zip(starts, ends, strict=True)
        if start < shown_length
    )


def _shown(said: Sequence[Piece], spoken_at: int) -> int:
    for piece in said:
        if spoken_at < len(piece.spoken):
            return piece.shown_at(spoken_at)
        spoken_at -= len(piece.spoken)
    return said[-1].start + said[-1].length if said else 0


def _stretches(written: str, tag: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, language): all in one language, but Chinese inside English."""
    if tag != "en":
        yield 0, len(written), tag
        return
    at = 0
    for match in _CHINESE.finditer(written):
        if _HAN.search(match[0]):
            yield at, match.start(), tag
            yield match.start(), match.end(), "zh"
            at = match.end()
    yield at, len(written), tag


def _walk(written: str, start: int, end: int, language: str) -> Iterator[Piece]:
    """Apply the language's rules from left to right, the earliest match first."""
    rules = _rules(language)
    while start < end:
        matches = (
            (match.start(), order, match, rule)
            for order, rule in enumerate(rules)
            if (match := rule.pattern.search(written, start, end))
        )
        found = min(matches, key=lambda each: each[:2], default=None)
        literal_end = found[0] if found else end
        if start < literal_end:
            literal = written[start:literal_end]
            yield Piece(start, literal_end - start, literal, language)
        start = literal_end
        if found:
            _, _, match, rule = found
            yield Piece(start, match.end() - start, rule.say(match), language)
            start = match.end()


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    return rules_en.rules_for() if language == "en" else rules_zh.rules_for(language)
