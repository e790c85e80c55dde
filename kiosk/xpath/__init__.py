"""XPath 1.0 with ODK's functions, over any node tree.

What belongs here: reading expressions, compiling them into closures, and the values,
axes and functions they work with. No forms, no files, no clock: whoever evaluates
passes them in (``values.Context``). How our semantics differ from other engines', and
why, is in the table of decisions beside the conformance tests.

The doors: ``evaluate`` for one expression over one document, ``XPathError``, and for
the form engine ``compile.compile_expression``.
"""

from __future__ import annotations

from kiosk.xpath.errors import XPathError
from kiosk.xpath.evaluate import evaluate

__all__ = ["XPathError", "evaluate"]
