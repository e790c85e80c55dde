"""What expressions work on: the node protocol, the context, and the value types.

A value is one of four: ``str``, ``float``, ``bool`` or a list of nodes in document
order without duplicates. Dates are ISO strings; arithmetic turns them into days.
How one type becomes another is in ``coerce``; nothing here computes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime, tzinfo

DOCUMENT: Final = 0
ELEMENT: Final = 1
ATTRIBUTE: Final = 2
TEXT: Final = 3
COMMENT: Final = 4
INSTRUCTION: Final = 5
NAMESPACE: Final = 6

NUMERIC_TYPES: Final = frozenset({"int", "integer", "long", "short", "decimal"})
"""Bind types whose nodes compare and count as numbers."""


class Node(Protocol):
    """A node of any tree an expression can walk.

    Nodes are told apart by ``==``. In a tree that keeps its nodes that must be identity
    (a dataclass needs ``eq=False``); a tree that makes a node each time it is asked for
    compares by place. Document order is computed from ``parent`` and the
    order of ``children``; a tree carries no numbering.

    Attributes:
        kind: DOCUMENT, ELEMENT, ATTRIBUTE, TEXT, COMMENT, INSTRUCTION or NAMESPACE.
        name: local name; "" for a document, text or comment.
        namespace: namespace URI or "".
        prefix: the prefix it was written with, or "".
        parent: None for the document node only.
        children: elements in document order; a tree may add text, comments and
            instructions. An element without children but with a text stands for
            one text child.
        attributes: attribute nodes, in any stable order.
        datatype: the bind's type of the node without a prefix, or "".
        relevant: effective relevance. A step never selects a node that is not
            relevant, except along parent, ancestor and self.
    """

    @property
    def kind(self) -> int: ...  # noqa: D102 (told above)
    @property
    def name(self) -> str: ...  # noqa: D102 (told above)
    @property
    def namespace(self) -> str: ...  # noqa: D102 (told above)
    @property
    def prefix(self) -> str: ...  # noqa: D102 (told above)
    @property
    def parent(self) -> Node | None: ...  # noqa: D102 (told above)
    @property
    def children(self) -> Sequence[Node]: ...  # noqa: D102 (told above)
    @property
    def attributes(self) -> Sequence[Node]: ...  # noqa: D102 (told above)
    @property
    def datatype(self) -> str: ...  # noqa: D102 (told above)
    @property
    def relevant(self) -> bool: ...  # noqa: D102 (told above)

    def text(self) -> str:
        """The string-value (XPath 1.0, 5); "" while the node is not relevant."""

    def named(self, name: str) -> Sequence[Node]:
        """Element children with that local name, whatever prefix or relevance.

        In document order. A node with many children must answer in constant time
        (a dict), or every path costs what the form is long.
        """


Value: TypeAlias = "str | float | bool | list[Node]"
"""What an expression gives."""


class Host(Protocol):
    """What some functions need to know of the form around an expression."""

    def choice_name(self, value: str, path: str, node: Node) -> str:
        """The label of ``value`` among the choices of the question at ``path``.

        ``path`` is as the form wrote it, relative to ``node`` where it isn't absolute;
        the current language and the current choices count (``jr:choice-name``).
        """

    def itext(self, text_id: str, node: Node) -> str:
        """The text of that id in the current language (``jr:itext``)."""

    def pulldata(self, instance: str, column: str, key_column: str, key: str) -> str:
        """``instance(instance)/root/item[key_column=key]/column``, or ""."""

    def kept(self, node: Node) -> str:
        """The value ``node`` holds even while it isn't relevant (``once``)."""


class RowIndex(Protocol):
    """The children of one node, found by what their own children say."""

    def find(self, tests: Sequence[tuple[str, str]]) -> Sequence[Node]:
        """Those that have, for each name in ``tests``, a child of exactly that text.

        A row without such a child counts as one with a blank. In document order.
        Names are unprefixed.
        """

    def passing(
        self, child: str, holds: Callable[[str], bool]
    ) -> Sequence[Node] | None:
        """Those whose ``child`` has a text that ``holds``, each text asked once.

        None where walking the rows costs no more.
        """


class Lookup(Protocol):
    """Which lists have an index, for predicates of the form ``child = invariant``."""

    def index(self, parent: Node, name: str) -> RowIndex | None:
        """The index of the children ``name`` of ``parent``.

        None where there is none (they may change, or are too few to bother), then
        the rows are walked.
        """


@dataclass(slots=True)
class Context:
    """Everything an evaluation reads besides its context node.

    One context serves many evaluations: set ``current`` before each one, and ``now``
    once per recalculation.

    Attributes:
        now: the one clock reading, aware.
        timezone: local days and times are in it.
        language: the form's current language (a tag or ``Name (tag)``): month names.
        random: a number in [0, 1).
        root: the document node of the primary instance, where absolute paths start.
        host: what the form knows.
        instance: the document node of a secondary instance (its one element child is
            the instance's root), or None.
        current: the node ``current()`` gives and whose repeat instances absolute
            paths share; None at the top of a form.
        contextual: whether absolute paths share ``current``'s repeat instances.
        lookup: an index for itemsets, or None.
        namespaces: prefix to URI, for prefixed names in expressions; a prefix not
            in it matches nodes written with that same prefix.
        position: the engine's own: 1-based position in the innermost predicate.
        size: the engine's own: what ``last()`` gives there.
    """

    now: datetime
    timezone: tzinfo
    language: str
    random: Callable[[], float]
    root: Node
    host: Host
    instance: Callable[[str], Node | None]
    current: Node | None = None
    contextual: bool = True
    lookup: Lookup | None = None
    namespaces: Mapping[str, str] = field(default_factory=dict)
    position: int = 1
    size: int = 1
