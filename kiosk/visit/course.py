"""The course a person takes through the questions: forward, back, and a change.

What belongs here: which screen comes next. The engine knows the order of the form;
this knows where the person stands, and that a change from the check page leads
straight back there, past nothing but questions the change itself made relevant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kiosk.xforms import FormEntry, Screen, Violation

CHECK: Final = "check"
"""The place of a person who stands at the check page."""
_FROM_CHECK: Final = "check>"

Standing = tuple["Screen | None", bool, bool, frozenset[str]]
"""A person's place within one course."""


class Course:
    """Where the person stands among the screens of one form entry.

    Attributes:
        screen: the screen that stands, or None at the check page.
        changing: whether the person came from the check page.
        asked: whether the person has touched Continue here, so that what is missing
            is told. A question is never scolded before it was answered.
    """

    def __init__(self, entry: FormEntry, place: str = "", *, told: str = "") -> None:
        """Stand at ``place`` (see ``place``), or at the first screen for "".

        ``told`` is a question answered before the first screen: it is neither asked
        nor counted, and can be changed from the check page like any other.
        """
        self._entry = entry
        self._told = told
        self._known: frozenset[str] = frozenset()
        self.changing = False
        self.asked = False
        self.screen: Screen | None = None
        self._begin_at(place)

    @property
    def place(self) -> str:
        """Where the person stands, as kept with the draft."""
        if self.screen is None:
            return CHECK
        return f"{_FROM_CHECK}{self.screen.ref}" if self.changing else self.screen.ref

    def violations(self) -> tuple[Violation, ...]:
        """What keeps the person from going on from this screen."""
        if self.screen is None:
            return ()
        states = [self._entry.node(ref) for ref in self.screen.nodes]
        return tuple(state.violation for state in states if state.violation)

    def count(self) -> tuple[int, int]:
        """The step of this screen from 1, and how many there are as things stand."""
        refs = [screen.ref for screen in self._asked_screens()]
        here = self.screen.ref if self.screen else ""
        return (refs.index(here) + 1 if here in refs else len(refs), len(refs))

    def standing(self) -> Standing:
        """Where the person stands, to come back to if an answer can't be kept."""
        return (self.screen, self.changing, self.asked, self._known)

    def stand(self, standing: Standing) -> None:
        """Stand where ``standing`` was taken."""
        self.screen, self.changing, self.asked, self._known = standing

    def shape(self) -> object:
        """What is shown here besides the answers themselves: to tell a change."""
        if self.screen is None:
            return None
        states = [self._entry.node(ref) for ref in self.screen.nodes]
        return self.screen, [
            (
                s.label,
                s.hint,
                s.readonly,
                s.choices,
                s.violation if self.asked else None,
            )
            for s in states
        ]

    def refresh(self) -> None:
        """Look again which questions this screen holds: an answer may change that."""
        if self.screen is not None:
            ref = self.screen.ref
            screens = (screen for screen in self._entry.screens() if screen.ref == ref)
            self.screen = next(screens, self.screen)

    def forward(self) -> Screen | None:
        """The next screen; None is the check page."""
        self.asked = False
        self.screen = self._newly_asked() if self.changing else self._after()
        if self.screen is None:
            self.changing = False
        return self.screen

    def backward(self) -> Screen | None:
        """The screen before; None where this is the first (or a change is undone)."""
        self.asked = False
        if self.changing:
            self.screen, self.changing = None, False
            return None
        screens = self._asked_screens()
        at = self._index(screens) if self.screen else len(screens)
        if at == 0:
            return None
        self.screen = screens[at - 1]
        return self.screen

    def change(self, ref: str) -> Screen:
        """Stand at the question ``ref``, to come straight back to the check page."""
        screens = self._entry.screens()
        self._known = frozenset(screen.ref for screen in screens)
        self.screen = next(s for s in screens if ref in s.nodes or ref == s.ref)
        self.changing, self.asked = True, False
        return self.screen

    def _begin_at(self, place: str) -> None:
        screens = self._entry.screens()
        ref = place.removeprefix(_FROM_CHECK)
        found = next((screen for screen in screens if screen.ref == ref), None)
        if place == CHECK or not screens:
            return
        if found is not None and place.startswith(_FROM_CHECK):
            self.change(ref)
        else:
            self.screen = found or next(iter(self._asked_screens()), None)

    def _asked_screens(self) -> tuple[Screen, ...]:
        """The screens a person goes through, as things stand."""
        told = (self._told,)
        return tuple(s for s in self._entry.screens() if s.nodes != told)

    def _after(self) -> Screen | None:
        screens = self._asked_screens()
        following = self._index(screens) + 1
        return screens[following] if following < len(screens) else None

    def _newly_asked(self) -> Screen | None:
        # Journey, step 5: only questions the change made relevant are asked. One that
        # was answered in an earlier turn of mind kept its answer and is shown again.
        for screen in self._entry.screens():
            if screen.ref not in self._known:
                self._known |= {screen.ref}
                return screen
        return None

    def _index(self, screens: tuple[Screen, ...]) -> int:
        ref = self.screen.ref if self.screen else ""
        refs = [screen.ref for screen in screens]
        if ref in refs:
            return refs.index(ref)
        return self._nearest(refs)

    def _nearest(self, refs: list[str]) -> int:
        # The screen itself is gone (its own answer made it irrelevant): go on from
        # the last one still there that stood before it in the form.
        order = [state.ref for state in self._entry.nodes()]
        here = self.screen.ref if self.screen else ""
        at = order.index(here) if here in order else len(order)
        before = [ref for ref in refs if ref in order and order.index(ref) < at]
        return len(before) - 1
