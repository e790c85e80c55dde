"""The contract of a question kind.

What belongs here: what every kind gives to the widget that shows it, and what it is
given. A kind is not a widget itself: several stand on one screen and share its pages
and its keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from kiosk.ui.controls import Hint, Problem, Text
from kiosk.ui.theme import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from kiosk.i18n.words import Words
    from kiosk.ui.controls.ring import Ringed
    from kiosk.ui.input import Field, KeyboardKind
    from kiosk.ui.theme import Theme
    from kiosk.xforms import NodeState


class Key(NamedTuple):
    """What a kind is for; "" stands for any.

    Attributes:
        control: the body control, as ``NodeState.kind``.
        type: the bind's datatype.
        sign: one token of the appearance, or one the registry adds.
    """

    control: str
    type: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a kind is given.

    Attributes:
        theme: sizes and colours.
        words: the sentences in the person's language.
        changed: told the new value, as it is stored.
        attach: told the bytes of a picture and its suffix; False where pictures
            cannot be kept.
        go_on: continue, as the primary button does.
        relayout: something changed its height, or comes, or goes.
        show_item: turn to the page an item stands on.
        alone: whether it is the only question on the screen.
    """

    theme: Theme
    words: Words
    changed: Callable[[str], None]
    attach: Callable[[bytes, str], bool]
    go_on: Callable[[], None]
    relayout: Callable[[], None]
    show_item: Callable[[QWidget], None]
    alone: bool


class QuestionKind:
    """A question: its label, hint and problem, and below them its own controls.

    Attributes:
        keys: what the class is for.
        keyboard: the on-screen keyboard it wants, None for none.
        pinned_lead: where the pinned controls have no room on every page, they stand
            before the items.
        node: the question as the engine gave it.
        items: its own controls, which flow over the pages.
        pinned: those that stand on every page, below the items.
    """

    keys: ClassVar[tuple[Key, ...]] = ()
    keyboard: KeyboardKind | None = None
    pinned_lead = False

    def __init__(self, asking: Asking, node: NodeState) -> None:
        """Make the controls; subclasses fill ``items`` and ``pinned`` in ``make``."""
        self.asking = asking
        self.node = node
        self.items: list[QWidget] = []
        self.pinned: list[QWidget] = []
        self._problem = Problem(asking.theme, "")
        style = Style.TITLE if asking.alone else Style.OPTION
        self._label = Text(asking.theme, node.label, style) if node.label else None
        self._hint = Hint(asking.theme, node.hint) if node.hint else None
        self.make()

    def make(self) -> None:
        """Fill ``items`` and ``pinned``."""

    # --- what it shows -------------------------------------------------------------

    @property
    def head(self) -> list[QWidget]:
        """Label, hint and problem, as far as there are any."""
        parts = (self._label, self._hint, self._problem)
        return [part for part in parts if part is not None]

    @property
    def problem(self) -> Problem:
        """The panel of the problem; absent while there is none."""
        return self._problem

    def set_problem(self, text: str | None) -> None:
        """Say what to look at again, or nothing."""
        self._problem.set_text(text or "")
        if self.field is not None:
            self.field.set_problem(bool(text))

    def set_hidden(self, hidden: bool) -> None:  # noqa: FBT001 (a Qt-like setter)
        """Blank the answer on the screen, or show it again."""
        if self.field is not None:
            self.field.set_hidden(hidden)

    # --- the answer ----------------------------------------------------------------

    def value(self) -> str:
        """The answer as it is stored."""
        return self.node.value

    def flush(self) -> None:
        """Hand over what is not handed over yet; called before going on."""

    # --- where it stands -----------------------------------------------------------

    def columns_for(self, _width: int) -> int:
        """How many of its cards share a row."""
        return 1

    def on_focus(self, tell: Callable[[], None]) -> None:
        """Call ``tell`` whenever one of its fields takes the keys."""
        if self.field is not None:
            self.field.on_focus = tell

    # --- keys ----------------------------------------------------------------------

    @property
    def field(self) -> Field | None:
        """The field being written in, where the kind has one."""
        return None

    def type(self, _text: str) -> bool:
        """A character typed while no field has the keys; False if it means nothing."""
        return False

    def focus(self) -> bool:
        """Give the keys to the first control; False if there is none."""
        return False

    # --- the voice -----------------------------------------------------------------

    def options(self) -> Sequence[tuple[str, str]]:
        """(value, label) of what is read as options."""
        return ()

    def answer_shown(self) -> str:
        """The answer as it stands on the screen, to be read back; "" for none."""
        return ""

    def target(self, name: str) -> Ringed | None:
        """The control an utterance's target speaks of."""
        heads = {"question": self._label, "hint": self._hint, "problem": self._problem}
        return heads.get(name) or (self.field if name == "answer" else None)
