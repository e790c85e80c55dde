"""The bundled font can write any name; the icons are one family."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

ASSETS = Path(__file__).resolve().parents[3] / "assets"
FONTS = sorted((ASSETS / "fonts").glob("*.otf"))
ICONS = sorted((ASSETS / "icons").glob("*.svg"))
NAMED = (
    "leaf back next up down speaker person text-size contrast close check pencil "
    "printer backspace home clock document card phone question globe warning search "
    "pause play lock qr calendar shift"
)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_has_every_sign_a_name_or_a_screen_needs(path):
    with TTFont(path, lazy=True) as font:
        known = font.getBestCmap()
    signs = "镕喆珺玥䶮𠮷𫍽·，。？！：；「」（）—…①②③×→✓ āáǎàü Aa09"
    assert [sign for sign in signs if ord(sign) not in known] == []
    assert sum(0x4E00 <= code <= 0x9FFF for code in known) > 20_900
    assert sum(0x3400 <= code <= 0x4DBF for code in known) > 6_500


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_goes_by_the_familys_name_and_is_not_too_large(path):
    with TTFont(path, lazy=True) as font:
        names = [font["name"].getDebugName(number) for number in (1, 2)]
    assert names == ["Noto Sans SC", path.stem.rpartition("-")[2]]
    assert path.stat().st_size < 12_500_000


def test_there_are_two_weights_with_their_licence():
    assert [path.stem for path in FONTS] == ["NotoSansSC-Bold", "NotoSansSC-Regular"]
    assert "SIL OPEN FONT LICENSE" in (ASSETS / "fonts" / "OFL.txt").read_text("utf-8")


def test_every_icon_the_screens_ask_for_is_there():
    assert set(NAMED.split()) <= {path.stem for path in ICONS}


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_keeps_to_the_family(path):
    root = etree.fromstring(path.read_bytes())
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "2.2"
    assert (root.get("stroke-linecap"), root.get("stroke-linejoin")) == ("round",) * 2
    fills = {node.get("fill") for node in root.iter()} - {None}
    assert fills <= {"none", "currentColor"}
