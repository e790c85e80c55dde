"""The key file: made once, private, and never replaced."""

from __future__ import annotations

import stat
import sys

import pytest

from kiosk.errors import Expected
from kiosk.store.database import Database, load_or_make_key
from tests.support.clock import FakeChance

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")


def test_it_is_made_once(tmp_path):
    made = load_or_make_key(tmp_path, FakeChance(1))
    assert len(made) == 32
    assert load_or_make_key(tmp_path, FakeChance(2)) == made


@posix
def test_it_is_the_owners_alone(tmp_path):
    load_or_make_key(tmp_path, FakeChance())
    file = tmp_path / "key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    load_or_make_key(tmp_path, FakeChance())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@posix
def test_the_database_is_the_owners_alone(tmp_path, database):
    assert stat.S_IMODE((tmp_path / "kiosk.db").stat().st_mode) == 0o600


def test_a_lost_key_is_never_replaced(tmp_path, clock):
    key = load_or_make_key(tmp_path, FakeChance())
    Database.open(tmp_path, key, clock=clock, reserve_bytes=0).close()
    (tmp_path / "key").unlink()
    with pytest.raises(Expected) as trouble:
        load_or_make_key(tmp_path, FakeChance())
    assert trouble.value.code == "key-missing"
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize("content", [b"", b"short", bytes(33)])
def test_a_key_that_is_not_whole_is_said(tmp_path, content):
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(Expected) as trouble:
        load_or_make_key(tmp_path, FakeChance())
    assert trouble.value.code == "key-damaged"


def test_no_half_written_key_stays_behind(tmp_path):
    (tmp_path / "key.new").write_bytes(b"half")  # a power cut in the middle
    key = load_or_make_key(tmp_path, FakeChance())
    assert (tmp_path / "key").read_bytes() == key
    assert not (tmp_path / "key.new").exists()
