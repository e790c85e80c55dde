"""Voices: which one speaks a language, and how fast at each of the seven steps.

What belongs here: the table. The rates were measured on the kiosk's own sentences, as
Han characters or English words over the whole sound, pauses included, so that step 4
is 168 characters or 125 words a minute and the steps are 50, 65, 80, 100, 125, 160 and
200 % of it. eSpeak NG does not go below 80 on its own scale; there a gap after each
word slows it further.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.errors import Expected

NORMAL = 4
"""The step a centre starts from."""
STEPS = (50, 65, 80, 100, 125, 160, 200)
"""What each step is of the normal rate, in per cent."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One of eSpeak NG's voices.

    Attributes:
        name: eSpeak NG's file name of it.
        rates: for each step, (words a minute on eSpeak NG's scale, gap in 10 ms).
    """

    name: str
    rates: tuple[tuple[int, int], ...]

    def at(self, step: int) -> tuple[int, int]:
        """Rate and gap of a step, 1 to 7; what lies beyond counts as the nearest."""
        return self.rates[min(max(step, 1), len(self.rates)) - 1]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one voice: what the child process is given.

    Attributes:
        voice: eSpeak NG's name of it, such as ``sit/cmn``.
        rate: words a minute, 80 to 450, on eSpeak NG's scale.
        gap: extra silence after each word, in 10 ms.
        text: what is said.
    """

    voice: str
    rate: int
    gap: int
    text: str


VOICES = {
    "zh": Voice(
        "sit/cmn",
        ((80, 1), (103, 0), (124, 0), (151, 0), (181, 0), (221, 0), (262, 0)),
    ),
    "yue": Voice(
        "sit/yue",
        ((80, 4), (89, 0), (107, 0), (131, 0), (160, 0), (198, 0), (239, 0)),
    ),
    "en": Voice(
        "gmw/en-us",
        ((80, 7), (80, 0), (99, 0), (122, 0), (149, 0), (186, 0), (226, 0)),
    ),
}
"""By language; the pseudo-language is spoken as English."""


def voice_of(language: str) -> Voice:
    """The voice of a language tag, ``en_XA`` and ``zh-CN`` included.

    Raises:
        Expected: ``voice-language-unknown``.
    """
    found = VOICES.get(plain_tag(language))
    if found is None:
        known = ", ".join(VOICES)
        raise Expected("voice-language-unknown", language, known=known)
    return found


def plain_tag(language: str) -> str:
    """``zh``, ``yue`` or ``en`` out of a tag with a region; others as they are."""
    return language.replace("_", "-").split("-")[0].lower()
