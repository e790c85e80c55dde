"""The way through a form: screens in body order, relevant ones only.

What belongs here: which questions make a screen, which screen comes next, and how much
is answered. A field-list is one screen; a group with nothing relevant is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.xforms.definition import QUESTIONS, FormError
from kiosk.xforms.instance import InstanceNode
from kiosk.xforms.states import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kiosk.xforms.definition import Control
    from kiosk.xforms.evaluation import Evaluation
    from kiosk.xforms.instance import Instance


class Navigation:
    """Walks the body of one entry.

    Attributes:
        current: the screen a person stands at; None before the first and past the end.
        moved: called with each screen a person comes to.
    """

    def __init__(
        self, body: tuple[Control, ...], instance: Instance, evaluation: Evaluation
    ) -> None:
        """Stand before the first screen."""
        self._body = body
        self._instance = instance
        self._evaluation = evaluation
        self._screens: tuple[Screen, ...] | None = None
        self.current: Screen | None = None
        self.moved: Callable[[Screen | None], None] = _unwatched

    def forget(self) -> None:
        """Answers changed: the way must be found anew when it is asked for."""
        self._screens = None

    def screens(self) -> tuple[Screen, ...]:
        """Every screen as things stand, in order; found once between answers."""
        if self._screens is None:
            found = self._of_controls(self._body, self._instance.root)
            self._screens = tuple(found)
        return self._screens

    def next(self) -> Screen | None:
        """Go on; None (and past the end) after the last."""
        return self._at(self._beside(1))

    def back(self) -> Screen | None:
        """Go back; None before the first."""
        return self._at(self._beside(-1))

    def _at(self, screen: Screen | None) -> Screen | None:
        self.current = screen
        self.moved(screen)
        return screen

    def jump(self, ref: str) -> Screen:
        """Go to the screen of a question, group or repeat.

        Raises:
            FormError: ``unknown-reference`` where no screen shows it now.
        """
        wanted = self._instance.ref(self._instance.find(ref)) if ref else ref
        for screen in self.screens():
            if wanted in {screen.ref, *screen.nodes} or ref == screen.ref:
                self._at(screen)
                return screen
        raise FormError("unknown-reference", "no screen shows this now", ref)

    def progress(self, readonly: Callable[[InstanceNode], bool]) -> tuple[int, int]:
        """How many of the relevant questions are answered."""
        asked = [
            node
            for node in self._instance.root.subtree()
            if _is_question(node) and not readonly(node)
        ]
        return sum(1 for node in asked if node.value.strip()), len(asked)

    def _beside(self, step: int) -> Screen | None:
        screens = self.screens()
        if self.current is None:
            return (screens[0] if step > 0 else screens[-1]) if screens else None
        refs = [screen.ref for screen in screens]
        if self.current.ref in refs:
            at = refs.index(self.current.ref) + step
            return screens[at] if 0 <= at < len(screens) else None
        return self._nearest(screens, step)

    def _nearest(self, screens: tuple[Screen, ...], step: int) -> Screen | None:
        """The screen one stood at is gone: find its neighbour by document order."""
        assert self.current is not None, "only asked while standing somewhere"
        order = {
            self._instance.ref(node): at
            for at, node in enumerate(self._instance.root.subtree())
        }
        here = order.get(self.current.ref, len(order))
        after = [s for s in screens if order.get(s.ref, len(order)) > here]
        if step > 0:
            return after[0] if after else None
        before = screens[: len(screens) - len(after)]
        return before[-1] if before else None

    def _of_controls(
        self, controls: Iterable[Control], around: InstanceNode
    ) -> Iterator[Screen]:
        for control in controls:
            if control.repeat is not None:
                yield from self._of_repeat(control, around)
            elif control.kind in QUESTIONS:
                for node in self._instance.related(control.path, around):
                    if node.relevant:
                        ref = self._instance.ref(node)
                        yield Screen(ref, (ref,), "question")
            else:
                yield from self._of_group(control, around)

    def _of_group(self, control: Control, around: InstanceNode) -> Iterator[Screen]:
        node = around
        if control.path:
            found = self._instance.related(control.path, around)
            # a group around a repeat may carry the repeat's own path
            node = found[0] if found and found[0].model.repeat is None else around
        if not node.relevant:
            return
        if control.field_list:
            nodes = tuple(self._shown(control, node))
            if nodes:
                ref = self._instance.ref(node) if control.path else nodes[0]
                yield Screen(ref, nodes, "group")
        else:
            yield from self._of_controls(control.children, node)

    def _of_repeat(self, control: Control, around: InstanceNode) -> Iterator[Screen]:
        repeat = control.repeat
        assert repeat is not None, "only called for repeats"
        for node in self._instance.related(control.path, around):
            if not node.relevant:
                continue
            if control.field_list:
                nodes = tuple(self._shown(control, node))
                if nodes:
                    yield Screen(self._instance.ref(node), nodes, "group")
            else:
                yield from self._of_controls(control.children, node)
        if repeat.count is None and not repeat.fixed and self._wanted(control, around):
            parent = self._instance.ref(around)
            tail = control.path[len(around.path) :]
            yield Screen(f"{parent}{tail}", (), "repeat")

    def _wanted(self, control: Control, around: InstanceNode) -> bool:
        """Whether one more instance would be relevant."""
        parents = self._instance.related(control.path.rpartition("/")[0], around)
        if not parents or not parents[0].relevant:
            return False
        models = parents[0].model.children
        model = next((m for m in models if m.path == control.path), None)
        if model is None:
            return False
        asking = InstanceNode(model, parents[0])
        return self._evaluation.flag(model.bind.relevant, asking, blank=True)

    def _shown(self, control: Control, around: InstanceNode) -> Iterator[str]:
        """The questions of a field-list, also those of groups and repeats in it."""
        for screen in self._of_controls(control.children, around):
            yield from screen.nodes


def _unwatched(screen: Screen | None) -> None:
    """Where no log is kept: nothing."""


def _is_question(node: InstanceNode) -> bool:
    control = node.model.control
    return node.relevant and control is not None and control.kind in QUESTIONS
