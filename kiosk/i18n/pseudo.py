"""The pseudo-language ``en_XA``: English that shows what was forgotten.

What belongs here: the generator alone. Its sentences are accented (a string that
never went through the catalogue stands out), 35 % longer (a layout that cannot
stretch breaks) and bracketed (a cut end shows); ``{placeholders}`` stay.
"""

from __future__ import annotations

import re

_ACCENTS = str.maketrans(
    "aceginorsuyzACEDGIKLNORSTUYZ",
    "áçéĝíñóŕšúýžÁÇÉĎĜÍĶĹÑÓŔŠŤÚÝŽ",
)
_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_LONGER = 0.35
_FILLER = "~ ẽxŧřã ŵõřďš "


def stretch(english: str) -> str:
    """``english`` in the pseudo-language.

    >>> stretch("Back")
    '[Báçk ~ ]'
    """
    parts = _PLACEHOLDER.split(english)
    accented = "".join(
        part if part.startswith("{") else part.translate(_ACCENTS) for part in parts
    )
    extra = max(2, round(len(english) * _LONGER))
    filler = (_FILLER * (extra // len(_FILLER) + 1))[: extra - 1]
    return f"[{accented} {filler}]"
