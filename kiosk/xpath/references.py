"""What an expression reads: every path in it, resolved as far as syntax allows.

The form engine orders its calculations by this, so it errs on the side of too much:
an axis that cannot be followed without a tree becomes "any depth below the root".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from kiosk.xpath import syntax
from kiosk.xpath.parser import parse
from kiosk.xpath.paths import shared_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.xpath.syntax import Expr, Step


class Origin(Enum):
    """Where a path starts."""

    ROOT = "root"
    CONTEXT = "context"
    CURRENT = "current"
    INSTANCE = "instance"


@dataclass(frozen=True, slots=True)
class Reference:
    """One path an expression reads.

    Attributes:
        origin: the primary instance's root, the context node the expression is
            evaluated at, ``current()``, or a secondary instance.
        instance: the id of the secondary instance, "" if it is computed.
        steps: ``name``, ``prefix:name``, ``*``, ``@name``, ``..``, and ``//`` for any
            depth below what precedes; a name followed by ``..`` is left out.
        shared: how many leading steps share the current node's repeat instances.
    """

    origin: Origin
    instance: str = ""
    steps: tuple[str, ...] = ()
    shared: int = 0


_HERE: Final = Reference(Origin.CONTEXT)
_EVERYWHERE: Final = Reference(Origin.ROOT, steps=("//",))
_GIVES_ITS_NODES: Final = frozenset({"randomize", "if", "coalesce", "once"})
_READS_CONTEXT: Final = frozenset(
    {"string", "number", "normalize-space", "string-length"}
)


def references(ast: Expr) -> tuple[Reference, ...]:
    """Every path ``ast`` reads, each once, in the order they stand.

    Raises:
        XPathError: ``xpath-syntax``: the path a ``jr:choice-name`` quotes is none.
    """
    reader = _Reader()
    reader.read(ast, _HERE)
    return tuple(reader.found)


def functions_used(ast: Expr) -> frozenset[str]:
    """The names of all functions an expression calls."""
    return frozenset(part.name for part in _parts(ast) if isinstance(part, syntax.Call))


def _parts(ast: Expr) -> Iterator[Expr]:
    """The expression and everything in it."""
    stack = [ast]
    while stack:
        part = stack.pop()
        yield part
        stack.extend(_inner(part))


def _inner(part: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside one."""
    inner: tuple[Expr, ...] = ()
    match part:
        case syntax.Chain():
            inner = (part.first, *(operand for _, operand in part.rest))
        case syntax.Call():
            inner = part.args
        case syntax.Negate():
            inner = (part.operand,)
        case syntax.Union():
            inner = part.parts
        case syntax.Filter():
            inner = (part.base, *part.predicates)
        case syntax.Path():
            inner = tuple(one for step in part.steps for one in step.predicates)
            inner = inner if part.base is None else (part.base, *inner)
        case _:
            pass
    return inner


