"""A visit to a shipped form in a real house, standing still at every screen.

What belongs here: the ways through the forms (whose answers, which turnings) and who
walks them through the window. What is done with each screen is the caller's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kiosk.app import open_house
from kiosk.i18n.words import Words
from kiosk.publishing.shipped import publish_shipped
from kiosk.ui.controls import Pager
from kiosk.ui.screens.question import QuestionScreen
from kiosk.ui.tasks import Tasks
from kiosk.ui.window import KioskWindow
from kiosk.visit.machine import State
from tests.snapshots.scenes import NoPrinter
from tests.support.clock import FakeChance, FakeClock
from tests.support.pages import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.ui.questions.base import QuestionKind
    from kiosk.xforms import NodeState
    from tests.snapshots.matrix import Look

STEPS = Path(__file__).parents[1] / "scenarios" / "steps"
CENTRE = """\
[centre]
phone = "0510-80001234"
hours = "8:30–17:00"
name.zh = "城南社区服务中心"
name.en = "Chengnan Community Service Centre"
"""


@dataclass(frozen=True, slots=True)
class Way:
    """A way through a form.

    Attributes:
        form_id: which form.
        for_self: whether the person applies for themselves.
        answers: by ref; what is not among them is left open.
        first: by ref, what the person gives before the answer, by the screen's name.
    """

    form_id: str
    for_self: bool
    answers: Mapping[str, str]
    first: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def _steps(form_id: str) -> dict[str, str]:
    listed = json.loads((STEPS / f"{form_id}.json").read_text("utf-8"))
    return {step["answer"]: step["value"] for step in listed}


_SENIOR = _steps("senior-allowance")
_NUMBER = "/data/elder/id_number"
WAYS = {
    "self": Way(
        "senior-allowance",
        for_self=True,
        answers=_SENIOR,
        first={
            _NUMBER: {
                "short": "32021119410312002",
                "digit": "320211194103120021",
                "birth": "320211194102310025",
            },
            "/data/home/phone": {"short": "138051024"},
            "/data/life/health": {"both": "well hearing"},
        },
    ),
    "other": Way(
        "senior-allowance",
        for_self=False,
        answers=_SENIOR
        | {
            "/data/who/applicant": "relative",
            "/data/agent/agent_name": "古丽娜尔",
            "/data/agent/agent_relation": "3",
            "/data/agent/agent_id": "11010519491231002X",
            "/data/elder/name": "买买提·阿卜杜热合曼·艾山江·吐尔逊古丽·阿依努",
            "/data/elder/sex": "male",
            _NUMBER: "652829197001010069",
            "/data/elder/ethnic_group": "43",
            "/data/home/household_province": "65",
            "/data/home/household_city": "6528",
            "/data/home/household_county": "652829",
            "/data/home/household_detail": "博湖县博斯腾湖镇团结社区和平东路"
            "一百二十八号三单元五楼东户",
            "/data/home/same_home": "no",
            "/data/home/living_province": "53",
            "/data/home/living_city": "5325",
            "/data/home/living_county": "532530",
            "/data/home/phone": "0510-80001234",
            "/data/account/account_kind": "social_card",
            "/data/account/account_number": "6222021234567890123",
            "/data/life/health": "sight hearing walking memory chronic care",
            "/data/bring/papers": "",
            "/data/declaration/statement": "check",
        },
    ),
    "tell": Way("tell-us", for_self=True, answers=_steps("tell-us")),
    "appeal": Way(
        "tell-us",
        for_self=True,
        answers={
            "/data/matter/kind": "appeal",
            "/data/matter/receipt": "07-004206-6",
            "/data/matter/topic": "fraud",
            "/data/matter/urgent": "danger",
            "/data/story/words": "我给村里打过三次电话，每次都说会有人来看，"
            "到今天也没有人来过，屋顶还在漏水。" * 2,
            "/data/answer/reply": "visit",
            "/data/answer/address": "和平路 12 号 3 幢 201",
            "/data/answer/name": "王奶奶",
            "/data/answer/secret": "yes",
        },
    ),
}
"""The ways walked: between them they meet every question of the shipped forms."""


class Visitor:
    """Somebody in a real house, walking one way through its window.

    Attributes:
        window: the window they stand before.
        house: the house, in a folder of its own.
    """

    def __init__(self, folder: Path, look: Look) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "kiosk.toml").write_text(CENTRE, encoding="utf-8")
        self.clock = FakeClock()
        self.house = open_house(folder, clock=self.clock, chance=FakeChance())
        publish_shipped(self.house.database, self.house.clock)
        self.house.library.refresh()
        self.tasks = Tasks()
        self.visit = self.house.visit(self.tasks.post)
        self.window = KioskWindow(
            self.visit,
            self.house.settings,
            tasks=self.tasks,
            clock=self.clock,
            printing=NoPrinter(),
            words=Words,
            mm_per_pixel=look.shape.mm_per_pixel,
        )
        self._person = Person(self.window, self.clock)
        self._look = look
        self.window.resize(look.shape.width, look.shape.height)
        self.window.show()
        self.wear(look)

    def wear(self, look: Look) -> None:
        """Look at what stands in another way; at rest too."""
        self._look = look
        sitting = self.visit.sitting
        sitting.size, sitting.contrast = look.size, look.contrast
        self.visit.set_language(look.language)
        shape = look.shape
        if (self.window.width(), self.window.height()) != (shape.width, shape.height):
            self.window.resize(shape.width, shape.height)
        self.settle()

    def settle(self) -> None:
        """Until the disk and the window have come to rest."""
        self._person.settle()

    def walk(self, way: Way) -> Iterator[str]:
        """Stand at every screen of the way, in order; yields the screen's name."""
        self.wear(self._look)
        yield "rest"
        self.visit.touch()
        yield self._at("services")
        self.visit.choose(way.form_id)
        yield self._at("before")
        self.visit.begin(for_self=way.for_self)
        self.settle()
        yield from self._questions(way)
        yield self._at("check")
        yield from self._aside()
        self.visit.submit()
        self.settle()
        self._person.wait_until(lambda: self.window.has_printer is not None)
        yield self._at("receipt")
        self.visit.finish()
        self.settle()

    def leave_half_way(self, way: Way) -> Iterator[str]:
        """Begin, answer one question, and leave; then the machine breaks off."""
        self.wear(self._look)
        self.visit.touch()
        self.visit.choose(way.form_id)
        self.visit.begin(for_self=False)
        self.settle()
        self.visit.leave()
        yield self._at("leave_empty")
        self.visit.stay()
        self._give("relative")
        self.visit.next()
        self.settle()
        self.visit.leave()
        yield self._at("leave")
        self.visit.leave_now(keep=True)
        self.settle()
        yield self._at("kept")
        self.visit.finish()
        self.wear(self._look)
        self.visit.break_off()
        yield self._at("out_of_service")

    def pages(self) -> Iterator[int]:
        """Every page of what stands, in order; then the first stands again."""
        shown = [p for p in self.window.findChildren(Pager) if p.isVisible()]
        longest = max(shown, key=lambda pager: pager.pages, default=None)
        yield 0
        if longest is None:
            return
        for page in range(1, longest.pages):
            longest.show_page(page)
            yield page
        longest.show_page(0)

    def _at(self, name: str) -> str:
        self.settle()
        return name

    def _questions(self, way: Way) -> Iterator[str]:
        stood: list[str] = []
        while self.visit.state is State.QUESTION:
            node = self.visit.question().nodes[0]
            assert node.ref not in stood, f"{node.ref} does not let go"
            stood.append(node.ref)
            yield self._at(node.name)
            for name, value in way.first.get(node.ref, {}).items():
                self._give(value)
                self.visit.next()
                yield self._at(f"{node.name}-{name}")
            answer = way.answers.get(node.ref, "")
            if answer and node.value != answer:
                self._give(answer)
                yield self._at(f"{node.name}-answered")
            self.visit.next()
            self.settle()
        assert self.visit.state is State.CHECK, self.visit.state

    def _aside(self) -> Iterator[str]:
        """What lies over a screen, and what is changed from the check page."""
        self.visit.change(self.visit.check()[1].ref)
        yield self._at("changing")
        self.visit.back()
        self.settle()
        self.visit.call_help()
        yield self._at("help")
        self.visit.help_over()
        self.settle()
        self.window._open_sound()
        yield self._at("sound")
        self.window.close_sheet()
        self.clock.move(minutes=10)
        self.visit.tick()
        yield self._at("still_there")
        self.visit.here()
        self.settle()

    def _give(self, value: str) -> None:
        """Answer the question that stands as a hand does: cards and keys."""
        screen = self.window.place.screen_now
        assert isinstance(screen, QuestionScreen)
        kind = screen.question.kinds[0]
        node = self.visit.question().nodes[0]
        if kind.field is not None:
            kind.field.selectAll()
            kind.field.type(value)
        else:
            self._choose(kind, node, value)
        self.settle()

    def _choose(self, kind: QuestionKind, node: NodeState, value: str) -> None:
        wanted = set(value.split())
        given = set(kind.value().split()) if node.kind == "select" else set()
        for one in sorted(wanted ^ given):
            if one not in kind.cards:
                choice = next(c for c in node.choices if c.value == one)
                kind.type((choice.extra.get("pinyin") or choice.label)[0])
            kind.touched(one)

    def close(self) -> None:
        """Away with it."""
        self.tasks.close()
        self.window.close()
        self.window.deleteLater()
        # Outside a running loop Qt keeps what is to be deleted: 16 GB in an hour.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.house.close()
