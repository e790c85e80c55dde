"""What the engine tells the outside: facts about nodes, answers and screens.

What belongs here: the frozen shapes that cross the door of the room. No words of the
kiosk's own: a violation carries the form's message, or None for the default wording.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Violation:
    """Why an answer cannot be sent as it is.

    Attributes:
        ref: the node, with 1-based positions on repeat instances.
        code: ``required``, ``constraint``, ``type`` or ``choice``.
        message: the form's own words in the current language, or None.
    """

    ref: str
    code: str
    message: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one answer did.

    Attributes:
        ref: the answered node.
        value: what is stored now (several choices stand in the list's order).
        violations: of this node; a wrong answer is kept and explained.
        changed: refs of other nodes whose value or relevance changed.
    """

    ref: str
    value: str
    violations: tuple[Violation, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select.

    Attributes:
        value: what is stored.
        label: in the current language; the value where the form gives none.
        media: ``image``, ``audio``, ``video``, ``big-image`` → jr:// name.
        extra: the other columns of the choice's row (pinyin, parent codes…).
    """

    value: str
    label: str
    media: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NodeState:
    """Everything a screen needs to know about one node, now.

    Attributes:
        ref: absolute path with 1-based positions on repeat instances.
        name: the node's own name.
        kind: the body control (``input``, ``select1``, ``select``, ``rank``,
            ``range``, ``trigger``, ``upload``, ``group``, ``repeat``), or "".
        type: the bind's datatype, ``string`` where it has none, "" for groups.
        value: the stored answer, also while the node is not relevant.
        relevant: with all ancestors.
        readonly: with all ancestors.
        required: whether a blank would be a violation.
        violation: the first one, as ``validate`` would report it.
        label: in the current language, outputs filled in.
        hint: likewise.
        guidance: the hint's ``guidance`` form.
        choices: as offered now.
        appearance: as the form writes it.
        media: of the label, by form (``image``, ``audio``…).
        attributes: ``kiosk:*`` of bind and control by local name, a range's
            ``start``, ``end`` and ``step``, an upload's ``mediatype``, and ``short``
            for the label's short form.
    """

    ref: str
    name: str
    kind: str
    type: str
    value: str
    relevant: bool
    readonly: bool
    required: bool
    violation: Violation | None
    label: str
    hint: str
    guidance: str
    choices: tuple[Choice, ...]
    appearance: str
    media: Mapping[str, str]
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Screen:
    """One stop of the way through a form.

    Attributes:
        ref: the question, the field-list group, or the repeat that may be added.
        nodes: refs of the questions shown.
        kind: ``question``, ``group`` (a field-list), ``repeat`` (another one?).
    """

    ref: str
    nodes: tuple[str, ...]
    kind: str