class _Reader:
    """Walks one expression; ``found`` keeps the references as an ordered set."""

    __slots__ = ("_isolated", "found")

    def __init__(self) -> None:
        self.found: dict[Reference, None] = {}
        self._isolated = False

    def read(self, part: Expr, scope: Reference) -> None:
        """Note what ``part`` reads where ``scope`` is its context node."""
        for place in self._places(part, scope):
            self.found[place] = None

    def _places(self, part: Expr, scope: Reference) -> list[Reference]:
        """Where the nodes come from that ``part`` gives; the rest is noted."""
        match part:
            case syntax.Path():
                return self._path(part, scope)
            case syntax.Call():
                return self._call(part, scope)
            case syntax.Filter():
                places = self._places(part.base, scope)
                self._predicates(part.predicates, places)
                return places
            case syntax.Union():
                return [p for one in part.parts for p in self._places(one, scope)]
            case _:
                for inner in _inner(part):
                    self.read(inner, scope)
                return []

    def _path(self, path: syntax.Path, scope: Reference) -> list[Reference]:
        """Where a location path ends."""
        if path.base is not None:
            places = self._places(path.base, scope)
        elif path.absolute:
            shared = 0 if self._isolated else len(shared_names(path.steps))
            places = [Reference(Origin.ROOT, shared=shared)]
        else:
            places = [scope]
        for step in path.steps:
            places = [_stepped(place, step) for place in places]
            self._predicates(step.predicates, places)
        return places

    def _predicates(
        self, predicates: tuple[Expr, ...], places: list[Reference]
    ) -> None:
        """Note what predicates read at each place."""
        for predicate in predicates:
            for place in places or [_HERE]:
                self.read(predicate, place)

    def _call(self, call: syntax.Call, scope: Reference) -> list[Reference]:
        """Where the nodes of a call come from."""
        first = call.args[0] if call.args else None
        match call.name:
            case "current":
                return [Reference(Origin.CURRENT)]
            case "instance":
                name = first.value if isinstance(first, syntax.Text) else ""
                self._arguments(call, scope)
                return [Reference(Origin.INSTANCE, name)]
            case "indexed-repeat":
                return self._indexed_repeat(call, scope)
            case "jr:choice-name":
                self._quoted(call.args[-1], scope)
            case "pulldata":
                if isinstance(first, syntax.Text):
                    rows = Reference(Origin.INSTANCE, first.value, ("root", "item"))
                    self.found[rows] = None
            case _:
                pass
        if call.name in _GIVES_ITS_NODES:
            return [p for one in call.args for p in self._places(one, scope)]
        self._arguments(call, scope)
        return [scope] if not call.args and call.name in _READS_CONTEXT else []

    def _arguments(self, call: syntax.Call, scope: Reference) -> None:
        """Note what the arguments read."""
        for argument in call.args:
            self.read(argument, scope)

    def _indexed_repeat(self, call: syntax.Call, scope: Reference) -> list[Reference]:
        """Its paths mean all instances, its indexes what they always mean."""
        for index in call.args[2::2]:
            self.read(index, scope)
        isolated, self._isolated = self._isolated, True
        for repeat in call.args[1::2]:
            self._places(repeat, scope)
        places = self._places(call.args[0], scope) if call.args else []
        self._isolated = isolated
        return places

    def _quoted(self, argument: Expr, scope: Reference) -> None:
        """Note the path a string literal spells."""
        if isinstance(argument, syntax.Text) and argument.value.strip():
            self.read(parse(argument.value), scope)


def _stepped(place: Reference, step: Step) -> Reference:
    """Where one more step leads."""
    if step.axis == "self" or _is_own_text(step):
        return place
    if step.axis == "parent":
        return _upwards(place)
    if step.axis in {"following-sibling", "preceding-sibling"}:
        return _extended(_upwards(place), _test_name(step))
    downwards = _DOWNWARDS.get(step.axis)
    if downwards is None:
        return replace(_EVERYWHERE, origin=_top(place), instance=place.instance)
    return _extended(place, *[part.format(_test_name(step)) for part in downwards])


_DOWNWARDS: Final = {
    "child": ("{}",),
    "attribute": ("@{}",),
    "descendant": ("//", "{}"),
    "descendant-or-self": ("//",),
}
"""What the axes that lead downwards add to a place's steps."""


def _is_own_text(step: Step) -> bool:
    """``text()``: what it reads is the element's own value."""
    test = step.test
    texts = isinstance(test, syntax.KindTest) and test.kind == "text"
    return texts and step.axis == "child"


def _extended(place: Reference, *steps: str) -> Reference:
    """A place with steps after its own."""
    return replace(place, steps=(*place.steps, *steps))


def _top(place: Reference) -> Origin:
    """The root of the tree a place is in."""
    return Origin.INSTANCE if place.origin is Origin.INSTANCE else Origin.ROOT


def _upwards(place: Reference) -> Reference:
    """A place's parent: the last name taken away, or ``..``."""
    steps = place.steps
    if steps and steps[-1] not in {"..", "//"}:
        shared = min(place.shared, len(steps) - 1)
        return replace(place, steps=steps[:-1], shared=shared)
    return replace(place, steps=(*steps, ".."))


def _test_name(step: Step) -> str:
    """A node test as a step's text."""
    test = step.test
    if isinstance(test, syntax.KindTest):
        return "*"
    return f"{test.prefix}:{test.name}" if test.prefix else test.name
