"""What stands on a printed receipt, from top to bottom; how it is drawn is render's.

What belongs here: which sentences, in which order. The words are ``receipts.toml``'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.i18n import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.i18n.words import Words
    from kiosk.receipts.receipt import Receipt


class Kind(Enum):
    """What a part is, so that whoever draws it knows how large."""

    HEADING = auto()
    """What this paper is."""
    CENTRE = auto()
    """Who gave it."""
    TITLE = auto()
    """The service."""
    LABEL = auto()
    """Names what follows it."""
    REFERENCE = auto()
    """The number, large."""
    FACT = auto()
    """A date, a phone number, hours."""
    SENTENCE = auto()
    """A whole sentence."""
    ITEM = auto()
    """One of several, under a label."""
    QR = auto()
    """``text`` is the payload of the code."""
    CAPTION = auto()
    """Stands under the code."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the receipt: what it is, and its words."""

    kind: Kind
    text: str


def content(receipt: Receipt, words: Words) -> tuple[Part, ...]:
    """The receipt in the language of ``words``, top to bottom.

    What the centre or the form does not give is left out with its label; a receipt
    without next steps says that somebody will get in touch.
    """
    return (
        *_head(receipt, words),
        *_next(receipt, words),
        *_owed(receipt, words),
        *_ask(receipt, words),
        *_code(receipt, words),
    )


def _head(receipt: Receipt, words: Words) -> Iterator[Part]:
    yield Part(Kind.HEADING, words.say("receipt.heading"))
    if receipt.centre:
        yield Part(Kind.CENTRE, receipt.centre)
    yield Part(Kind.TITLE, receipt.title)
    yield Part(Kind.LABEL, words.say("receipt.number"))
    yield Part(Kind.REFERENCE, receipt.reference)
    time = written.moment(receipt.received_at, words)
    yield Part(Kind.FACT, words.say("receipt.received", time=time))
    kept = "receipt.sent" if receipt.sent else "receipt.waiting"
    yield Part(Kind.SENTENCE, words.say(kept))


def _next(receipt: Receipt, words: Words) -> Iterator[Part]:
    yield Part(Kind.LABEL, words.say("receipt.next"))
    steps = receipt.next_steps or (words.say("receipt.next_default"),)
    for step in steps:
        yield Part(Kind.SENTENCE, step)


def _owed(receipt: Receipt, words: Words) -> Iterator[Part]:
    if receipt.owed:
        yield Part(Kind.LABEL, words.say("receipt.owed"))
        for paper in receipt.owed:
            yield Part(Kind.ITEM, paper)


def _ask(receipt: Receipt, words: Words) -> Iterator[Part]:
    yield Part(Kind.LABEL, words.say("receipt.ask"))
    yield Part(Kind.SENTENCE, words.say("receipt.ask_how"))
    if receipt.phone:
        yield Part(Kind.FACT, words.say("receipt.phone", phone=receipt.phone))
    if receipt.hours:
        yield Part(Kind.FACT, words.say("receipt.hours", hours=receipt.hours))


def _code(receipt: Receipt, words: Words) -> Iterator[Part]:
    yield Part(Kind.QR, receipt.qr_payload)
    yield Part(Kind.CAPTION, words.say("receipt.code"))
    yield Part(Kind.CAPTION, words.say("receipt.code_private"))
