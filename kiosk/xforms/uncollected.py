"""Loading without Python's cyclic garbage collector in between.

What belongs here: one context. A form being read makes hundreds of thousands of
objects that all stay; looking through them again and again for cycles takes twice as
long as the reading itself and grows faster than the form.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection inside; afterwards as before, also where somebody else rules."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
