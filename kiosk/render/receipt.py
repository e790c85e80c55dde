"""A receipt as a PDF or on paper: how each of its parts is drawn.

What belongs here: sizes and order on the page. What a receipt says is ``receipts``'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kiosk.receipts.content import Kind, Part, content
from kiosk.receipts.receipt import qr_matrix
from kiosk.render.page import write_pdf
from kiosk.render.paper import Code, Paper, Piece, Rule, Space, Text
from kiosk.render.printing import print_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.i18n.words import Words
    from kiosk.receipts.receipt import Receipt

_QR_MM = {Paper.ROLL_80: 52.0, Paper.A4: 60.0}
_BETWEEN_MM = 2.0


def receipt_pdf(receipt: Receipt, words: Words, paper: Paper, out: Path) -> None:
    """Write the receipt to ``out`` as a PDF: 80 mm wide and cut to length, or A4.

    Raises:
        Expected: ``file-not-written``.
    """
    write_pdf(pieces(receipt, words, paper), paper, out, receipt.title)


def print_receipt(receipt: Receipt, words: Words, paper: Paper | None = None) -> None:
    """Print the receipt on the default printer, on its own paper unless one is given.

    Raises:
        Expected: ``no-printer``, ``printer-not-ready``.
    """
    shaped = paper or Paper.ROLL_80
    print_pieces(pieces(receipt, words, shaped), receipt.title, paper)


def pieces(receipt: Receipt, words: Words, paper: Paper) -> list[Piece]:
    """The receipt from top to bottom, for one kind of paper."""
    parts = content(receipt, words)
    return [piece for part in parts for piece in _drawn(part, paper)]


def _drawn(part: Part, paper: Paper) -> Iterator[Piece]:
    match part.kind:
        case Kind.HEADING:
            yield Text(part.text, 22, bold=True, centred=True)
        case Kind.CENTRE:
            yield Text(part.text, 14, centred=True)
            yield Rule()
        case Kind.TITLE:
            yield Text(part.text, 18, bold=True)
        case Kind.LABEL:
            yield Space(_BETWEEN_MM)
            yield Text(part.text, 14, bold=True)
        case Kind.REFERENCE:
            yield Text(part.text, 26, bold=True)
        case Kind.FACT | Kind.SENTENCE:
            yield Text(part.text, 14)
            yield Space(_BETWEEN_MM / 2)
        case Kind.ITEM:
            yield Text(f"· {part.text}", 14)
        case Kind.QR:
            yield Space(_BETWEEN_MM)
            yield Code(qr_matrix(part.text), _QR_MM[paper])
        case Kind.CAPTION:
            yield Text(part.text, 14, centred=True)
        case _:
            assert_never(part.kind)
