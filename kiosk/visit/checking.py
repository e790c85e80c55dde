"""The check page: every answer in words, under the heading it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.i18n.problems import for_violation
from kiosk.i18n.written import grouped, readable, stored_day
from kiosk.visit.views import CheckRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.i18n.words import Words
    from kiosk.xforms import FormEntry, NodeState

_CHOOSING: Final = frozenset({"select1", "select", "rank"})
_HEADINGS: Final = frozenset({"group", "repeat"})


def check_rows(entry: FormEntry, words: Words) -> tuple[CheckRow, ...]:
    """One row for each relevant question a person can answer, in form order."""
    headings: dict[str, str] = {}
    rows = []
    states = tuple(entry.nodes())
    for state in states:
        if state.kind in _HEADINGS:
            headings[state.ref] = state.label
        elif _is_answer(state):
            rows.append(_row(state, _heading(state.ref, headings), words))
        elif state.attributes.get("role") == "birth" and state.value and rows:
            # Read from the card number above it: changing that changes this.
            rows.append(_birth(state, rows[-1], states, words))
    return tuple(rows)


def in_words(state: NodeState, words: Words) -> str:
    """The answer as a person would say it; "" where it was left open."""
    if state.value == "":
        return ""
    if state.kind in _CHOOSING:
        return _join(_chosen(state, words), words)
    if state.kind == "trigger":
        return words.say("check.agreed")
    if state.kind == "upload":
        return words.say("check.attached")
    if state.type == "date":
        return stored_day(state.value, words)
    return grouped(state.value, state.attributes.get("input", ""))


def short_label(state: NodeState, words: Words) -> str:
    """The form's short label for this page, else the question itself."""
    form = "short_zh" if words.chinese else "short_en"
    return state.attributes.get(form) or state.attributes.get("short") or state.label


def _row(state: NodeState, group: str, words: Words) -> CheckRow:
    problem = None
    if state.violation is not None:
        problem = for_violation(state.violation, state, words.language)
    return CheckRow(
        ref=state.ref,
        label=short_label(state, words),
        value=in_words(state, words),
        group=group,
        problem=problem,
        sensitive=state.attributes.get("sensitive") == "yes",
    )


def _birth(
    state: NodeState, before: CheckRow, states: tuple[NodeState, ...], words: Words
) -> CheckRow:
    ages = (one.value for one in states if one.attributes.get("role") == "age")
    day, age = stored_day(state.value, words), next(ages, "")
    shown = words.say("date.with_age", date=day, age=age) if age else day
    return CheckRow(
        ref=before.ref,
        label=words.say("check.birth"),
        value=shown,
        group=before.group,
        problem=None,
        sensitive=before.sensitive,
    )


def _is_answer(state: NodeState) -> bool:
    return (
        bool(state.kind)
        and state.relevant
        and not state.readonly
        and state.kind not in _HEADINGS
    )


def _heading(ref: str, headings: dict[str, str]) -> str:
    while "/" in ref[1:]:
        ref = ref.rsplit("/", 1)[0]
        if headings.get(ref):
            return headings[ref]
    return ""


def _chosen(state: NodeState, words: Words) -> Iterator[str]:
    labels = {
        choice.value: readable(choice.label, choice.extra.get("pinyin", ""), words)
        for choice in state.choices
    }
    values = [state.value] if state.kind == "select1" else state.value.split()
    return (labels.get(value, value) for value in values)


def _join(labels: Iterator[str], words: Words) -> str:
    return ("、" if words.chinese else ", ").join(labels)
