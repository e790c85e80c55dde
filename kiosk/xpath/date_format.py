"""Writing dates by a pattern (``format-date``), names in the form's language."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_NAMES: Final = {
    "en": (
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Mon Tue Wed Thu Fri Sat Sun",
    ),
    "zh": (
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        "周一 周二 周三 周四 周五 周六 周日",
    ),
    "fr": (
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        "lun. mar. mer. jeu. ven. sam. dim.",
    ),
    "es": (
        "ene feb mar abr may jun jul ago sept oct nov dic",
        "lun mar mié jue vie sáb dom",
    ),
}
_MANDARIN: Final = frozenset({"cmn", "yue", "wuu", "nan", "hak"})
_TAG = re.compile(r"\(([^()]+)\)\s*$")
_FIELD = re.compile(r"%([A-Za-z0-9%])")


def formatted(moment: date | datetime, pattern: str, language: str) -> str:
    """The moment written by ODK's ``%`` fields; an unknown field stays as it is."""
    names = _NAMES.get(_tag(language), _NAMES["en"])

    def field(match: re.Match[str]) -> str:
        write = _FIELDS.get(match[1])
        return match[0] if write is None else write(moment, names)

    return _FIELD.sub(field, pattern)


def _tag(language: str) -> str:
    """The primary subtag of ``zh-CN`` or ``中文 (zh)``; Chinese tongues write zh."""
    match = _TAG.search(language)
    tag = (match[1] if match else language).strip().lower()
    primary = re.split(r"[-_]", tag)[0]
    return "zh" if primary in _MANDARIN else primary


def _clock(attribute: str, width: int) -> Callable[[date, tuple[str, str]], str]:
    """A field of the time of day; zero for a date without one."""

    def write(moment: date, _names: tuple[str, str]) -> str:
        number = getattr(moment, attribute) if isinstance(moment, datetime) else 0
        return f"{number:0{width}}"

    return write


def _milliseconds(moment: date, _names: tuple[str, str]) -> str:
    micro = moment.microsecond if isinstance(moment, datetime) else 0
    return f"{micro // 1000:03}"


_FIELDS: Final[dict[str, Callable[[date, tuple[str, str]], str]]] = {
    "Y": lambda moment, _: f"{moment.year:04}",
    "y": lambda moment, _: f"{moment.year % 100:02}",
    "m": lambda moment, _: f"{moment.month:02}",
    "n": lambda moment, _: str(moment.month),
    "b": lambda moment, names: names[0].split()[moment.month - 1],
    "d": lambda moment, _: f"{moment.day:02}",
    "e": lambda moment, _: str(moment.day),
    "a": lambda moment, names: names[1].split()[moment.weekday()],
    "W": lambda moment, _: f"{moment.isocalendar().week:02}",
    "H": _clock("hour", 2),
    "h": _clock("hour", 1),
    "M": _clock("minute", 2),
    "S": _clock("second", 2),
    "3": _milliseconds,
    "%": lambda _moment, _names: "%",
}
