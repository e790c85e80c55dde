"""A form as it was published: frozen, shareable, without any person's answers.

What belongs here: the shapes ``parse`` fills and everything above reads. A definition
never knows a live instance. Paths are generic (``/data/person/name``, no positions).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from kiosk.errors import Expected
from kiosk.xforms.declarations import Declarations
from kiosk.xforms.states import Choice
from kiosk.xforms.texts import Translations, fixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.xforms.texts import Text
    from kiosk.xpath.compile import Compiled
    from kiosk.xpath.values import Node

ORX = "http://openrosa.org/xforms"
"""The namespace of ``meta`` and ``version`` where a form needs one added."""
KIOSK = "https://evergreen-kiosk.org/xforms"
"""The namespace of the kiosk's own attributes on binds and controls."""
QUESTIONS = frozenset(
    {"input", "select1", "select", "rank", "range", "trigger", "upload"}
)
"""Controls that ask something; the others hold them together."""


class FormError(Expected):
    """A form that cannot be filled in, found while loading it.

    Attributes:
        message: what is wrong, in English, for the form's author and logs.
    """

    def __init__(self, code: str, message: str, where: str = "") -> None:
        """Keep the facts; ``where`` is a path or a part of the form."""
        super().__init__(code, where, message=message)
        self.message = message

    def __str__(self) -> str:
        """The message with its place."""
        return f"{self.message} ({self.where})" if self.where else self.message


class Aspect(Enum):
    """What an expression decides about its node."""

    VALUE = "calculate"
    RELEVANT = "relevant"
    COUNT = "jr:count"


