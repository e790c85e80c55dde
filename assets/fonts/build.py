"""Builds the kiosk's two fonts from Debian's ``fonts-noto-cjk``.

Run by hand when Noto Sans CJK has a new release, not by the set-up::

    apt-get install fonts-noto-cjk          # the source, about 90 MB
    .venv/bin/python assets/fonts/build.py

It takes the Simplified Chinese face out of each collection and keeps every Han
character the face has (Unified, Extension A, the supplementary planes and the
compatibility ideographs: a name may use any of them), Latin, Pinyin tone marks,
punctuation, arrows, box and geometric shapes and enclosed numbers. Kana, Hangul,
vertical writing and alternate forms go. The result is the family ``Noto Sans SC``.
The same source gives the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto")
FACE = "Noto Sans CJK SC"
FAMILY = "Noto Sans SC"
STYLES = ("Regular", "Bold")

KEPT = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1 with U+00B7, Latin Extended (Pinyin tone marks)
    (0x02C7, 0x02D9),  # tone marks standing alone
    (0x0300, 0x036F),  # combining marks
    (0x0391, 0x03C9),  # Greek
    (0x2000, 0x206F),  # general punctuation
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218F),  # ℃ № ™, number forms
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2460, 0x24FF),  # ① ② ③
    (0x2500, 0x27BF),  # boxes, blocks, geometric and miscellaneous symbols
    (0x2E80, 0x2FDF),  # radicals
    (0x2FF0, 0x303F),  # ideographic description, CJK punctuation, 〇
    (0x3105, 0x312F),  # Bopomofo
    (0x31C0, 0x31E3),  # strokes: 一 丨 丿 ㇏ 𠃍
    (0x3200, 0x33FF),  # enclosed CJK, square units
    (0x3400, 0x4DBF),  # Han, Extension A: 䶮
    (0x4E00, 0x9FFF),  # Han, Unified
    (0xF900, 0xFAFF),  # Han, compatibility
    (0xFE10, 0xFE6F),  # vertical and small punctuation
    (0xFF00, 0xFF60),  # full-width Latin and punctuation
    (0xFFE0, 0xFFE6),  # full-width ￥
    (0x20000, 0x3FFFF),  # Han, Extensions B and on: 𠮷
)
# The parts of a font a screen and a printer use; the rest is for vertical setting.
FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum", "pnum", "case")
DROPPED = ("BASE", "VORG", "vhea", "vmtx")


def wanted(font: TTFont) -> list[int]:
    """The code points of ``font`` that lie in ``KEPT``, ascending."""
    has = font.getBestCmap()
    return [
        code for first, last in KEPT for code in range(first, last + 1) if code in has
    ]


def open_face(path: Path) -> TTFont:
    """The Simplified Chinese face of a collection; ``LookupError`` if there is none."""
    for font in TTCollection(str(path), lazy=True).fonts:
        if font["name"].getDebugName(1) == FACE:
            font.recalcTimestamp = False
            return font
    raise LookupError(f"{path} has no face named {FACE}")


def subset(font: TTFont) -> None:
    """Cut ``font`` down, in place."""
    options = Options()
    options.layout_features = list(FEATURES)
    options.drop_tables += list(DROPPED)
    options.hinting = False  # text here is never small enough for it to matter
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted(font))
    subsetter.subset(font)


def rename(font: TTFont, style: str) -> None:
    """Give ``font`` the family name the program asks for."""
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = {
        1: FAMILY,
        2: style,
        3: f"2.004;{postscript};evergreen-kiosk subset",
        4: f"{FAMILY} {style}" if style != "Regular" else FAMILY,
        6: postscript,
    }
    for name_id, text in names.items():
        font["name"].removeNames(nameID=name_id)
        font["name"].setName(text, name_id, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [postscript]
    top.topDictIndex[0].FamilyName = FAMILY
    top.topDictIndex[0].FullName = names[4]


def build(source: Path, target: Path) -> list[Path]:
    """Write ``NotoSansSC-<style>.otf`` into ``target``; the paths written."""
    written = []
    for style in STYLES:
        font = open_face(source / f"NotoSansCJK-{style}.ttc")
        subset(font)
        rename(font, style)
        path = target / f"NotoSansSC-{style}.otf"
        font.save(str(path))
        written.append(path)
        print(f"{path.name}: {len(font.getBestCmap())} characters")
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return written


def main() -> None:
    """Read the two folders from the command line and build."""
    parser = argparse.ArgumentParser(
        description="Build assets/fonts from Noto Sans CJK"
    )
    parser.add_argument("--source", type=Path, default=SOURCE)
    parser.add_argument("--target", type=Path, default=Path(__file__).parent)
    arguments = parser.parse_args()
    build(arguments.source, arguments.target)


if __name__ == "__main__":
    main()
