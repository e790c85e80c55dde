"""What stands on a receipt, and its QR.

What belongs here: the content as data. The sentences around it are the catalogue's
(``receipts.toml``), their order is ``content``'s, the drawing is render's and ui's.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.clock import Chance
    from kiosk.ids import Reference

SECRET_BYTES: Final = 20
"""160 bits, 32 characters: past guessing, and still a small QR."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person takes home. Nothing in it says who they are or what they said.

    Texts are in the person's language; "" where the centre or the form gives none.

    Attributes:
        reference: the number for people.
        secret: what the QR proves itself with.
        title: the service's name.
        received_at: when it was handed in.
        centre: the centre's name.
        phone: who to ask.
        hours: when somebody is there.
        next_steps: what happens next and by when, a sentence each.
        owed: papers still to bring.
        sent: whether it has already reached the office.
    """

    reference: Reference
    secret: str = field(repr=False)
    title: str
    received_at: datetime
    centre: str = ""
    phone: str = ""
    hours: str = ""
    next_steps: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    sent: bool = False

    @property
    def qr_payload(self) -> str:
        """``kiosk:1:<reference>:<secret>``: a number and a secret, nothing else."""
        return f"kiosk:1:{self.reference}:{self.secret}"


def new_secret(chance: Chance) -> str:
    """A fresh secret of 160 bits, as 32 characters A-Z and 2-7 (RFC 4648 base 32)."""
    return base64.b32encode(chance.token(SECRET_BYTES)).decode("ascii")


def qr_matrix(payload: str) -> tuple[tuple[bool, ...], ...]:
    """The QR's modules, True for dark, row by row, without the quiet zone.

    Error correction is M: 15 % of a crumpled or stained code may be lost. Whoever
    draws it leaves four modules of white around it (ISO/IEC 18004, 9.1).
    """
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(payload)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
