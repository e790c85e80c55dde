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
        questions=_number(fact("questions")),
    )


def _papers(record: ServiceRecord, fact: Callable[[str], str]) -> tuple[Paper, ...]:
    names = sorted(
        (name for name in record.facts if name.startswith("paper_")),
        key=lambda name: (len(name), name),
    )
    return tuple(
        Paper(fact(name), fact(f"{name}_note"))
        for name in names
        if not name.endswith("_note")
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
