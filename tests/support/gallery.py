"""Pictures of every control and question kind, to be looked at by a person.

Run ``python -m tests.support.gallery FOLDER [--size N]… [--contrast C]… [--shape S]…``
without a screen (``QT_QPA_PLATFORM=offscreen``).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.clock import SystemClock
from kiosk.i18n.words import Words
from kiosk.ui.controls import (
    Button,
    ButtonRow,
    Card,
    Hint,
    Kind,
    Notice,
    OptionCard,
    Pager,
    Problem,
    Progress,
    QrPanel,
    ReceiptNumber,
    Row,
    Section,
    SideCard,
    Text,
    Title,
    check_rows,
)
from kiosk.ui.questions import make_group, make_question
from kiosk.ui.theme import Theme, colour
from tests.support.questions import EXAMPLES, GROUP, node_of

SHAPES = {
    "1920x1080": (QSize(1920, 1080), 0.248),
    "1080x1920": (QSize(1080, 1920), 0.248),
    "1366x768": (QSize(1366, 768), 0.2527),
    "1280x1024": (QSize(1280, 1024), 0.264),
    "1280x800": (QSize(1280, 800), 0.248),
}
_TOP_MM, _BOTTOM_MM = 21.0, 38.0


def theme_for(shape: str, size: int, contrast: str) -> Theme:
    """The theme of a window of one of the shapes."""
    window, mm = SHAPES[shape]
    return Theme.build(
        contrast=contrast,
        size=size,
        mm_per_pixel=mm,
        window=window,
        clock=SystemClock(),
    )


def body_size(theme: Theme, shape: str) -> QSize:
    """What bars and margins leave of a window: a third more bar in portrait."""
    window, _ = SHAPES[shape]
    tall = window.height() > window.width()
    bars = theme.px(_TOP_MM + _BOTTOM_MM) * (1.5 if tall else 1.0)
    return QSize(
        window.width() - 2 * theme.margin,
        round(window.height() - bars - 2 * theme.px(8)),
    )


def _nothing(*_: object) -> None:
    return None


def controls(theme: Theme, words: Words) -> list[QWidget]:
    """One of each, some in more than one state."""
    say = words.say
    english = words.language.startswith("en")
    buttons = [
        Button(theme, say("button.back"), _nothing, Kind.OUTLINE, icon="back"),
        Button(theme, say("button.repeat"), _nothing, Kind.PLAIN, icon="speaker"),
        Button(theme, say("button.help"), _nothing, Kind.AMBER, icon="person"),
        Button(
            theme,
            say("button.next"),
            _nothing,
            Kind.PRIMARY,
            icon="next",
            trailing=True,
        ),
    ]
    pills = [
        Button(theme, say("bar.leave"), _nothing, Kind.LEAVE, icon="close"),
        Button(theme, say("button.why"), _nothing, Kind.PILL, icon="question"),
    ]
    reading = OptionCard(
        theme, 3, "Community worker" if english else "社区工作人员代办", _nothing
    )
    chosen = OptionCard(
        theme, 2, "A relative" if english else "子女或亲属代办", _nothing
    )
    chosen.set_chosen(True)
    long = (
        "A choice with a label so long that it needs another line on most screens"
        if english
        else "一个很长很长的选项，长到在大多数屏幕上都要写成两行，看看会不会被截断"
    )
    return [
        Progress(theme, say("question.step", step=3, steps=9), 3, 9),
        Title(theme, say("services.title")),
        Hint(theme, say("services.subtitle")),
        Problem(theme, "这个号码少了 1 位，现在是 17 位。看着身份证再对一遍。"),
        ButtonRow(theme, buttons),
        ButtonRow(theme, pills),
        OptionCard(theme, 1, long, _nothing),
        chosen,
        reading,
        OptionCard(theme, 4, long, _nothing, many=True),
        Notice(theme, "没带齐也能办：先收下申请，差的材料以后补。"),
        Card(
            theme,
            "高龄津贴申请",
            "年满 80 周岁的老人，每月领取",
            "约 8 分钟 · 带身份证",
            _nothing,
        ),
        *check_rows(
            theme,
            words,
            [
                Row("a", "办理人", "子女或亲属代办"),
                Row("b", "身份证号", "320211 1941 0312 0021", problem="再看一看。"),
            ],
            _nothing,
        ),
        ReceiptNumber(
            theme,
            "回执号",
            "07-004206-8",
            "2026 年 11 月 21 日 09:42 · 城南社区服务中心",
        ),
        QrPanel(
            theme,
            [[(x * y + x) % 3 == 0 for x in range(29)] for y in range(29)],
            ["以后扫这个码查进度。", "码里没有您的个人信息。"],
        ),
        SideCard(
            theme,
            words,
            [
                Section(say("question.why.title"), ("代办时需要知道代办人是谁。",)),
                Section(say("question.who_sees.title"), ("只有本中心的工作人员。",)),
            ],
        ),
        Text(theme, "𠮷野家 㛃 䶮 王珺玥 镕喆"),
    ]


def picture(widget: QWidget, theme: Theme, size: QSize) -> QPixmap:
    """A widget at a size, on paper, with room for its rings."""
    host = QWidget()
    margin = theme.margin
    host.resize(size.width() + 2 * margin, size.height() + 2 * margin)
    palette = host.palette()
    palette.setColor(host.backgroundRole(), colour(theme.colours.paper))
    host.setPalette(palette)
    host.setAutoFillBackground(True)
    widget.setParent(host)
    widget.setGeometry(margin, margin, size.width(), size.height())
    host.show()
    QApplication.processEvents()
    if focus := getattr(widget, "focus_first", None):
        host.activateWindow()
        focus()
    for target in ("option:2", "option:b"):
        if light := getattr(widget, "highlight", None):
            light(target)
    QApplication.processEvents()
    result = host.grab()
    host.hide()
    host.deleteLater()
    return result


def sheet(theme: Theme, words: Words, shape: str) -> QPixmap:
    """All pages of the controls side by side."""
    size = body_size(theme, shape)
    pages = []
    number = 0
    while True:
        pager = Pager(theme, words, grow=1.15)
        pager.resize(size)
        pager.set_items(controls(theme, words))
        pager.show_page(number)
        pages.append(picture(pager, theme, size))
        number += 1
        if number >= pager.pages:
            break
    whole = QPixmap(
        sum(page.width() for page in pages), max(page.height() for page in pages)
    )
    painter = QPainter(whole)
    left = 0
    for page in pages:
        painter.drawPixmap(left, 0, page)
        left += page.width()
    painter.end()
    return whole


def draw_all(
    folder: Path, shapes: list[str], sizes: list[int], contrasts: list[str]
) -> None:
    """Write every picture into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for shape in shapes:
        for size in sizes:
            for contrast in contrasts:
                for language in ("zh", "en"):
                    _draw(folder, shape, size, contrast, language)


