"""What can come of sending one submission: received, to be tried again, or refused.

What belongs here: the three outcomes and the codes they carry. Every code has its
sentence and remedy in ``i18n.problems``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Received:
    """The server holds exactly these bytes.

    Attributes:
        again: it told us that it had them already (202, or a duplicate we confirmed).
    """

    again: bool = False


@dataclass(frozen=True, slots=True)
class Retry:
    """Not received, or not known to be: try again later.

    Attributes:
        code: why, in kebab-case.
        after: the wait the server itself asked for, or None.
        whole_server: the trouble lies with the way to the server, so the next
            submission would meet it too.
        tell_staff: a person has to do something before it can work.
        said: the server's own words, shortened and without secrets; for logs.
    """

    code: str
    after: timedelta | None = None
    whole_server: bool = False
    tell_staff: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Sending the same bytes again cannot help: a person must mend it.

    Attributes:
        code: why, in kebab-case.
        said: the server's own words, shortened and without secrets; for logs.
    """

    code: str
    said: str = ""


Outcome = Received | Retry | Refused
