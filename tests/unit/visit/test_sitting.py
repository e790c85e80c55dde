"""What a person sets is theirs for one visit."""

from __future__ import annotations

from kiosk.settings import Settings
from kiosk.visit.sitting import Sitting


def test_settings_of_a_visit_fall_back_to_the_centres():
    sitting = Sitting(Settings.layered({"text.size": 3}))
    sitting.next_language()
    sitting.next_size()
    sitting.next_contrast()

    assert (sitting.language, sitting.size, sitting.contrast) == ("en", 4, "high")
    sitting.wipe()
    assert (sitting.language, sitting.size, sitting.contrast) == ("zh", 3, "normal")


def test_after_the_largest_size_comes_the_smallest():
    sitting = Sitting(Settings.layered({"text.size": 4}))
    sitting.next_size()

    assert sitting.size == 1


def test_the_voice_has_an_end_in_both_directions():
    sitting = Sitting(Settings())
    sitting.faster(9)
    sitting.louder(-9)

    assert (sitting.rate, sitting.volume) == (7, 1)
