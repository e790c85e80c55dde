"""The window's process: from the first paint to the last thing put away, in order.

What belongs here: what stands around the window while it runs. The order at the end
matters: silence, then nobody may call back any more, then the widgets go while the
application and this thread are still there.
"""

from __future__ import annotations

import logging
import sys
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.ui.collecting import Collecting
from kiosk.ui.qt_messages import logged_qt_messages
from kiosk.ui.stopping import stopped_by_signals
from kiosk.ui.tasks import Tasks
from kiosk.ui.window import KioskWindow
from kiosk.visit.machine import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from kiosk.settings import Settings
    from kiosk.ui.screens.reading import Voicing
    from kiosk.visit.visit import Visit

    Post = Callable[[Callable[[], None]], None]

_log = logging.getLogger(__name__)
_USUAL_SIZE: Final = (1280, 800)


def run(
    make_visit: Callable[[Post], Visit],
    settings: Settings,
    synthesiser: Voicing | None,
    *,
    fullscreen: bool,
    size: tuple[int, int] | None,
    on_ready: Callable[[KioskWindow], None] | None = None,
) -> int:
    """Show the window until it is closed or the process is told to end.

    Args:
        make_visit: makes the visit; it is given the way onto this thread.
        settings: the centre's.
        synthesiser: the voice's, or None for a silent kiosk.
        fullscreen: the whole screen, without a pointer.
        size: of the window in pixels, where it is not the whole screen.
        on_ready: told the window once it stands.

    Returns:
        The exit code of Qt's loop: 0 also where a signal ended it.
    """
    with ExitStack() as around:
        around.enter_context(logged_qt_messages())
        application = QApplication.instance() or QApplication(["kiosk"])
        # By way of the loop: to quit one that has not begun yet would mean nothing.
        quit_soon = partial(QTimer.singleShot, 0, application.quit)
        around.enter_context(stopped_by_signals(quit_soon))
        tasks = Tasks()
        visit = make_visit(tasks.post)
        window = KioskWindow(visit, settings, tasks=tasks, synthesiser=synthesiser)
        around.callback(_put_away, window, tasks)
        window.setWindowTitle(settings.centre(settings.text("language")))
        _show(window, size, fullscreen=fullscreen)
        collecting = Collecting(lambda: visit.state is State.REST)
        around.callback(collecting.close)
        if on_ready is not None:
            on_ready(window)
        around.enter_context(_bugs_end_calmly(visit))
        return application.exec()


def _show(
    window: KioskWindow, size: tuple[int, int] | None, *, fullscreen: bool
) -> None:
    if fullscreen:
        window.setCursor(Qt.CursorShape.BlankCursor)
        window.showFullScreen()
    else:
        window.resize(QSize(*(size or _USUAL_SIZE)))
        window.show()


def _put_away(window: KioskWindow, tasks: Tasks) -> None:
    """Silence; no news from other threads; the widgets, on their own thread."""
    tasks.close()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def _bugs_end_calmly(visit: Visit) -> Iterator[None]:
    """A bug met by Qt's loop is logged, and the calm screen stands: no trace shown."""
    before = sys.excepthook

    def calmly(
        kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> None:
        _log.critical("a bug", exc_info=(kind, bug, trace))
        visit.break_off()

    sys.excepthook = calmly
    try:
        yield
    finally:
        sys.excepthook = before
