"""Clips on disk and in memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kiosk.speech.clips import Clip, ClipCache, Word, private_folder


@pytest.fixture
def cache(tmp_path):
    made = ClipCache(tmp_path / "clips", limit=1000)
    made.prepare()
    return made


def keep(cache, text, size=100, used=0):
    path = cache.path(text, "sit/cmn", (150, 0))
    path.write_bytes(b"x" * size)
    clip = Clip(path, 1.5, (Word(0, 2, 0), Word(2, 1, 350)))
    cache.keep(clip)
    os.utime(path, (used, used))
    return clip


def test_a_kept_clip_is_found_again_with_its_word_times(cache):
    clip = keep(cache, "您好")
    assert ClipCache(cache.folder).find(clip.path) == clip


def test_text_voice_and_pace_each_make_another_clip(cache):
    paths = {
        cache.path("您好", "sit/cmn", (150, 0)),
        cache.path("您好吗", "sit/cmn", (150, 0)),
        cache.path("您好", "sit/yue", (150, 0)),
        cache.path("您好", "sit/cmn", (180, 0)),
    }
    assert len(paths) == 4


def test_no_words_stand_in_the_folder(cache):
    keep(cache, "秘密")
    for file in cache.folder.iterdir():
        assert "秘密" not in file.name
        assert "秘密".encode() not in file.read_bytes()


def test_half_a_file_counts_as_none(cache):
    clip = keep(cache, "您好")
    clip.path.with_suffix(".json").write_text('{"seconds": 1')
    assert cache.find(clip.path) is None
    clip.path.with_suffix(".json").write_text('{"seconds": 1, "words": [[1]]}')
    assert cache.find(clip.path) is None


def test_word_times_without_their_sound_count_as_none(cache):
    clip = keep(cache, "您好")
    clip.path.unlink()
    assert cache.find(clip.path) is None


def test_the_least_used_go_when_the_limit_is_reached(cache):
    cache = ClipCache(cache.folder, limit=1300)
    old, used, new = (keep(cache, text, 400, day) for day, text in enumerate("甲乙丙"))
    assert cache.find(old.path)  # 甲 is used now, so 乙 is the oldest
    newest = keep(cache, "丁", 150)
    assert cache.find(used.path) is None
    assert not used.path.with_suffix(".json").exists()
    assert all(cache.find(it.path) for it in (old, new, newest))


def test_one_clip_larger_than_the_limit_still_serves(cache):
    assert cache.find(keep(cache, "很长", 5000).path)


def test_what_a_killed_child_left_is_swept_up(cache):
    part = cache.folder / "0.part"
    part.write_bytes(b"half")
    cache.prepare()
    assert not part.exists()


def test_wiping_leaves_nothing(cache):
    keep(cache, "您好")
    cache.wipe()
    assert not cache.folder.exists()
    cache.wipe()


def test_private_clips_lie_in_memory_where_there_is_such_a_place(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    (tmp_path / "run").mkdir()
    folder = private_folder(tmp_path / "cache")
    assert folder.parent == tmp_path / "run"
    assert folder == private_folder(tmp_path / "cache")
    assert folder != private_folder(tmp_path / "other")


def test_a_link_somebody_laid_there_is_not_followed(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    usual = private_folder(tmp_path / "cache")
    usual.symlink_to(tmp_path)
    assert private_folder(tmp_path / "cache") != usual


def test_the_folder_is_for_this_user_alone(cache):
    assert stat.S_IMODE(Path(cache.folder).stat().st_mode) == 0o700
