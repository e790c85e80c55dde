"""Published forms, parsed once."""

from __future__ import annotations

import pytest

from kiosk.errors import Expected
from kiosk.store import forms
from tests.support.clock import FakeClock
from tests.support.house import Sitting, publish_small


@pytest.fixture
def house(tmp_path):
    sitting = Sitting(tmp_path / "data", FakeClock())
    try:
        publish_small(sitting.house, tmp_path)
        yield sitting.house
    finally:
        sitting.close()


def test_a_form_is_parsed_once_for_everybody(house):
    (service,) = house.library.published()

    first = house.library.load(service.form_hash).result()

    assert house.library.load(service.form_hash).result() is first
    assert first.form_id == "small"


def test_a_form_that_could_not_be_read_is_tried_again(house, monkeypatch):
    (service,) = house.library.published()

    def damaged(*_):
        raise Expected("record-damaged")

    monkeypatch.setattr(forms, "get", damaged)
    with pytest.raises(Expected, match="record-damaged"):
        house.library.load(service.form_hash).result()
    monkeypatch.undo()

    assert house.library.load(service.form_hash).result().form_id == "small"


def test_the_list_of_services_changes_only_when_it_is_read_again(house):
    (service,) = house.library.published()
    house.database.write(
        lambda db: forms.retire(db, service.form_id, house.clock.now())
    ).result()

    assert house.library.published() == (service,)
    house.library.refresh()
    assert house.library.published() == ()
