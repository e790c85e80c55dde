"""Recalculation: after a change, exactly what depends on it, in the right order.

What belongs here: the queue of dirty targets over the static graph, relevance with
inheritance, and the instances a ``jr:count`` asks for. One ``settle`` is one
recalculation: the clock is read once, and nothing is evaluated that nothing changed.
"""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING, assert_never

from kiosk.xforms.datatypes import written
from kiosk.xforms.definition import Aspect, FormError
from kiosk.xforms.instance import InstanceNode
from kiosk.xforms.paths import parent_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kiosk.xforms.definition import FormDefinition, Target
    from kiosk.xforms.evaluation import Evaluation
    from kiosk.xforms.instance import Instance
    from kiosk.xpath.compile import Compiled

MAX_INSTANCES = 2_000
"""More instances than a ``jr:count`` may ask for: beyond it a mistyped number would
keep a person waiting for seconds, since each instance may read all others."""
_MAX_ROUNDS = 2_000


class Recalculation:
    """Keeps one instance consistent with its form.

    Attributes:
        touched: nodes whose value or relevance changed since ``forget``.
        on_new_repeat: called for every new instance once everything has settled.
    """

    def __init__(
        self, definition: FormDefinition, instance: Instance, evaluation: Evaluation
    ) -> None:
        """Nothing is evaluated before ``everything`` or ``changed``."""
        self._graph = definition.graph
        self._instance = instance
        self._evaluation = evaluation
        self._waiting: list[int] = []
        self._pending: dict[int, dict[InstanceNode, None]] = {}
        self._rounds: dict[int, int] = {}
        self._created: list[InstanceNode] = []
        self._new = False
        self._by_path: dict[str, list[Target]] = {}
        for target in self._graph.targets:
            self._by_path.setdefault(target.path, []).append(target)
        self.touched: dict[InstanceNode, None] = {}
        self.on_new_repeat: Callable[[InstanceNode], None] = _ignore

    def everything(
        self,
        *,
        skip: Callable[[Target], bool] | None = None,
        new: bool = False,
    ) -> None:
        """Evaluate all targets: a form that starts or is taken up again.

        In a ``new`` one a blank ``jr:count`` means none, later it changes nothing.
        """
        self._new = new
        for target in self._graph.targets:
            if skip is None or not skip(target):
                for node in self._instance.all(_holder(target)):
                    self._add(target, node)
        self.settle()
        self._new = False

    def write(self, node: InstanceNode, value: str) -> None:
        """Store a value and note who reads it; ``settle`` does the rest."""
        if node.value != value:
            node.value = value
            self._changed(node)

    def settle(self) -> None:
        """Evaluate what is dirty until nothing is.

        Raises:
            FormError: ``never-settles`` where instances of a repeat chase each other.
        """
        self._evaluation.tick()
        self._rounds.clear()
        while True:
            while self._waiting:
                rank = heapq.heappop(self._waiting)
                self._evaluate_all(self._graph.targets[rank], self._pending.pop(rank))
            if not self._created:
                return
            created, self._created = self._created, []
            for node in created:
                self.on_new_repeat(node)

    def new_instance(self, parent: InstanceNode, repeat: str) -> InstanceNode:
        """Add an instance of a repeat; call ``settle`` afterwards."""
        node = self._inserted(parent, repeat)
        self._shape_changed([node], parent)
        return node

    def _inserted(self, parent: InstanceNode, repeat: str) -> InstanceNode:
        """A new instance in its place; its readers do not know yet."""
        model = next(m for m in parent.model.children if m.path == repeat)
        node = InstanceNode(model, parent).grow()
        parent.insert_repeat(node)
        for inner in node.subtree():
            self._add_all(inner)
        self.touched[node] = None
        self._created.append(node)
        return node

    def remove_instance(self, node: InstanceNode) -> None:
        """Take an instance of a repeat out; call ``settle`` afterwards."""
        parent = node.element_parent
        assert parent is not None, "the root does not repeat"
        self._remove([node], parent)

    def _remove(self, instances: list[InstanceNode], parent: InstanceNode) -> None:
        """Take instances of one repeat out, the last ones first."""
        for node in reversed(instances):
            parent.remove(node)
        self._shape_changed(instances, parent)
        gone = {inner for node in instances for inner in node.subtree()}
        for nodes in self._pending.values():
            for inner in gone & nodes.keys():
                del nodes[inner]

    def _add_all(self, node: InstanceNode) -> None:
        """Everything a new node must know: its own targets, the repeats inside."""
        for target in self._by_path.get(node.path, ()):
            if target.aspect is not Aspect.COUNT:
                self._add(target, node)
        for model in node.model.children:
            for target in self._by_path.get(model.path, ()):
                if target.aspect is Aspect.COUNT:
                    self._add(target, node)

    def _shape_changed(
        self, instances: Sequence[InstanceNode], parent: InstanceNode
    ) -> None:
        """Instances came or went: readers of them and of all they hold are dirty."""
        paths = {inner.path for node in instances for inner in node.subtree()}
        for path in paths:
            self._mark_readers(path, parent)

    def _changed(self, node: InstanceNode) -> None:
        self.touched[node] = None
        self._mark_readers(node.path, node)

    def _mark_readers(self, path: str, source: InstanceNode) -> None:
        for reach in self._graph.readers.get(path, ()):
            anchor = _above(source, reach.shared) or self._instance.root
            for node in self._instance.under(anchor, _holder(reach.target)):
                self._add(reach.target, node)

    def _add(self, target: Target, node: InstanceNode) -> None:
        nodes = self._pending.get(target.rank)
        if nodes is None:
            nodes = self._pending[target.rank] = {}
            heapq.heappush(self._waiting, target.rank)
        nodes[node] = None

    def _evaluate_all(self, target: Target, nodes: Iterable[InstanceNode]) -> None:
        rounds = self._rounds[target.rank] = self._rounds.get(target.rank, 0) + 1
        if rounds > _MAX_ROUNDS:
            message = f"{target.aspect.value} never comes to rest"
            raise FormError("never-settles", message, target.path)
        for node in nodes:
            match target.aspect:
                case Aspect.VALUE:
                    result = self._evaluation.string(target.expression, node)
                    self.write(node, written(result, node.datatype))
                case Aspect.RELEVANT:
                    own = self._evaluation.boolean(target.expression, node)
                    for changed in node.set_relevance(own):
                        self._changed(changed)
                case Aspect.COUNT:
                    self._count(target.path, target.expression, node)
                case _:
                    assert_never(target.aspect)

    def _count(self, repeat: str, expression: Compiled, parent: InstanceNode) -> None:
        """Make as many instances as ``jr:count`` says."""
        model = next(m for m in parent.model.children if m.path == repeat)
        asking = InstanceNode(model, parent)  # stands nowhere, but knows its parent
        wanted = self._evaluation.number(expression, asking)
        if math.isnan(wanted):
            if not self._new:
                return
            wanted = 0.0
        goal = int(max(0.0, min(wanted, float(MAX_INSTANCES))))
        like = parent.by_path.get(repeat, [])
        made = [self._inserted(parent, repeat) for _ in range(goal - len(like))]
        self._shape_changed(made, parent)
        self._remove(parent.by_path.get(repeat, [])[goal:], parent)


def _holder(target: Target) -> str:
    """Where a target is evaluated: a count at the parent of its repeat."""
    if target.aspect is Aspect.COUNT:
        return parent_of(target.path)
    return target.path


def _above(node: InstanceNode, path: str) -> InstanceNode | None:
    """The node itself or the ancestor of that generic path."""
    at: InstanceNode | None = node if path else None
    while at is not None and at.path != path:
        at = at.element_parent
    return at


def _ignore(node: InstanceNode) -> None:
    """Before an entry says what a new instance sets off: nothing."""
