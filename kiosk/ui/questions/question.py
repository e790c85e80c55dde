"""The widget of a screen of questions: pages, keyboard, keys and voice targets.

What belongs here: putting one question, or several of a group, on pages beside their
keyboard. How each is asked is its kind's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from kiosk.ui.controls import Pager, Title
from kiosk.ui.input import Keyboard
from kiosk.ui.questions.base import Asking, QuestionKind
from kiosk.ui.questions.reading import control_of, prompt_of
from kiosk.ui.questions.registry import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from kiosk.i18n.words import Words
    from kiosk.speech.prompts import Prompt
    from kiosk.ui.controls.ring import Ringed
    from kiosk.ui.theme import Theme
    from kiosk.xforms import NodeState

_GAP_MM = 12.0
_GROW = 1.15


class Question(QWidget):
    """One question or a group of them.

    Attributes:
        value_changed: told ``(ref, value)`` whenever the person changes an answer.
        attached: told ``(ref, bytes, suffix)`` of a picture; None where pictures
            cannot be kept.
        on_continue: told when Enter means 'continue'.
        kinds: the questions, in order.
    """

    def __init__(
        self,
        theme: Theme,
        words: Words,
        nodes: Sequence[NodeState],
        *,
        title: str = "",
        problems: Mapping[str, str] | None = None,
        wide: bool = True,
    ) -> None:
        """Ask ``nodes``.

        Args:
            theme: sizes and colours.
            words: the sentences in the person's language.
            nodes: the questions as the engine gives them.
            title: of a group; "" for none.
            problems: by ref, what is to be looked at again.
            wide: the keyboard stands beside the question rather than below it.
        """
        super().__init__()
        self._theme, self._words, self._wide = theme, words, wide
        self.value_changed: Callable[[str, str], None] | None = None
        self.attached: Callable[[str, bytes, str], None] | None = None
        self.on_continue: Callable[[], None] | None = None
        self._read: Ringed | None = None
        self._writing = False
        self._pager = Pager(theme, words, columns=self._columns_for, grow=_GROW)
        self._pager.setParent(self)
        self._title = Title(theme, title) if title else None
        alone = len(nodes) == 1
        self.kinds = [kind_of(node)(self._asking(node, alone), node) for node in nodes]
        self._set_items()
        self._keyboard = self._make_keyboard()
        self.set_problems(problems or {})

    def _asking(self, node: NodeState, alone: bool) -> Asking:  # noqa: FBT001
        return Asking(
            theme=self._theme,
            words=self._words,
            changed=partial(self._changed, node.ref),
            attach=partial(self._attach, node.ref),
            go_on=self._go_on,
            relayout=self._relayout,
            show_item=self._pager.show_item,
            alone=alone,
        )

    # --- what the kinds tell -------------------------------------------------------

    def _changed(self, ref: str, value: str) -> None:
        if self.value_changed is None:
            return
        self._writing = True
        try:
            self.value_changed(ref, value)
        finally:
            self._writing = False

    def _attach(self, ref: str, picture: bytes, suffix: str) -> bool:
        if self.attached is None:
            return False
        self.attached(ref, picture, suffix)
        return True

    def _go_on(self) -> None:
        self.flush()
        if self.on_continue is not None:
            self.on_continue()

    def _relayout(self) -> None:
        items = self._pager.items
        if list(items) != self._flow():
            self._set_items()
        else:
            self._pager.place()

    # --- what stands where ---------------------------------------------------------

    def _flow(self) -> list[QWidget]:
        if len(self.kinds) == 1:
            kind = self.kinds[0]
            return [*kind.head, *kind.items, *kind.pinned]
        flow: list[QWidget] = [self._title] if self._title else []
        for kind in self.kinds:
            flow += [*kind.head, *kind.items, *kind.pinned]
        return flow

    def _set_items(self) -> None:
        alone = self.kinds[0] if len(self.kinds) == 1 else None
        sticky = len(alone.head) if alone else int(self._title is not None)
        pinned = len(alone.pinned) if alone else 0
        glued = [part for kind in self.kinds for part in kind.head]
        self._pager.set_items(
            self._flow(),
            sticky=sticky,
            pinned=pinned,
            glued=glued,
            pinned_lead=bool(alone and alone.pinned_lead),
        )

    def _columns_for(self, width: int) -> int:
        return self.kinds[0].columns_for(width) if len(self.kinds) == 1 else 1

    def _make_keyboard(self) -> Keyboard | None:
        wanted = [kind.keyboard for kind in self.kinds if kind.keyboard is not None]
        if not wanted:
            return None
        keyboard = Keyboard(
            self._theme,
            self._words,
            wanted[0],
            on_text=self._typed,
            on_delete=self._deleted,
        )
        keyboard.setParent(self)
        for kind in self.kinds:
            if kind.field is not None:
                kind.on_focus(partial(self._focused, kind))
        return keyboard

    def _focused(self, kind: QuestionKind) -> None:
        self._written_in = kind
        if self._keyboard is not None and kind.keyboard is not None:
            self._keyboard.set_kind(kind.keyboard)

    _written_in: QuestionKind | None = None

    @property
    def wants_side(self) -> bool:
        """Whether the keyboard takes the place of the side card."""
        return self._wide and self._keyboard is not None

    def natural_height(self, width: int) -> int:
        """The height at which everything stands on one page."""
        needed = self._pager.natural_height(width)
        if self._keyboard is not None and not self._wide:
            needed += self._theme.px(_GAP_MM) + self._keyboard.sizeHint().height()
        return needed

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the space between question and keyboard."""
        keyboard = self._keyboard
        width, height, gap = self.width(), self.height(), self._theme.px(_GAP_MM)
        if keyboard is None:
            self._pager.setGeometry(0, 0, width, height)
        elif self._wide:
            wide = keyboard.width_beside(width)
            self._pager.setGeometry(0, 0, width - wide - gap, height)
            keyboard.setGeometry(width - wide, 0, wide, height)
        else:
            left = height - gap - self._pager.natural_height(width)
            high = keyboard.height_below(height, left)
            self._pager.setGeometry(0, 0, width, height - high - gap)
            keyboard.setGeometry(0, height - high, width, high)

    # --- answers and problems ------------------------------------------------------

    def value(self) -> str:
        """The answer of the only question, or of the first."""
        return self.kinds[0].value()

    def flush(self) -> None:
        """Hand over what has not been yet; call it before going on."""
        for kind in self.kinds:
            kind.flush()

    def set_problem(self, text: str | None) -> None:
        """Say what to look at again in the first question, or nothing."""
        self.set_problems({self.kinds[0].node.ref: text} if text else {})

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Say by ref what to look at again; nothing about the others.

        The page turns to the first of them, unless the person is writing at this
        moment: then what they write stays in sight.
        """
        for kind in self.kinds:
            kind.set_problem(problems.get(kind.node.ref))
        self._pager.place()
        first = next((kind for kind in self.kinds if not kind.problem.absent), None)
        if first is not None and not self._writing:
            self._pager.show_item(first.problem)

    def set_hidden(self, hidden: bool) -> None:  # noqa: FBT001 (a Qt-like setter)
        """Blank the answers on the screen, or show them again."""
        for kind in self.kinds:
            kind.set_hidden(hidden)

    # --- the voice -----------------------------------------------------------------

    def utterances(self) -> Prompt:
        """What is read of the screen, in order; targets are this widget's own."""
        return prompt_of(self._title, self.kinds, self._words.language)

    def highlight(self, target: str | None) -> None:
        """Ring what is read, on whichever page it stands; nothing for None."""
        if self._read is not None:
            self._read.set_reading(False)
        self._read = control_of(target, self._title, self.kinds) if target else None
        if self._read is not None:
            if isinstance(self._read, QWidget):
                self._pager.show_item(self._read)
            self._read.set_reading(True)

    # --- keys ----------------------------------------------------------------------

    def focus_first(self) -> bool:
        """Give the keys to where the answer is entered; False if nothing takes them.

        While the person is writing the keys stay where they are.
        """
        return self._writing or any(kind.focus() for kind in self.kinds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Characters that no control took: they choose, or are written."""
        text = event.text()
        counts = bool(text) and text.isprintable() and not event.isAutoRepeat()
        event.setAccepted(counts and self._active().type(text))

    def _active(self) -> QuestionKind:
        """The question the keys are in, or the one last written in."""
        focus = QApplication.focusWidget()
        for kind in self.kinds:
            for item in (*kind.items, *kind.pinned):
                if focus is not None and (item is focus or item.isAncestorOf(focus)):
                    return kind
        return self._written_in or self.kinds[0]

    def _typed(self, text: str) -> None:
        field = self._active().field
        if field is None:
            self._active().type(text)
        else:
            self._pager.show_item(field)
            field.type(text)

    def _deleted(self) -> None:
        field = self._active().field
        if field is not None:
            field.delete()
