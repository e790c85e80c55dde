"""A published form as a card and as 'before you start': its facts in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.visit.views import Paper, ServiceView

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.store.records import ServiceRecord


def service_view(record: ServiceRecord, language: str) -> ServiceView:
    """The service in ``language``; a fact missing there is given in Chinese."""

    def fact(name: str) -> str:
        texts = record.facts.get(name, {})
        return texts.get(language) or texts.get("zh") or next(iter(texts.values()), "")

    return ServiceView(
        form_id=record.form_id,
        title=fact("title") or record.form_id,
        summary=fact("summary"),
        minutes=_number(fact("minutes")),
        bring_short=fact("bring"),
        papers=_papers(record, fact),
        seen_by=fact("seen_by"),
        decided_by=fact("decided_by"),
        reply_by=fact("reply_by"),
        retention_days=_number(fact("retention")),
        asks_who=fact("asks_who") == "yes",
        next_steps=_numbered(record, fact, "next_"),
        questions=_number(fact("questions")),
    )


def _papers(record: ServiceRecord, fact: Callable[[str], str]) -> tuple[Paper, ...]:
    return tuple(
        Paper(fact(name), fact(f"{name}_note")) for name in _names(record, "paper_")
    )


def _numbered(
    record: ServiceRecord, fact: Callable[[str], str], prefix: str
) -> tuple[str, ...]:
    return tuple(fact(name) for name in _names(record, prefix))


def _names(record: ServiceRecord, prefix: str) -> list[str]:
    """The facts ``paper_1``, ``paper_2`` … in the order of their numbers."""
    tails = (name.removeprefix(prefix) for name in record.facts)
    numbers = sorted(int(t) for t in tails if t.isascii() and t.isdigit())
    return [
        f"{prefix}{number}" for number in numbers if f"{prefix}{number}" in record.facts
    ]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
