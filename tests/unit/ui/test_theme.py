"""Millimetres, four sizes, three contrasts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QImage, QPainter, QRawFont

from kiosk.render.fonts import font_family
from kiosk.ui.theme import CONTRASTS, Style, assets_folder, colour, mm_per_pixel_of

BIG = QSize(3840, 2160)
ON_GROUND = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "tint"),
    ("ink", "bar"),
    ("muted", "paper"),
    ("muted", "card"),
    ("on_evergreen", "evergreen"),
    ("on_evergreen", "pressed"),
    ("green_text", "card"),
    ("green_text", "paper"),
    ("green_text", "bar"),
    ("amber_text", "amber"),
    ("notice_text", "notice"),
    ("red", "card"),
    ("red_text", "red_tint"),
]
SHAPES = [
    ("edge", "paper"),
    ("edge", "card"),
    ("evergreen", "paper"),
    ("evergreen", "card"),
    ("amber_ring", "paper"),
    ("amber_ring", "card"),
    ("red_edge", "paper"),
    ("red_edge", "card"),
    ("green_text", "paper"),
]


def luminance(value: str) -> float:
    """WCAG 2.2's relative luminance."""
    shade = colour(value)
    parts = []
    for part in (shade.redF(), shade.greenF(), shade.blueF()):
        low = part / 12.92
        parts.append(low if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("least", "name"), [(10, "normal"), (15, "high"), (15, "dark")]
)
@pytest.mark.parametrize(("text", "ground"), ON_GROUND)
def test_text_stands_out_from_its_ground(text, ground, least, name):
    colours = CONTRASTS[name]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= least


@pytest.mark.parametrize("name", list(CONTRASTS))
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_edges_and_rings_can_be_seen(shape, ground, name):
    colours = CONTRASTS[name]
    assert contrast(getattr(colours, shape), getattr(colours, ground)) >= 3


@pytest.mark.parametrize(("size", "em"), [(1, 6.0), (2, 8.0), (3, 10.0), (4, 12.5)])
@pytest.mark.parametrize("mm_per_pixel", [0.248, 0.1245])
def test_the_em_is_right_in_millimetres_on_any_panel(
    make_theme, size, em, mm_per_pixel
):
    theme = make_theme(size, window=BIG, mm_per_pixel=mm_per_pixel)
    measured = theme.font().pixelSize() * mm_per_pixel
    assert measured == pytest.approx(em, rel=0.05)


@pytest.mark.parametrize("mm_per_pixel", [0.248, 0.1245])
def test_a_capital_letter_is_as_high_as_it_should_be(make_theme, mm_per_pixel):
    theme = make_theme(2, window=BIG, mm_per_pixel=mm_per_pixel)
    assert dark_rows(theme.font(), "H") * mm_per_pixel == pytest.approx(5.9, rel=0.05)


def dark_rows(font, text: str) -> int:
    """How many rows of pixels a text darkens."""
    image = QImage(400, 400, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(50, 250, text)
    painter.end()
    rows = range(image.height())
    return sum(
        any(image.pixelColor(x, y).value() < 128 for x in range(40, 200)) for y in rows
    )


def test_a_question_is_at_least_1_6_times_the_body_text():
    assert Style.TITLE.scale >= 1.6


def test_the_bundled_font_is_used_and_knows_rare_names(theme):
    assert font_family() != "Noto Sans CJK SC"
    writing = QFontDatabase.WritingSystem.SimplifiedChinese
    font = QRawFont.fromFont(theme.font(), writing)
    assert font.familyName() == font_family()
    for character in "镕喆珺玥䶮㛃𠮷":
        assert font.supportsCharacter(ord(character))


def test_small_windows_shrink_everything_together_but_panels_do_not(make_theme):
    assert make_theme(window=QSize(1366, 768), mm_per_pixel=0.2527).pixels_per_mm == (
        pytest.approx(1 / 0.2527)
    )
    small = make_theme(window=QSize(800, 600))
    assert small.pixels_per_mm < 1 / 0.248


def test_a_size_or_contrast_that_does_not_exist_is_a_bug(make_theme):
    with pytest.raises(KeyError):
        make_theme(5)
    with pytest.raises(KeyError):
        make_theme(contrast="pink")


def test_a_screen_that_says_nonsense_is_taken_for_the_usual_one():
    assert mm_per_pixel_of(None) == 0.248


def test_every_icon_can_be_drawn_in_any_colour(theme):
    names = [path.stem for path in (assets_folder() / "icons").glob("*.svg")]
    assert names
    for name in names:
        image = theme.icon(name, 10, "#ff0000").toImage()
        inked = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }
        assert inked == {"#ff0000"}, name
