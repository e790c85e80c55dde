"""One screen of questions as the window sees it, and the roles questions play."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n.problems import for_violation
from kiosk.visit.views import QuestionView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.visit.course import Course
    from kiosk.visit.views import ServiceView
    from kiosk.xforms import FormEntry, NodeState


def question_view(
    entry: FormEntry, course: Course, service: ServiceView, tag: str
) -> QuestionView:
    """The screen that stands with everything on it, its words in language ``tag``."""
    screen = course.screen
    assert screen is not None, "no question stands"
    nodes = tuple(entry.node(ref) for ref in screen.nodes)
    step, steps = course.count()
    return QuestionView(
        screen=screen,
        nodes=nodes,
        title=entry.node(screen.ref).label if screen.kind == "group" else "",
        step=step,
        steps=steps,
        service=service,
        problems=dict(_problems(nodes, course, tag)),
        sensitive=any(node.attributes.get("sensitive") == "yes" for node in nodes),
        changing=course.changing,
        reason="\n".join(node.guidance for node in nodes if node.guidance),
    )


def role(entry: FormEntry, name: str) -> NodeState | None:
    """The question that plays a role for the kiosk (``who``, ``owed`` …)."""
    states = (state for state in entry.nodes() if state.attributes.get("role") == name)
    return next(states, None)


def owed(entry: FormEntry) -> tuple[str, ...]:
    """The papers still owed, by name, in the entry's language.

    The form lists their values, separated by spaces, in a calculate with
    ``kiosk:role="owed"``; ``kiosk:list`` names the choices list that words them.
    """
    state = role(entry, "owed")
    if state is None or not state.relevant:
        return ()
    name = state.attributes.get("list", "")
    choices = entry.definition.choice_list(name, entry.language) if name else ()
    labels = {choice.value: choice.label for choice in choices}
    return tuple(labels.get(value, value) for value in state.value.split())


def _problems(
    nodes: tuple[NodeState, ...], course: Course, tag: str
) -> Iterator[tuple[str, str]]:
    for node in nodes:
        # Told once Continue was touched, or where an answer already given has to be
        # mended; nobody is told that a question they have just met is still empty.
        told = course.asked or (course.changing and node.value != "")
        if told and node.violation is not None:
            yield node.ref, for_violation(node.violation, node, tag)
