"""A data directory and a database in it, open for writing."""

from __future__ import annotations

import pytest

from kiosk.store.database import Database, load_or_make_key
from tests.support.clock import FakeChance, FakeClock


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def key(tmp_path):
    return load_or_make_key(tmp_path, FakeChance())


@pytest.fixture
def database(tmp_path, key, clock):
    with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as opened:
        yield opened


@pytest.fixture
def write(database):
    return lambda work: database.write(work).result(timeout=10)


@pytest.fixture
def read(database):
    return lambda work: database.read(work).result(timeout=10)
