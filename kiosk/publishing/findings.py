"""What looking at a form brings to light: a code, a place, and facts for the words.

What belongs here: the shape of one finding and of a form that cannot go live. The
sentences are in ``i18n.problems`` under the same codes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from kiosk.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Level(Enum):
    """Whether a form can go live with this."""

    STOP = "stop"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an admin should know about a form.

    Attributes:
        level: whether it keeps the form from being published.
        code: stable and kebab-case; ``i18n.problems`` has its words and remedy.
        where: ``survey row 12``, a file's name or an XPath; "" for the whole form.
        details: facts the sentence needs, by name.
    """

    level: Level
    code: str
    where: str
    details: Mapping[str, object] = field(default_factory=dict)

    def as_expected(self) -> Expected:
        """The same as a trouble that ``i18n.problems`` can word."""
        return Expected(self.code, self.where, **self.details)


class FormRefused(Expected):
    """A form that cannot go live; what is published stays as it is.

    Attributes:
        findings: everything found, what stops it first.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Speak with the voice of the first finding that stops the form."""
        order = sorted(findings, key=lambda one: one.level is not Level.STOP)
        self.findings = tuple(order)
        first = self.findings[0]
        super().__init__(first.code, first.where, **first.details)


def stop(code: str, where: str = "", **details: object) -> Finding:
    """A finding that keeps the form from being published."""
    return Finding(Level.STOP, code, where, details)


def warn(code: str, where: str = "", **details: object) -> Finding:
    """A finding the admin may live with."""
    return Finding(Level.WARN, code, where, details)
