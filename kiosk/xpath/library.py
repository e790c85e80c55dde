"""Every function an expression may call, by name.

To add one: write its body in the ``functions_*`` module of its subject, declare it in
that module's ``FUNCTIONS``; nothing else needs to know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.xpath import (
    functions_core,
    functions_date,
    functions_digest,
    functions_geo,
    functions_math,
    functions_nodes,
    functions_odk,
)

if TYPE_CHECKING:
    from kiosk.xpath.functions import Form, Function

LIBRARY: Final[dict[str, Function | Form]] = {
    function.name: function
    for module in (
        functions_core,
        functions_math,
        functions_nodes,
        functions_odk,
        functions_date,
        functions_geo,
        functions_digest,
    )
    for function in module.FUNCTIONS
}
