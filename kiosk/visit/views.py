"""What a screen needs to know, as plain facts: no engine, no SQL, no Qt above here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.receipts.receipt import Receipt
    from kiosk.xforms import NodeState, Screen


@dataclass(frozen=True, slots=True)
class Paper:
    """Something to bring: its name and what it is needed for ("" where not said)."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class ServiceView:
    """How a form appears before it begins, in one language.

    Attributes:
        form_id: which form.
        title: the service's name.
        summary: one line.
        minutes: how long it takes, None where nobody said.
        bring_short: what to bring, in a word or two; "" for nothing.
        papers: each of them with its note.
        seen_by: who will see the answers.
        decided_by: who decides.
        reply_by: by when and how a person hears back, as a sentence.
        retention_days: days until the answers leave this machine, None where unset.
        asks_who: whether it can be done for someone else.
        next_steps: what happens after it was handed in, a sentence each.
        questions: how many a person is asked at least, None where not known.
    """

    form_id: str
    title: str
    summary: str
    minutes: int | None
    bring_short: str
    papers: tuple[Paper, ...]
    seen_by: str
    decided_by: str
    reply_by: str
    retention_days: int | None
    asks_who: bool
    next_steps: tuple[str, ...] = ()
    questions: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One screen of questions.

    Attributes:
        screen: which screen of the form; ``kind`` says question, group or repeat.
        nodes: the questions on it, in order.
        title: the group's label, where several questions share a screen.
        step: counted from 1.
        steps: how many screens there are, as things stand.
        service: the service it belongs to.
        problems: per question, why it cannot stay as it is, in full sentences.
        sensitive: not read aloud until the person asks for it.
        changing: whether the person came from the check page.
        reason: why this is asked; "" where the form does not say.
    """

    screen: Screen
    nodes: tuple[NodeState, ...]
    title: str
    step: int
    steps: int
    service: ServiceView
    problems: Mapping[str, str] = field(default_factory=dict)
    sensitive: bool = False
    changing: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One answer on the check page.

    Attributes:
        ref: where Change leads.
        label: the short label.
        value: the answer in words; "" where it was left open.
        group: the heading it stands under; "" for none.
        problem: why it cannot stay as it is, or None.
        sensitive: not read aloud until the person asks for it.
    """

    ref: str
    label: str
    value: str
    group: str
    problem: str | None
    sensitive: bool


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """What the person takes home, and whether it has already reached the office."""

    receipt: Receipt
    sent: bool
    owed: tuple[str, ...]
    next_steps: tuple[str, ...]
