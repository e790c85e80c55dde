"""A node as a screen sees it.

What belongs here: putting together ``NodeState`` from the parts of an entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.states import NodeState

if TYPE_CHECKING:
    from kiosk.xforms.choices import Choices
    from kiosk.xforms.instance import Instance, InstanceNode
    from kiosk.xforms.validation import Validation
    from kiosk.xforms.wording import Wording


class Report:
    """Describes nodes of one entry."""

    def __init__(
        self,
        instance: Instance,
        choices: Choices,
        validation: Validation,
        wording: Wording,
    ) -> None:
        """All of one entry."""
        self._instance = instance
        self._choices = choices
        self._validation = validation
        self._wording = wording

    def state(self, node: InstanceNode) -> NodeState:
        """Everything about one node, now."""
        control, bind = node.model.control, node.model.bind
        say, label = self._wording.say, control.label if control else None
        hint = control.hint if control else None
        leaf = not node.model.children
        return NodeState(
            ref=self._instance.ref(node),
            name=node.name,
            kind=control.kind if control else "",
            type=bind.datatype if leaf else "",
            value=node.value if leaf else "",
            relevant=node.relevant,
            readonly=self._validation.readonly(node),
            required=self._validation.required(node),
            violation=self._validation.first(node),
            label=say(label, node),
            hint=say(hint, node),
            guidance=say(hint, node, "guidance"),
            choices=self._choices.of(node),
            appearance=control.appearance if control else "",
            media=self._wording.media(label, node),
            attributes=self._attributes(node),
        )

    def _attributes(self, node: InstanceNode) -> dict[str, str]:
        control = node.model.control
        found = dict(node.model.bind.attributes)
        if control is not None:
            found.update(control.attributes)
            short = self._wording.say(control.label, node, "short")
            if short:
                found["short"] = short
        return found
