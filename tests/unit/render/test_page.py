"""Pages come out at the right length, and a QR on them can be read back."""

from __future__ import annotations

import shutil
import subprocess

import pytest
import qrcode
from PySide6.QtGui import QImage

from kiosk.errors import Expected
from kiosk.render.page import write_pdf
from kiosk.render.paper import Code, Paper, Rule, Sheet, Space, Text

pytestmark = pytest.mark.usefixtures("qapp")

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is not installed"
)
needs_zbar = pytest.mark.skipif(
    shutil.which("zbarimg") is None, reason="zbarimg (zbar-tools) is not installed"
)


def modules(payload):
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(payload)
    return tuple(tuple(row) for row in code.get_matrix())


def pictures(pdf, dpi=150):
    out = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(out)], check=True)
    return sorted(pdf.parent.glob(f"{out.name}-*.png"))


@needs_poppler
@needs_zbar
@pytest.mark.parametrize("paper", Paper)
def test_a_code_on_paper_is_read_back(tmp_path, paper):
    pdf = tmp_path / "code.pdf"
    write_pdf([Text("回执号"), Code(modules("kiosk:1:x:y"), 40)], paper, pdf, "x")
    (picture,) = pictures(pdf, 203)
    read = subprocess.run(
        ["zbarimg", "--raw", "-q", str(picture)], capture_output=True, check=True
    )
    assert read.stdout.decode().strip() == "kiosk:1:x:y"


@needs_poppler
def test_a_roll_is_cut_where_the_words_end(tmp_path):
    short, long = tmp_path / "short.pdf", tmp_path / "long.pdf"
    write_pdf([Space(10)], Paper.ROLL_80, short, "x")
    write_pdf([Space(110)], Paper.ROLL_80, long, "x")
    heights = [QImage(str(pictures(pdf)[0])).height() for pdf in (short, long)]
    assert heights[1] - heights[0] == pytest.approx(100 / 25.4 * 150, abs=3)


@needs_poppler
def test_a4_goes_on_to_a_second_page_and_nothing_is_lost(tmp_path):
    pdf = tmp_path / "long.pdf"
    write_pdf([Text(f"第 {n} 行") for n in range(60)], Paper.A4, pdf, "x")
    pages = pictures(pdf)
    assert len(pages) == 2
    assert all(dark_rows(QImage(str(page))) > 100 for page in pages)


def dark_rows(image):
    return sum(
        any(image.pixelColor(x, y).lightness() < 100 for x in range(image.width()))
        for y in range(image.height())
    )


def test_a_wrapped_paragraph_is_measured_as_high_as_its_lines():
    sheet = Sheet(QImage(800, 800, QImage.Format.Format_RGB32), "Noto Sans SC", 72)
    one = sheet.height(Text("一行"))
    assert sheet.height(Text("很长的一段话，" * 20)) > 5 * one
    assert sheet.height(Rule()) > 0


def test_print_is_never_smaller_than_fourteen_points():
    assert Text("x").points >= 14


def test_a_folder_that_is_not_there_is_an_expected_trouble(tmp_path):
    with pytest.raises(Expected) as trouble:
        write_pdf([Space(10)], Paper.A4, tmp_path / "no" / "x.pdf", "x")
    assert trouble.value.code == "file-not-written"


def test_lines_break_before_no_full_stop_and_inside_no_number():
    sheet = Sheet(QImage(800, 800, QImage.Format.Format_RGB32), "Noto Sans SC", 72)
    for length in range(10, 24):
        words = "回" * length + "。下一句 2026 年 11 月 21 日 09:42 到期"
        layout, _ = sheet._broken(Text(words))
        starts = [
            words[layout.lineAt(n).textStart()] for n in range(layout.lineCount())
        ]
        assert "。" not in starts
        assert ":" not in starts
