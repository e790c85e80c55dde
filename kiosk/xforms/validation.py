"""Whether an answer will do: type, required, constraint, still offered.

What belongs here: the checks of one node, in the order a person would meet them. The
form's own messages come along; the kiosk's default words do not live here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.datatypes import fits, on_scale
from kiosk.xforms.definition import QUESTIONS
from kiosk.xforms.states import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.xforms.choices import Choices
    from kiosk.xforms.evaluation import Evaluation
    from kiosk.xforms.instance import Instance, InstanceNode
    from kiosk.xforms.texts import Text
    from kiosk.xforms.wording import Wording

_SEVERAL = frozenset({"select", "rank"})
_CHOOSING = frozenset({"select1", "select", "rank"})


class Validation:
    """Checks nodes of one entry."""

    def __init__(
        self,
        instance: Instance,
        evaluation: Evaluation,
        choices: Choices,
        wording: Wording,
    ) -> None:
        """All of one entry."""
        self._instance = instance
        self._evaluation = evaluation
        self._choices = choices
        self._wording = wording

    def required(self, node: InstanceNode) -> bool:
        """Whether a blank would be a violation."""
        return self._evaluation.flag(node.model.bind.required, node, blank=False)

    def readonly(self, node: InstanceNode) -> bool:
        """Whether it, or anything above it, cannot be answered."""
        at: InstanceNode | None = node
        while at is not None:
            if self._evaluation.flag(at.model.bind.readonly, at, blank=False):
                return True
            at = at.element_parent
        return False

    def all(self) -> list[Violation]:
        """Every violation of the relevant questions, in document order."""
        return [
            violation
            for node in self._instance.root.subtree()
            for violation in self.of(node)
        ]

    def of(self, node: InstanceNode) -> tuple[Violation, ...]:
        """The violations of one node; none where it is not relevant."""
        control = node.model.control
        if not node.relevant or control is None or control.kind not in QUESTIONS:
            return ()
        return tuple(self._found(node))

    def first(self, node: InstanceNode) -> Violation | None:
        """What a person should hear about this answer, or None."""
        return next(iter(self.of(node)), None)

    def _found(self, node: InstanceNode) -> Iterator[Violation]:
        bind = node.model.bind
        if not node.value.strip():
            if self.required(node):
                yield self._violation(node, "required", bind.required_message)
            return
        if not fits(node.value, bind.datatype):
            yield self._violation(node, "type", None)
            return
        held = self._evaluation.flag(bind.constraint, node, blank=True)
        if not held or not self.in_range(node):
            yield self._violation(node, "constraint", bind.constraint_message)
        if not self.offered(node):
            yield self._violation(node, "choice", None)

    def offered(self, node: InstanceNode) -> bool:
        """Whether every chosen value is still among the choices."""
        control = node.model.control
        if control is None or control.kind not in _CHOOSING:
            return True
        values = node.value.split() if control.kind in _SEVERAL else [node.value]
        offered = {choice.value for choice in self._choices.of(node)}
        once = control.kind != "rank" or len(set(values)) == len(values)
        return once and all(value in offered for value in values)

    def in_range(self, node: InstanceNode) -> bool:
        """Whether a number is one of the steps of its range."""
        control = node.model.control
        if control is None or control.kind != "range":
            return True
        return on_scale(node.value, control.attributes)

    def arranged(self, node: InstanceNode, value: str) -> str:
        """Several choices in the order of the list; unknown ones behind them."""
        control = node.model.control
        if control is None or control.kind != "select":
            return value
        chosen = list(dict.fromkeys(value.split()))
        order = [choice.value for choice in self._choices.of(node)]
        known = [value for value in order if value in chosen]
        return " ".join(dict.fromkeys([*known, *chosen]))

    def _violation(
        self, node: InstanceNode, code: str, message: Text | None
    ) -> Violation:
        words = self._wording.say(message, node)
        return Violation(self._instance.ref(node), code, words or None)
