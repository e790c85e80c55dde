"""On every screen everything is whole, large enough to touch, and apart.

The named looks by default; every combination with ``-m long``.
"""

from __future__ import annotations

import pytest

from tests.snapshots.matrix import NAMED, WHOLE
from tests.snapshots.scenes import SCENES, Stood
from tests.support.geometry import troubles


def look_at(app, scene, look):
    """What is wrong on any page of a scene."""
    stood = Stood(app, scene, look)
    try:
        return [
            f"page {page + 1}: {trouble}"
            for page in stood.pages()
            for trouble in troubles(stood.window, stood.window.place.stage.theme)
        ]
    finally:
        stood.close()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
@pytest.mark.parametrize("look", NAMED, ids=str)
def test_nothing_is_cut_cramped_or_covered(qapp, scene, look):
    assert look_at(qapp, scene, look) == []


@pytest.mark.long
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
@pytest.mark.parametrize("look", WHOLE, ids=str)
def test_nothing_is_cut_in_any_combination(qapp, scene, look):
    assert look_at(qapp, scene, look) == []
