"""Expected troubles: what went wrong, where, and the facts needed to say so.

What belongs here: the one base class of everything the kiosk expects to happen
(a missing printer, a form that does not convert, a server that refuses). The words
live in ``i18n.problems``, keyed by the code; nothing here is shown to a person.
Everything that is not an ``Expected`` is a bug and must reach the top.
"""

from __future__ import annotations


class Expected(Exception):  # noqa: N818 (it is not always an error)
    """A trouble the kiosk knows how to explain.

    Attributes:
        code: a stable kebab-case name; ``i18n.problems`` has its sentence and remedy.
        where: the place in plain terms (a file, ``survey row 12``, an XPath), or "".
        details: facts the sentence needs, by name; never a citizen's answers.
    """

    def __init__(self, code: str, where: str = "", **details: object) -> None:
        """Keep the facts; the message is for logs only."""
        self.code = code
        self.where = where
        self.details = details
        place = f" at {where}" if where else ""
        super().__init__(f"{code}{place}")
