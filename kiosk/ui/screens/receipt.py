"""Done: the reference, its QR, what happens next, and what is still owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.i18n import written
from kiosk.receipts.receipt import qr_matrix
from kiosk.speech import prompts
from kiosk.ui.controls import (
    Hint,
    Notice,
    Pager,
    QrCode,
    QrPanel,
    ReceiptNumber,
    Text,
    Title,
)
from kiosk.ui.screens.base import KioskScreen
from kiosk.ui.screens.marks import Badge
from kiosk.ui.screens.sided import arrange, body_of
from kiosk.ui.screens.stage import Act, Acts

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kiosk.speech.prompts import Prompt
    from kiosk.ui.screens.stage import Stage
    from kiosk.ui.theme import Theme

_MARK_MM = 28.0
_LARGEST = 4


class Done(QWidget):
    """The check mark and the title beside it."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        colours = theme.colours
        self._mark = Badge(
            theme,
            "check",
            _MARK_MM,
            ground=colours.evergreen,
            tone=colours.on_evergreen,
            disc=True,
        )
        self.title = Title(theme, text)
        for part in (self._mark, self.title):
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _indent(self) -> int:
        return self._mark.width() + self._theme.px(7)

    def hasHeightForWidth(self) -> bool:
        """Always."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The higher of the two."""
        text = self.title.heightForWidth(width - self._indent)
        return max(text, self._mark.height())

    def sizeHint(self) -> QSize:
        """Some 150 mm wide."""
        width = self._theme.px(150)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both in the middle of the height."""
        super().resizeEvent(event)
        room = self.width() - self._indent
        text = self.title.heightForWidth(room)
        self._mark.move(0, (self.height() - self._mark.height()) // 2)
        self.title.setGeometry(self._indent, (self.height() - text) // 2, room, text)


class ReceiptScreen(KioskScreen):
    """What the person takes home, on the screen and (where it can be) on paper."""

    first_act = "repeat"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._view = stage.visit.receipt()
        self._printer = stage.window.has_printer
        self._parts: list[QWidget] = []
        self._matrix = qr_matrix(self._view.receipt.qr_payload)

    def acts(self) -> Acts:
        """Print it again, where there is a printer; finish."""
        words, window = self.stage.words, self.stage.window
        own = None
        if window.has_printer:
            again = words.say("receipt_screen.print_again")
            own = Act(again, window.print_receipt, "printer")
        done = words.say("receipt_screen.finish")
        return Acts(own=own, primary=Act(done, self.stage.visit.finish))

    def prompt(self) -> Prompt:
        """That it is done, the number in groups, and what comes next."""
        words, reference = self.stage.words, self._view.receipt.reference
        return prompts.receipt(
            words.spoken("receipt_screen.title"),
            (words.spoken("receipt_screen.number"), reference),
            [self._where(), *self._next()],
            self.stage.spoken,
        )

    def refresh(self) -> None:
        """It has reached the office meanwhile, or a printer was found."""
        view, printer = self.stage.visit.receipt(), self.stage.window.has_printer
        if (view, printer) != (self._view, self._printer):
            self._view, self._printer = view, printer
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The QR beside, below, or on a page of its own."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        stage = self.stage
        pager, panel = Pager(stage.theme, stage.words, gap_mm=5), self._qr()
        self._parts = [pager, panel]
        pager.setParent(self)
        items = self._items()
        pager.set_items(items)
        places = arrange(
            stage, body_of(stage, self), panel.heightForWidth, pager.natural_height
        )
        if places.side is None:
            pager.set_items([*items, *self._code()])
        else:
            panel.setParent(self)
            wide = places.side.width()
            panel.setGeometry(places.side)
            panel.resize(wide, panel.heightForWidth(wide))
            panel.show()
        pager.setGeometry(places.main)
        pager.show()

    def _items(self) -> list[QWidget]:
        theme, words = self.stage.theme, self.stage.words
        done = Done(theme, words.say("receipt_screen.title"))
        where = Hint(theme, self._where())
        received = self._received()
        # With little room the number comes first, and its facts flow to a next page.
        beside = theme.size < _LARGEST and not self.stage.low
        number = ReceiptNumber(
            theme,
            words.say("receipt_screen.number"),
            self._view.receipt.reference,
            received if beside else "",
        )
        items: list[QWidget] = [done, where, number]
        if not beside:
            items = [done, number, Hint(theme, received), where]
        items += [Text(theme, sentence) for sentence in self._next()]
        if self.stage.window.has_printer is False:
            items.append(Notice(theme, words.say("receipt_screen.no_printer")))
        self.targets = {"title": done.title, "hint": where}
        return items

    def _qr(self) -> QrPanel:
        return QrPanel(self.stage.theme, self._matrix, self._about_code())

    def _code(self) -> list[QWidget]:
        """The QR and its lines as items of the pages."""
        theme = self.stage.theme
        texts = [Text(theme, line, centred=True) for line in self._about_code()]
        return [QrCode(theme, self._matrix), *texts]

    def _about_code(self) -> list[str]:
        words = self.stage.words
        return [words.say("receipt_screen.qr"), words.say("receipt_screen.qr_private")]

    def _where(self) -> str:
        key = "receipt_screen.sent" if self._view.sent else "receipt_screen.waiting"
        return self.stage.words.say(key)

    def _received(self) -> str:
        receipt, words = self._view.receipt, self.stage.words
        time = written.moment(receipt.received_at, words)
        if not self.stage.phone:
            return f"{time} · {self.stage.centre}"
        return words.say(
            "receipt_screen.received",
            time=time,
            centre=self.stage.centre,
            phone=self.stage.phone,
        )

    def _next(self) -> list[str]:
        words, view = self.stage.words, self._view
        steps = view.next_steps or (words.say("receipt_screen.next_default"),)
        chinese = self.stage.spoken == "zh"
        together = ("" if chinese else " ").join(steps)
        said = [words.say("receipt_screen.next", steps=together)]
        if view.owed:
            papers = ("、" if chinese else ", ").join(view.owed)
            said.append(words.say("receipt_screen.owed", papers=papers))
        return said
