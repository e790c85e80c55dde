"""The order ``randomize`` gives: the same one on every device, for the same seed.

The inside-out Fisher-Yates shuffle, driven by Park and Miller's minimal standard
generator (ODK XForms, ``randomize``).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
_MODULUS: Final = 2_147_483_647
_MULTIPLIER: Final = 16_807


def by_chance(items: list[T], random: Callable[[], float]) -> list[T]:
    """Shuffled by a source of numbers in [0, 1)."""
    shuffled: list[T] = []
    for index, item in enumerate(items):
        place = int(random() * (index + 1))
        shuffled.append(item)
        if place != index:
            shuffled[index], shuffled[place] = shuffled[place], item
    return shuffled


def seeded(items: list[T], seed: int) -> list[T]:
    """Shuffled by a seed: any whole number."""
    numbers = park_miller(seed)
    return by_chance(items, lambda: next(numbers))


def park_miller(seed: int) -> Iterator[float]:
    """Numbers in [0, 1) from a seed."""
    state = seed % _MODULUS if seed >= 0 else -(-seed % _MODULUS)
    if state <= 0:
        state += _MODULUS - 1
    while True:
        state = state * _MULTIPLIER % _MODULUS
        yield (state - 1) / (_MODULUS - 1)


def seed_of_text(text: str) -> int:
    """A seed from any text: the first eight bytes of its SHA-256, signed."""
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