@dataclass(frozen=True, slots=True)
class Bind:
    """What a ``bind`` says about a node; expressions are compiled."""

    path: str
    datatype: str = "string"
    calculate: Compiled | None = None
    relevant: Compiled | None = None
    readonly: Compiled | None = None
    required: Compiled | None = None
    constraint: Compiled | None = None
    constraint_message: Text | None = None
    required_message: Text | None = None
    preload: str = ""
    preload_params: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    saveto: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A static choice of a select."""

    value: str
    label: Text | None


@dataclass(frozen=True, slots=True)
class Itemset:
    """Choices taken from nodes.

    Attributes:
        nodeset: the path with its predicate, in document order.
        value: path of the value within one node.
        label: path of the label within one node, or None.
        label_itext: whether the label's path gives an itext id.
        shuffled: the nodeset inside its ``randomize(…)``, or None.
        label_columns: of a ``search()``: the text that names the cells of the label,
            with commas, in each language.
    """

    nodeset: Compiled
    value: Compiled
    label: Compiled | None = None
    label_itext: bool = False
    shuffled: Compiled | None = None
    label_columns: Text | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """``setvalue`` and its kin.

    Attributes:
        kind: ``setvalue``, ``setgeopoint`` or ``recordaudio``.
        events: names without prefix where they are ODK's or XForms' own.
        target: generic path of the node that is written.
        value: an expression, or None where ``text`` is written.
        text: literal text; "" clears.
        scope: path of the control or repeat it stands in; "" in the model.
    """

    kind: str
    events: frozenset[str]
    target: str
    value: Compiled | None
    text: str
    scope: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """How many times a group may stand.

    Attributes:
        path: of the repeated node.
        count: ``jr:count``, or None where the person adds instances.
        fixed: ``jr:noAddRemove``.
    """

    path: str
    count: Compiled | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Control:
    """One control of the body, with what it holds.

    Attributes:
        items: offered before those of the ``itemset``, if there are both.
        searched: the id of the list a ``search()`` looks into; "" without.
    """

    kind: str
    path: str
    label: Text | None = None
    hint: Text | None = None
    appearance: str = ""
    items: tuple[Item, ...] = ()
    itemset: Itemset | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Control, ...] = ()
    repeat: Repeat | None = None
    searched: str = ""

    @property
    def field_list(self) -> bool:
        """Whether what it holds is shown on one screen."""
        return "field-list" in self.appearance.split()


@dataclass(frozen=True, slots=True)
class ModelNode:
    """A node of the primary instance as a new one starts.

    Attributes:
        path: generic, with the prefixes of the form.
        text: the default value.
        attributes: nodes of their own, their paths end in ``/@name``.
        children: one of each; a repeat's is its template.
        defaults: how many instances of a repeat the form starts with, each as its own
            tree; empty for a node that is no repeat.
    """

    path: str
    name: str
    namespace: str
    prefix: str
    text: str
    attributes: tuple[ModelNode, ...]
    children: tuple[ModelNode, ...]
    bind: Bind
    control: Control | None
    repeat: Repeat | None = None
    defaults: tuple[ModelNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One expression of the recalculation, by rank in topological order."""

    rank: int
    path: str
    aspect: Aspect
    expression: Compiled


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a change is felt.

    Attributes:
        target: what must be evaluated again.
        shared: path of the deepest repeat in which both stand, so that only the
            target's node in the same instance is concerned; "" for all.
    """

    target: Target
    shared: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The static dependencies: all targets in order, and who reads which path."""

    targets: tuple[Target, ...] = ()
    readers: Mapping[str, tuple[Reach, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submission:
    """The ``submission`` element: where to, and the key of an encrypted form."""

    action: str = ""
    method: str = ""
    public_key: str = ""


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A whole form; load it with ``load_form``.

    Attributes:
        languages: names as the form writes them, ``("中文 (zh)", "English (en)")``.
        warnings: what may disappoint but does not stop (missing media…).
        nodes: every node of the primary instance by generic path.
        secondary: the document node of each secondary instance by id.
        namespaces: prefix → URI, as declared in the form.
        primary_id: the ``id`` of the primary ``instance`` element, usually "".
        declarations: entities and the audit log.
        last_saved: ids of the instances that hold the submission before this one.
        submission: with ``public_key`` where answers must leave encrypted.
    """

    form_id: str
    version: str
    title: str
    model: ModelNode
    nodes: Mapping[str, ModelNode]
    body: tuple[Control, ...]
    actions: tuple[Action, ...]
    translations: Translations
    secondary: Mapping[str, Node]
    graph: Graph
    namespaces: Mapping[str, str]
    submission: Submission
    primary_id: str = ""
    warnings: tuple[str, ...] = ()
    declarations: Declarations = field(default_factory=Declarations)
    last_saved: frozenset[str] = frozenset()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the itext, in the form's order."""
        return self.translations.languages

    @property
    def default_language(self) -> str:
        """The language a form starts in where none is asked for."""
        return self.translations.default

    def choice_list(self, name: str, language: str) -> tuple[Choice, ...]:
        """A choices list by its name, whether or not a question uses it.

        Returns:
            The rows with labels in ``language``; () where there is no such list.
        """
        document = self.secondary.get(name)
        if document is None or not document.children:
            return ()
        spoken = self.translations.match(language)
        rows = (row for row in document.children[0].children if row.name)
        return tuple(self._choice(row, spoken) for row in rows)

    def _choice(self, row: Node, language: str) -> Choice:
        cells = {cell.name: cell.text() for cell in row.children if cell.name}
        value = cells.pop("name", "")
        label, media = cells.pop("label", value), {}
        key = cells.pop("itextId", "")
        if key:
            forms = self.translations.forms(key, language)
            label = fixed(forms.get("", ""))
            media = {form: fixed(text) for form, text in forms.items() if form}
        return Choice(value, label, media, cells)

    def texts(self, language: str) -> Iterator[str]:
        """Every fixed sentence of the form in one language, for voice and checks."""
        spoken = self.translations.match(language)
        seen: set[str] = set()
        for text in self._texts():
            for sentence in self._sentences(text, spoken):
                if sentence and sentence not in seen:
                    seen.add(sentence)
                    yield sentence
        for key in self.translations.by_language.get(spoken, {}):
            forms = self.translations.forms(key, spoken)
            for form in ("", "short", "guidance"):
                sentence = fixed(forms.get(form, "")).strip()
                if sentence and sentence not in seen:
                    seen.add(sentence)
                    yield sentence

    def _sentences(self, text: Text, language: str) -> Iterator[str]:
        if text.itext:
            forms = self.translations.forms(text.itext, language)
            for form in ("", "short", "guidance"):
                yield fixed(forms.get(form, "")).strip()
        else:
            yield fixed(text.segments).strip()

    def _texts(self) -> Iterator[Text]:
        for node in self.nodes.values():
            control, bind = node.control, node.bind
            if control is not None:
                yield from (t for t in (control.label, control.hint) if t)
                yield from (item.label for item in control.items if item.label)
            messages = (bind.constraint_message, bind.required_message)
            yield from (t for t in messages if t)