def _draw(folder: Path, shape: str, size: int, contrast: str, language: str) -> None:
    theme = theme_for(shape, size, contrast)
    words = Words(language)
    stem = f"{shape}-{size}-{contrast}-{language}"
    sheet(theme, words, shape).save(str(folder / f"controls-{stem}.png"))
    area = body_size(theme, shape)
    wide = area.width() > area.height()
    for name, example in EXAMPLES.items():
        node = node_of(example, language)
        question = make_question(
            theme, words, node, problem=example.problem_in(language), wide=wide
        )
        picture(question, theme, area).save(str(folder / f"{name}-{stem}.png"))
    group = make_group(
        theme,
        words,
        [node_of(EXAMPLES[name], language) for name in GROUP],
        title="联系方式" if language == "zh" else "How to reach you",
        wide=wide,
    )
    picture(group, theme, area).save(str(folder / f"group-{stem}.png"))


def main() -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description="Pictures of controls and questions.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, action="append")
    parser.add_argument("--contrast", action="append")
    parser.add_argument("--shape", action="append", choices=sorted(SHAPES))
    options = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    draw_all(
        options.folder,
        options.shape or sorted(SHAPES),
        options.size or [1, 2, 3, 4],
        options.contrast or ["normal", "high", "dark"],
    )
    app.processEvents()


if __name__ == "__main__":
    main()
