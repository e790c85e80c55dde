"""The two ways a screen asks: one question, or several of a group.

What belongs here: nothing but these two doors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.questions.question import Question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.i18n.words import Words
    from kiosk.ui.theme import Theme
    from kiosk.xforms import NodeState


def make_question(
    theme: Theme,
    words: Words,
    node: NodeState,
    *,
    problem: str | None = None,
    wide: bool = True,
) -> Question:
    """A single question; see ``Question``."""
    problems = {node.ref: problem} if problem else {}
    return Question(theme, words, [node], problems=problems, wide=wide)


def make_group(
    theme: Theme,
    words: Words,
    nodes: Sequence[NodeState],
    *,
    title: str = "",
    problems: Mapping[str, str] | None = None,
    wide: bool = True,
) -> Question:
    """Several questions on one screen; see ``Question``."""
    return Question(theme, words, nodes, title=title, problems=problems, wide=wide)
