"""The citizen's window: the one place where the visit becomes something to see.

What belongs here: which screen stands, when it is made anew, and where touches, keys,
speech and the clock's ticks go. How a screen looks is the screen's.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.clock import SystemClock
from kiosk.i18n.words import Words
from kiosk.speech.prompts import plain
from kiosk.ui.screens import screen_class
from kiosk.ui.screens.keys import InputFilter
from kiosk.ui.screens.place import Place, drop
from kiosk.ui.screens.printing import Printer, SystemPrinting
from kiosk.ui.screens.reading import Reading
from kiosk.ui.screens.stage import Stage
from kiosk.ui.screens.warming import Warming
from kiosk.ui.theme import Theme, Touches, colour, mm_per_pixel_of
from kiosk.visit.machine import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from PySide6.QtGui import (
        QCloseEvent,
        QKeyEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
    )

    from kiosk.clock import Clock
    from kiosk.settings import Settings
    from kiosk.ui.screens.base import KioskScreen
    from kiosk.ui.screens.printing import Printing
    from kiosk.ui.screens.reading import Voicing
    from kiosk.ui.tasks import Tasks
    from kiosk.visit.views import QuestionView
    from kiosk.visit.visit import Visit

TICK_MS: Final = 1000
SAVING_SHOWN_MS: Final = 150
"""A disk slower than this is mentioned on the button (NUMBERS.md)."""


class KioskWindow(QWidget):
    """Shows the screen of the visit's state, and tells the visit what was done.

    Everything is made anew (theme, words, bars, screen) when the person chooses another
    language, size or contrast, or the window another shape; what was entered stands in
    the visit and comes back with the new screen.

    Attributes:
        visit: what it shows.
        place: the bars and the screen; None before the window has a size.
        touches: how touches are judged.
        reading: what is read aloud.
        row_left: the row of the check page a person went to change; "" for none.
    """

    def __init__(  # noqa: PLR0913 (ports, all by name but the first two)
        self,
        visit: Visit,
        settings: Settings,
        *,
        tasks: Tasks,
        synthesiser: Voicing | None = None,
        clock: Clock | None = None,
        printing: Printing | None = None,
        words: Callable[[str], Words] = Words,
        mm_per_pixel: float = 0.0,
    ) -> None:
        """Stand before ``visit``.

        Args:
            visit: whose listener the window becomes.
            settings: the centre's.
            tasks: brings other threads' news here.
            synthesiser: None for a window that never speaks.
            clock: for judging touches.
            printing: the printer; the system's where None.
            words: the sentences of a language tag.
            mm_per_pixel: of the panel; 0 asks the settings, then the screen.
        """
        super().__init__()
        self.visit = visit
        self.place: Place | None = None
        self.touches = Touches(clock or SystemClock())
        self.reading = Reading(visit, synthesiser, tasks, self._highlight, self)
        self._settings = settings
        self._words = words
        self._mm_per_pixel = mm_per_pixel
        self._printer = Printer(
            printing or SystemPrinting(), tasks, self._printer_found
        )
        self.row_left = ""
        self._question: QuestionView | None = None
        self._make_sheet: Callable[[Stage], KioskScreen] | None = None
        self._look: tuple[object, ...] = ()
        self._stands: tuple[object, ...] = ()
        self._warming = Warming(self, self.reading.warm)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._filter = InputFilter(self.touches, self, self._alive, self._keys())
        _application().installEventFilter(self._filter)
        self._slow = QTimer(self, interval=SAVING_SHOWN_MS, singleShot=True)
        self._slow.timeout.connect(self._say_saving)
        ticks = QTimer(self, interval=TICK_MS)
        ticks.timeout.connect(visit.tick)
        ticks.start()
        visit.listen(self._changed)

    # --- what stands ---------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is made before it can be seen and measured."""
        super().showEvent(event)
        self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another shape is another look."""
        super().resizeEvent(event)
        self._changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground under everything."""
        if self.place is not None:
            ground = self.place.stage.theme.colours.paper
            QPainter(self).fillRect(self.rect(), colour(ground))

    def _changed(self) -> None:
        """The visit changed; show what it is now, with as little work as will do."""
        if not self.isVisible() or self.size().isEmpty():
            return
        self._watch_saving()
        stands = self._standing()
        if self.visit.saving and stands == self._stands and self.place is not None:
            return  # what follows an answer is shown once the store has it
        look = self._wanted_look()
        if self.place is None or look != self._look:
            self._dress(look)
            self._put(stands)
        elif stands != self._stands:
            self._put(stands)
        else:
            self.place.refresh()

    def _standing(self) -> tuple[object, ...]:
        """What must differ for another screen to stand."""
        state = self.visit.state
        if state is not State.QUESTION:
            return (state,)
        if self.visit.saving and self._stands[:1] == (state,):
            return self._stands
        self._question = self.visit.question()
        return (state, self._question.screen.ref, self._question.changing)

    def _wanted_look(self) -> tuple[object, ...]:
        sitting = self.visit.sitting
        shape = (self.width(), self.height())
        return (sitting.language, sitting.size, sitting.contrast, shape)

    def _dress(self, look: tuple[object, ...]) -> None:
        """A new theme, new words, new bars."""
        self._look = look
        old, sitting = self.place, self.visit.sitting
        theme = Theme.build(
            contrast=sitting.contrast,
            size=sitting.size,
            mm_per_pixel=self._pitch(),
            window=self.size(),
            touches=self.touches,
        )
        stage = Stage(
            visit=self.visit,
            words=self._words(sitting.language),
            theme=theme,
            settings=self._settings,
            width=self.width(),
            height=self.height(),
            window=self,
        )
        self.place = Place(
            stage, self, self._pills(), (self.read_again, self._call_help)
        )
        self.place.show()
        if old is not None:
            drop(old)

    def _pitch(self) -> float:
        chosen = self._mm_per_pixel or self._settings.decimal("screen.mm_per_pixel")
        return chosen or mm_per_pixel_of(self.screen())

    def _put(self, stands: tuple[object, ...]) -> None:
        """The screen of the visit's state; the same one where only the look is new."""
        place = self._placed()
        again, self._stands = stands == self._stands, stands
        self.reading.stop()
        with self._unwatched():
            place.put(screen_class(self.visit.state)(place.stage))
        if again and self._make_sheet is not None:
            place.cover(self._make_sheet(place.stage))
        else:
            self._make_sheet = None
        self.touches.screen_changed()
        if not again and self.visit.state is State.REST:
            self._wipe()
        if not again and self.visit.state is State.RECEIPT:
            self._printer.look(self.print_receipt)
        self._warming.go_on(resting=self.visit.state is State.REST)
        self.reading.say(place.front.prompt())

    @contextmanager
    def _unwatched(self) -> Iterator[None]:
        """No touch comes while a screen is made, and thousands of other events do."""
        application = _application()
        application.removeEventFilter(self._filter)
        try:
            yield
        finally:
            application.installEventFilter(self._filter)

    def _wipe(self) -> None:
        """Nothing of the last visit remains here."""
        self.row_left = ""
        self._question = None
        self.reading.wipe()
        _application().clipboard().clear()

    def _placed(self) -> Place:
        assert self.place is not None, "the window has no size yet"
        return self.place

    # --- what a screen asks for ----------------------------------------------------

    @property
    def question(self) -> QuestionView:
        """The question that stands, asked of the visit once for every change."""
        assert self._question is not None, "no question stands"
        return self._question

    def open_sheet(self, make: Callable[[Stage], KioskScreen]) -> None:
        """Lay a sheet over the screen; it is made anew when the look changes."""
        place = self._placed()
        self._make_sheet = make
        place.cover(make(place.stage))
        self.touches.screen_changed()
        self.reading.say(place.front.prompt())

    def close_sheet(self) -> None:
        """Take the sheet away; the screen beneath stands as it was."""
        self._make_sheet = None
        self.reading.stop()
        self._placed().uncover()
        self.touches.screen_changed()

    def acts_changed(self) -> None:
        """The bottom bar's acts are others now."""
        place = self._placed()
        if place.front.framed:
            place.frame.acts_changed(place.front)

    def read_again(self) -> None:
        """Read the screen from its beginning, private or not: it was asked for."""
        self.reading.say_anyway(self._placed().front.repeat_prompt())

    @property
    def has_printer(self) -> bool | None:
        """Whether a receipt can be printed; None as long as nobody has looked."""
        return self._printer.ready

    def print_receipt(self) -> None:
        """Print the receipt that stands, without waiting for it."""
        if self.visit.state is State.RECEIPT:
            receipt = self.visit.receipt().receipt
            self._printer.print(receipt, self._placed().stage.words)

    def _printer_found(self) -> None:
        if self.visit.state is State.RECEIPT:
            self._placed().refresh()

    # --- touches and keys ----------------------------------------------------------

    def _alive(self) -> None:
        """Any touch or key: silence, and the quiet time begins anew."""
        self.reading.stop()
        self.visit.touched()

    def _pills(self) -> tuple[Callable[[], None], ...]:
        visit = self.visit
        return (
            self._larger,
            self._next_contrast,
            self._open_sound,
            self._other_language,
            visit.leave,
        )

    def _keys(self) -> Mapping[Qt.Key, Callable[[], bool]]:
        acts = {
            Qt.Key.Key_F1: self._call_help,
            Qt.Key.Key_F2: self.read_again,
            Qt.Key.Key_F3: self._larger,
            Qt.Key.Key_F4: self._next_contrast,
            Qt.Key.Key_F5: self._other_language,
            Qt.Key.Key_Escape: self._back,
        }
        return {key: self._unless_resting(act) for key, act in acts.items()}

    def _unless_resting(self, act: Callable[[], None]) -> Callable[[], bool]:
        """At rest any key only begins."""

        def pressed() -> bool:
            if self.visit.state is State.REST:
                return False
            act()
            return True

        return pressed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key nobody took, wherever the focus was: the screen may know it."""
        if self.place is None or not self.place.front.take_key(event):
            super().keyPressEvent(event)

    def _back(self) -> None:
        if self._placed().sheet is not None:
            self.close_sheet()
        else:
            self._placed().front.back()

    def _call_help(self) -> None:
        self.visit.call_help()

    def _larger(self) -> None:
        self.visit.larger()
        self._tell("bar.size.now", step=self.visit.sitting.size)

    def _next_contrast(self) -> None:
        self.visit.next_contrast()
        self._tell(f"bar.contrast.{self.visit.sitting.contrast}")

    def _other_language(self) -> None:
        self.visit.set_language("en" if self.visit.sitting.language == "zh" else "zh")

    def _open_sound(self) -> None:
        from kiosk.ui.screens.sound import SoundSheet

        if self._placed().sheet is None:
            self.open_sheet(SoundSheet)

    def _tell(self, key: str, **values: object) -> None:
        """Say what a pill has set, in place of the whole screen."""
        stage = self._placed().stage
        self.reading.say(plain([stage.words.spoken(key, **values)], stage.spoken))

    # --- time and voice ------------------------------------------------------------

    def _watch_saving(self) -> None:
        if not self.visit.saving:
            self._slow.stop()
            if self.place is not None:
                self.place.frame.bottom.set_busy("")
        elif not self._slow.isActive():
            self._slow.start()

    def _say_saving(self) -> None:
        if self.visit.saving and self.place is not None:
            words = self.place.stage.words
            self.place.frame.bottom.set_busy(words.say("question.saving"))

    def _highlight(self, target: str | None) -> None:
        if self.place is not None:
            self.place.front.highlight(target)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Be silent, and let go of the application's events."""
        self.reading.close()
        self._printer.close()
        _application().removeEventFilter(self._filter)
        super().closeEvent(event)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication), "no application"
    return application
