"""The printed receipt: readable, of the right size, and silent about the person."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.errors import Expected
from kiosk.i18n.words import Words
from kiosk.receipts import reference
from kiosk.receipts.receipt import Receipt
from kiosk.render import printing
from kiosk.render.paper import Code, Paper, Text
from kiosk.render.receipt import pieces, print_receipt, receipt_pdf
from tests.support.clock import MORNING

pytestmark = pytest.mark.usefixtures("qapp")

needs_tools = pytest.mark.skipif(
    shutil.which("pdftoppm") is None or shutil.which("zbarimg") is None,
    reason="pdftoppm (poppler-utils) or zbarimg (zbar-tools) is not installed",
)
LOOKS = pytest.mark.parametrize(
    ("paper", "language"), [(p, tag) for p in Paper for tag in ("zh", "en")]
)


@pytest.fixture
def receipt():
    return Receipt(
        reference=reference.make(7, 4206),
        secret="ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        title="高龄津贴申请",
        received_at=MORNING,
        centre="城南社区服务中心",
        phone="0510-8000 1234",
        hours="8:30–17:00",
        next_steps=("社区工作人员先核对材料。", "5 个工作日内有人给您打电话。"),
        owed=("户口簿", "一寸照片"),
    )


@needs_tools
@LOOKS
def test_its_code_is_read_back(tmp_path, receipt, paper, language):
    pdf = tmp_path / "receipt.pdf"
    receipt_pdf(receipt, Words(language), paper, pdf)
    picture = tmp_path / "receipt"
    subprocess.run(
        ["pdftoppm", "-r", "203", "-png", str(pdf), str(picture)], check=True
    )
    read = subprocess.run(
        ["zbarimg", "--raw", "-q", *map(str, tmp_path.glob("receipt-*.png"))],
        capture_output=True,
        check=True,
    )
    assert read.stdout.decode().strip() == receipt.qr_payload


@LOOKS
def test_nothing_is_printed_smaller_than_fourteen_points(receipt, paper, language):
    drawn = pieces(receipt, Words(language), paper)
    assert min(piece.points for piece in drawn if isinstance(piece, Text)) >= 14
    assert any(isinstance(piece, Code) for piece in drawn)


def test_it_says_the_number_the_steps_and_what_is_owed(receipt):
    drawn = pieces(receipt, Words("zh"), Paper.ROLL_80)
    said = "\n".join(piece.words for piece in drawn if isinstance(piece, Text))
    for expected in (receipt.reference, "核对材料", "户口簿", "0510-8000 1234"):
        assert expected in said
    assert receipt.secret not in said


def test_the_code_fits_on_the_roll(receipt):
    drawn = pieces(receipt, Words("zh"), Paper.ROLL_80)
    (code,) = (piece for piece in drawn if isinstance(piece, Code))
    assert code.side <= Paper.ROLL_80.width - 2 * Paper.ROLL_80.margin


def test_without_a_printer_that_is_said(receipt, monkeypatch):
    monkeypatch.setattr(printing, "printers", tuple)
    with pytest.raises(Expected) as trouble:
        print_receipt(receipt, Words("zh"))
    assert trouble.value.code == "no-printer"


def test_there_is_a_font_to_print_with():
    assert QGuiApplication.font().family()


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="needs poppler-utils")
@LOOKS
def test_paper_has_the_font_that_comes_with_the_kiosk(
    tmp_path, receipt, paper, language
):
    pdf = tmp_path / "receipt.pdf"
    receipt_pdf(receipt, Words(language), paper, pdf)
    listed = subprocess.run(
        ["pdffonts", pdf], capture_output=True, text=True, check=True
    )

    fonts = {line.split()[0] for line in listed.stdout.splitlines()[2:]}
    assert fonts == {"NotoSansSC-Regular", "NotoSansSC-Bold"}
