"""The number a person takes home: ``kk-nnnnnn-c``.

``kk`` is the kiosk within its centre, ``nnnnnn`` its counter, ``c`` a check digit over
the eight before it, by H. M. Damm's method ('Total anti-symmetrische Quasigruppen',
Marburg 2004): every single wrong digit and every swap of neighbours is caught. The
counter of a slip for a draft begins with 9, so the two are never taken for each other.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kiosk.errors import Expected
from kiosk.ids import Reference

_DAMM: Final = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
"""Damm's quasigroup of order 10: totally anti-symmetric, with 0 on the diagonal."""
_SLIPS: Final = 900_000
_SLIP_ROUND: Final = 100_000
_BETWEEN: Final = re.compile(r"[\s\-‐-―−・·.]+")


def check_digit(digits: str) -> int:
    """The digit that makes ``digits`` (0-9 only) hold; 0 where it already holds."""
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return state


def make(kiosk: int, counter: int, *, draft: bool = False) -> Reference:
    """The reference of a case, or the slip of a draft.

    Args:
        kiosk: 1-99, this kiosk within its centre.
        counter: counted from 1. Slips begin again after 99,999 of them.
        draft: whether it is a slip.

    Raises:
        Expected: ``references-used-up`` where a case's counter passes 899,999.
    """
    if not 0 <= kiosk <= 99:  # noqa: PLR2004 (two digits)
        raise ValueError(f"a kiosk has two digits, not {kiosk}")
    if counter < 1:
        raise ValueError(f"counters begin with 1, not {counter}")
    if draft:
        counter = _SLIPS + counter % _SLIP_ROUND
    elif counter >= _SLIPS:
        raise Expected("references-used-up", f"{kiosk:02d}")
    digits = f"{kiosk:02d}{counter:06d}"
    return Reference(f"{digits[:2]}-{digits[2:]}-{check_digit(digits)}")


def parse(text: str) -> Reference | None:
    """The reference somebody typed, or None where its check digit does not hold.

    Spaces, dashes and dots of any kind, and full-width digits, are all understood.
    """
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    if not re.fullmatch("[0-9]{9}", digits) or check_digit(digits) != 0:
        return None
    return Reference(f"{digits[:2]}-{digits[2:8]}-{digits[8]}")


def is_slip(reference: Reference) -> bool:
    """Whether it names a draft."""
    return reference[3] == "9"


def spoken_groups(reference: Reference) -> tuple[str, ...]:
    """The digits as they are read aloud, with a pause after each group."""
    kiosk, counter, check = reference.split("-")
    return kiosk, counter[:3], counter[3:], check
