"""The one trouble an expression can be in, with the column it is found at."""

from __future__ import annotations

from kiosk.errors import Expected


class XPathError(Expected):
    """An expression that cannot be read, or cannot be evaluated.

    Attributes:
        code: ``xpath-syntax``, ``xpath-unknown-function``, ``xpath-arity``,
            ``xpath-too-deep``, ``xpath-variable`` (all found when an expression is
            compiled) or ``xpath-type``, ``xpath-date``, ``xpath-regex``,
            ``xpath-instance``, ``xpath-document``, ``xpath-too-large`` (found when it
            is evaluated).
        message: one English sentence for logs and for a form's author; it quotes the
            expression, never an answer.
        column: 1-based position in the expression's source; 0 where there is none.
    """

    def __init__(self, code: str, message: str, column: int = 0) -> None:
        """Keep the three facts."""
        where = f"column {column}" if column else ""
        super().__init__(code, where, message=message, column=column)
        self.message = message
        self.column = column

    def __str__(self) -> str:
        """The sentence with its place, for logs."""
        return f"{self.message} ({self.where})" if self.where else self.message
