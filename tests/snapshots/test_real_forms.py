"""On every screen of the shipped forms, in a real house, nothing is cut or cramped.

Each way is walked once, and every screen is looked at in many looks: a few of them by
default, every language, size and way up with ``-m long``.
"""

from __future__ import annotations

from itertools import islice, product

import pytest

from tests.snapshots.matrix import SHAPES, Look
from tests.snapshots.visitor import WAYS, Visitor
from tests.support.geometry import troubles

UPRIGHT_AND_NOT = SHAPES[:2]
MOST_PAGES = 3
"""The further pages of a list of every county are laid out alike."""


def looks(languages, sizes):
    """Each language and size in landscape and in portrait."""
    return [
        Look(language, size, "normal", shape)
        for language, shape, size in product(languages, UPRIGHT_AND_NOT, sizes)
    ]


FEW = looks(("zh",), (2, 4)) + looks(("en",), (4,))
ALL = looks(("zh", "en"), (1, 2, 3, 4))


def found(visitor, screen, look):
    """What is wrong on any of the first pages of what stands."""
    visitor.wear(look)
    theme = visitor.window.place.stage.theme
    return [
        f"{screen} {look} page {page + 1}: {trouble}"
        for page in islice(visitor.pages(), MOST_PAGES)
        for trouble in troubles(visitor.window, theme)
    ]


def found_on(folder, way, worn):
    """What is wrong on any screen of a way, in any of the looks."""
    visitor = Visitor(folder, worn[0])
    walks = [visitor.walk] + ([visitor.leave_half_way] if way == "other" else [])
    try:
        return [
            trouble
            for walk in walks
            for screen in walk(WAYS[way])
            for look in worn
            for trouble in found(visitor, screen, look)
        ]
    finally:
        visitor.close()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_cut_on_the_way_through_a_shipped_form(tmp_path, way):
    assert found_on(tmp_path, way, FEW) == []


@pytest.mark.long
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_cut_in_any_size(tmp_path, way):
    assert found_on(tmp_path, way, ALL) == []
