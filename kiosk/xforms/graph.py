"""Who depends on whom: the static dependencies of a form.

What belongs here: resolving what expressions read into generic paths, the topological
order of all targets, and the refusal of cycles. Constraints, ``readonly`` and
``required`` feed nothing else and are evaluated when asked for, so they have no place
in the order and may depend on each other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kiosk.xforms.definition import Aspect, FormError, Graph, Reach, Target
from kiosk.xforms.paths import ModelPaths, parent_of
from kiosk.xforms.positions import without_positions
from kiosk.xpath.references import Origin, references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.xforms.definition import ModelNode
    from kiosk.xpath.compile import Compiled
    from kiosk.xpath.references import Reference

_Key = tuple[str, Aspect]


class _Read(NamedTuple):
    """One node an expression reads, and the repeat instance they share.

    ``elsewhere``: only its place, or another instance's value, so it comes first in
    no order and makes no cycle.
    """

    path: str
    shared: str
    elsewhere: bool


class GraphBuilder:
    """Collects targets and reads of one form, then orders them."""

    def __init__(self, nodes: Mapping[str, ModelNode], primary_id: str) -> None:
        """``primary_id``: what ``instance('…')`` may call the primary instance."""
        self._nodes = nodes
        self._primary_id = primary_id
        self._paths = ModelPaths(nodes)
        self._expressions: dict[_Key, Compiled] = {}
        self._reads: dict[_Key, tuple[_Read, ...]] = {}

    def build(self) -> Graph:
        """The whole graph.

        Raises:
            FormError: ``dependency-cycle``, naming the questions.
        """
        for node in self._nodes.values():
            for aspect, expression in _expressions(node):
                key = (node.path, aspect)
                self._expressions[key] = expression
                self._reads[key] = tuple(self.reads(expression, *key))
        order = self._order()
        targets = tuple(
            Target(rank, path, aspect, self._expressions[path, aspect])
            for rank, (path, aspect) in enumerate(order)
        )
        readers: dict[str, list[Reach]] = defaultdict(list)
        for target in targets:
            for read in self._reads[target.path, target.aspect]:
                readers[read.path].append(Reach(target, read.shared))
        return Graph(targets, {path: tuple(found) for path, found in readers.items()})

    def reads(
        self, expression: Compiled, path: str, aspect: Aspect = Aspect.VALUE
    ) -> Iterator[_Read]:
        """What an expression at ``path`` reads of the primary instance."""
        plain, shapes = without_positions(expression)
        for reference in references(plain):
            yield from self._resolved(reference, path, aspect)
        for shape in shapes:
            for reference in references(shape):
                for read in self._resolved(reference, path, aspect):
                    yield read._replace(elsewhere=True)

    def _resolved(
        self, reference: Reference, path: str, aspect: Aspect
    ) -> Iterator[_Read]:
        """One reference as the generic paths it may mean."""
        steps, shared = reference.steps, reference.shared
        base = "" if reference.origin is Origin.ROOT else path
        if reference.origin is Origin.INSTANCE:
            if reference.instance != self._primary_id or not self._primary_id:
                return
            base, shared = "", 0
        top = _climbed(base, steps) if base else "/" + "/".join(steps[:shared])
        # a count is evaluated where its repeat stands, not in an instance
        stands = parent_of(path) if aspect is Aspect.COUNT else path
        for found in self._paths.resolve(base, steps):
            yield self._read(found, stands, top)

    def _read(self, found: str, path: str, top: str) -> _Read:
        """Find the deepest repeat whose instance both stand in."""
        # a repeat read as a whole (count(/data/person)) is not above itself
        common = self._paths.deepest_repeat(parent_of(found), path)
        same = self._paths.deepest_repeat(top, common)
        return _Read(found, same, elsewhere=same != common)

    def _producers(self, key: _Key) -> Iterator[_Key]:
        """The targets that must be settled before ``key`` is evaluated."""
        path = key[0]
        for read in self._reads[key]:
            if read.elsewhere or _inside(path, read.path):
                continue  # another instance, or a container whose shape is read
            if (read.path, Aspect.VALUE) in self._expressions:
                yield read.path, Aspect.VALUE
            upper = read.path
            while upper:
                if (upper, Aspect.RELEVANT) in self._expressions:
                    yield upper, Aspect.RELEVANT
                upper = parent_of(upper)

    def _order(self) -> list[_Key]:
        """Depth first, without recursion; producers before what reads them."""
        order: list[_Key] = []
        done: set[_Key] = set()
        for start in self._expressions:
            if start in done:
                continue
            trail: dict[_Key, Iterator[_Key]] = {start: self._producers(start)}
            while trail:
                key = next(reversed(trail))
                following = next((p for p in trail[key] if p not in done), None)
                if following is None:
                    done.add(key)
                    order.append(key)
                    del trail[key]
                elif following in trail:
                    raise _cycle(list(trail), following)
                else:
                    trail[following] = self._producers(following)
        return order


def _expressions(node: ModelNode) -> Iterator[tuple[Aspect, Compiled]]:
    bind = node.bind
    if bind.relevant is not None:
        yield Aspect.RELEVANT, bind.relevant
    if bind.calculate is not None:
        yield Aspect.VALUE, bind.calculate
    if node.repeat is not None and node.repeat.count is not None:
        yield Aspect.COUNT, node.repeat.count


def _climbed(base: str, steps: tuple[str, ...]) -> str:
    """Where a relative path turns downwards."""
    for step in steps:
        if step != "..":
            break
        base = parent_of(base)
    return base


def _inside(path: str, container: str) -> bool:
    return path.startswith(container + "/")


def _cycle(trail: list[_Key], back_to: _Key) -> FormError:
    around = [path for path, _ in trail[trail.index(back_to) :]]
    names = " → ".join([*dict.fromkeys(around), back_to[0]])
    message = f"these depend on each other: {names}"
    return FormError("dependency-cycle", message, back_to[0])
