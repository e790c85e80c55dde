"""Which class asks which question.

What belongs here: the list of kinds and the rule that picks one.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from kiosk.ui.questions.acknowledge import Acknowledge
from kiosk.ui.questions.base import Key, QuestionKind
from kiosk.ui.questions.choose_many import ChooseMany
from kiosk.ui.questions.choose_one import ChooseOne
from kiosk.ui.questions.code import (
    AccountCode,
    DigitsCode,
    IdCode,
    PhoneCode,
    ReferenceCode,
)
from kiosk.ui.questions.date import DateKind
from kiosk.ui.questions.finder import FindMany, FindOne
from kiosk.ui.questions.note import Note, Unsupported
from kiosk.ui.questions.number import DecimalNumber, WholeNumber
from kiosk.ui.questions.signature import Signature
from kiosk.ui.questions.text import LongText, ShortText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.xforms import NodeState

KINDS: tuple[type[QuestionKind], ...] = (
    Note,
    ShortText,
    LongText,
    WholeNumber,
    DecimalNumber,
    DigitsCode,
    IdCode,
    PhoneCode,
    AccountCode,
    ReferenceCode,
    ChooseOne,
    ChooseMany,
    FindOne,
    FindMany,
    DateKind,
    Acknowledge,
    Signature,
)
"""Every kind there is, but the one for what cannot be asked here."""

MANY_CHOICES = 12
"""More than this many choices get a finder."""

_BY_KEY = {key: kind for kind in KINDS for key in kind.keys}


def kind_of(node: NodeState) -> type[QuestionKind]:
    """The class that asks ``node``; ``Unsupported`` where nothing fits.

    Of the keys that fit, one with a token and a type comes before one with a token,
    that before one with a type, and that before one with neither.
    """
    fitting = (_BY_KEY[key] for key in _keys(node) if key in _BY_KEY)
    return next(fitting, Unsupported)


def _keys(node: NodeState) -> Iterator[Key]:
    tokens = [*_tokens(node), ""]
    types = (node.type, "")
    for token, datatype in product(tokens, types):
        yield Key(node.kind, datatype, token)


def _tokens(node: NodeState) -> Iterator[str]:
    if node.readonly and node.kind == "input":
        yield "readonly"
    yield from node.appearance.split()
    if len(node.choices) > MANY_CHOICES:
        yield "many"
    if wanted := node.attributes.get("input"):
        yield f"input:{wanted}"
    if media := node.attributes.get("mediatype"):
        yield f"media:{media}"
