"""Actions and preloads: what a form writes by itself.

What belongs here: ``setvalue`` on the events of ODK and XForms, preload values, and
the identifiers in ``meta``. ``setgeopoint`` and ``recordaudio`` need devices a kiosk
does not have, so their targets stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.datatypes import written
from kiosk.xforms.definition import FormError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kiosk.xforms.definition import Action, FormDefinition
    from kiosk.xforms.evaluation import Evaluation
    from kiosk.xforms.instance import Instance, InstanceNode
    from kiosk.xforms.recalculate import Recalculation

FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
NEW_REPEAT = "odk-new-repeat"
CHANGED = "xforms-value-changed"
REVALIDATE = "xforms-revalidate"
_ALIASES = {"xforms-ready": LOAD, "jr-insert": NEW_REPEAT}
_MAX_CHAIN = 50
"""A setvalue may set off another; a ring of them ends here, and staff are told."""


class Actions:
    """Runs the actions of one entry."""

    def __init__(
        self,
        definition: FormDefinition,
        instance: Instance,
        evaluation: Evaluation,
        recalculation: Recalculation,
    ) -> None:
        """All of one entry."""
        self._instance = instance
        self._evaluation = evaluation
        self._recalculation = recalculation
        self._by_event: dict[str, list[Action]] = {}
        for action in definition.actions:
            if action.kind == "setvalue":
                for event in action.events:
                    known = _ALIASES.get(event, event)
                    self._by_event.setdefault(known, []).append(action)

    def fire(self, event: str) -> None:
        """An event of the whole form: every target, in every repeat instance."""
        for action in self._by_event.get(event, ()):
            for target in self._instance.all(action.target):
                self._run(action, target)
            self._recalculation.settle()

    def new_repeat(self, node: InstanceNode) -> None:
        """``odk-new-repeat`` for one instance."""
        for action in self._by_event.get(NEW_REPEAT, ()):
            if action.scope == node.path:
                for target in self._instance.related(action.target, node):
                    self._run(action, target)

    def value_changed(self, changed: Iterable[InstanceNode]) -> None:
        """``xforms-value-changed`` for questions, and for those this changes."""
        waiting = list(changed)
        for _ in range(_MAX_CHAIN):
            if not waiting:
                return
            waiting = [t for node in waiting for t in self._answered(node)]
            self._recalculation.settle()
        for path in dict.fromkeys(node.path for node in waiting):
            message = "setvalue actions set each other off without end"
            error = FormError("never-settles", message, path)
            self._evaluation.troubles.setdefault(path, error)

    def _answered(self, node: InstanceNode) -> list[InstanceNode]:
        written_to: list[InstanceNode] = []
        for action in self._by_event.get(CHANGED, ()):
            if action.scope == node.path:
                targets = self._instance.related(action.target, node)
                written_to += [t for t in targets if self._run(action, t, source=node)]
        return written_to

    def _run(
        self,
        action: Action,
        target: InstanceNode,
        source: InstanceNode | None = None,
    ) -> bool:
        """Write one target, unless it is not relevant; whether that changed it."""
        if not target.relevant:
            return False
        value = action.text
        if action.value is not None:
            value = self._evaluation.string(action.value, target)
        before = target.value
        self._recalculation.write(target, written(value, target.datatype))
        return target is not source and target.value != before


class Preloads:
    """Values the device knows: dates, properties, identifiers."""

    def __init__(
        self,
        instance: Instance,
        evaluation: Evaluation,
        properties: Mapping[str, str],
        new_id: Callable[[], str],
    ) -> None:
        """``properties``: ``deviceid``, ``username``… as the caller knows them."""
        self._instance = instance
        self._evaluation = evaluation
        self._properties = properties
        self._new_id = new_id

    def start(self) -> None:
        """Fill every preload of a new instance."""
        self._evaluation.tick()
        for node in self._instance.root.subtree():
            if node.model.bind.preload:
                node.value = self._value(node, at_end=False)

    def end(self) -> list[InstanceNode]:
        """Fill what is only known when a person is done; gives the nodes."""
        self._evaluation.tick()
        filled: list[InstanceNode] = []
        for node in self._instance.root.subtree():
            bind = node.model.bind
            if (bind.preload, bind.preload_params) == ("timestamp", "end"):
                node.value = self._value(node, at_end=True)
                filled.append(node)
        return filled

    def _value(self, node: InstanceNode, *, at_end: bool) -> str:
        bind, now = node.model.bind, self._evaluation.context.now
        kept = node.value
        match bind.preload:
            case "uid":
                return kept or self._new_id()
            case "date":
                return now.date().isoformat()
            case "timestamp":
                wanted = bind.preload_params != "end" or at_end
                return now.isoformat(timespec="milliseconds") if wanted else kept
            case "property":
                name = bind.preload_params.removeprefix("uri:").lower()
                return self._properties.get(name, kept)
            case _:
                return kept
