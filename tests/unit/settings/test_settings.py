"""Which value wins, and what is refused."""

from __future__ import annotations

import pytest

from kiosk.errors import Expected
from kiosk.settings import Settings, declarations, read_file


def test_a_value_in_the_store_wins_over_the_file_and_the_default():
    settings = Settings.layered({"idle.warn_minutes": 5}, {"idle.warn_minutes": 9})

    assert settings.number("idle.warn_minutes") == 9
    assert settings.number("idle.answer_seconds") == 60


def test_the_file_may_group_its_settings(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('[centre.name]\nzh = "城南社区服务中心"\n', encoding="utf-8")

    settings = Settings.layered(read_file(file))

    assert settings.centre("zh") == "城南社区服务中心"


def test_a_file_that_is_no_toml_is_named(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text("zh = = 3", encoding="utf-8")

    with pytest.raises(Expected) as told:
        read_file(file)

    assert told.value.code == "settings-file-not-read"
    assert told.value.where == str(file)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kiosk.number", 100),
        ("kiosk.number", "seven"),
        ("contrast", "purple"),
        ("voice.on", "perhaps"),
        ("voice.on", 1),
        ("text.size", True),
    ],
)
def test_a_value_out_of_its_range_or_type_is_refused_by_name(name, value):
    with pytest.raises(Expected) as told:
        Settings.layered({name: value})

    assert (told.value.code, told.value.where) == ("setting-not-understood", name)


def test_a_setting_nobody_declared_is_refused():
    with pytest.raises(Expected, match="setting-unknown"):
        Settings.layered({"colour": "green"})


def test_every_default_passes_its_own_check():
    for declared in declarations().values():
        assert declared.check(declared.default) == declared.default
        assert declared.about.endswith(".")
