"""Opening, writing, reading beside a writer, and what can stand in the way."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from kiosk.errors import Expected
from kiosk.store import audit, cases, drafts, forms
from kiosk.store.database import Database, load_or_make_key, open_reader
from kiosk.store.engine import Migrations
from kiosk.store.migrations import STEPS
from tests.support.clock import FakeChance
from tests.support.stored_rows import XML, a_draft, a_submission, number, publish

ANSWER = "灯坏了".encode()


def code_of(trouble):
    return trouble.value.code


def test_a_second_writer_is_told_who_writes(tmp_path, key, clock, database):
    with pytest.raises(Expected) as trouble:
        Database.open(tmp_path, key, clock=clock)
    assert code_of(trouble) == "already-running"
    assert trouble.value.details["pid"] > 0
    assert trouble.value.details["process"]


def test_a_second_writer_in_another_process_is_told_too(tmp_path, key, database):
    program = (
        "import sys; from pathlib import Path\n"
        "from kiosk.clock import SystemClock\n"
        "from kiosk.errors import Expected\n"
        "from kiosk.store.database import Database\n"
        "try: Database.open(Path(sys.argv[1]), bytes(32), clock=SystemClock())\n"
        "except Expected as trouble: print(trouble.code)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "already-running"


def test_the_lock_is_free_after_closing(tmp_path, key, clock):
    Database.open(tmp_path, key, clock=clock, reserve_bytes=0).close()
    Database.open(tmp_path, key, clock=clock, reserve_bytes=0).close()


def test_closing_twice_is_nothing(tmp_path, key, clock):
    with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as database:
        database.close()


def test_what_is_asked_before_closing_is_still_done(tmp_path, key, clock):
    database = Database.open(tmp_path, key, clock=clock, reserve_bytes=0)
    futures = [database.write(publish)]
    futures += [
        database.write(lambda db, at=at: drafts.save(db, a_draft(f"draft-{at}")))
        for at in range(20)
    ]
    database.close()
    assert all(future.done() and future.exception() is None for future in futures)
    with open_reader(tmp_path, key) as reader:
        saved = reader.read(lambda db: db.all("SELECT * FROM drafts"))
    assert len(saved) == 20


def test_the_settings_that_keep_what_was_acknowledged(read):
    def setting(name):
        return next(iter(read(lambda db: db.one(f"PRAGMA {name}")).values()))

    assert setting("journal_mode") == "wal"
    assert setting("synchronous") == 2  # FULL
    assert setting("foreign_keys") == 1
    assert setting("secure_delete") == 1
    assert setting("trusted_schema") == 0
    assert setting("cell_size_check") == 1
    version = read(lambda db: db.one("SELECT sqlite_version() AS it"))["it"]
    # before 3.51.3 a WAL reset could corrupt
    assert tuple(int(part) for part in version.split(".")) >= (3, 51, 3)


def test_all_work_runs_on_one_thread(database):
    here = threading.get_ident()
    work = [database.write, database.read]
    ran = {job(lambda _: threading.get_ident()).result() for job in work}
    assert len(ran) == 1
    assert here not in ran


def test_an_exception_undoes_everything_and_reaches_who_asked(write, read):
    def half(db):
        publish(db)
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        write(half)
    assert read(forms.listing) == ()
    assert read(audit.verify).lines == 0
    write(publish)
    assert len(read(forms.listing)) == 1


def test_a_bug_in_sql_stays_a_bug(write):
    with pytest.raises(Exception, match="no such table") as trouble:
        write(lambda db: db.run("DELETE FROM nowhere"))
    assert not isinstance(trouble.value, Expected)


def test_reading_changes_nothing(read, write):
    write(publish)
    read(lambda db: drafts.save(db, a_draft()))
    assert read(drafts.open_draft) is None


def test_a_reader_sees_what_is_committed_while_a_kiosk_runs(tmp_path, key, write):
    write(publish)
    with open_reader(tmp_path, key) as reader:
        assert len(reader.read(forms.published)) == 1
        write(lambda db: drafts.save(db, a_draft()))
        assert reader.read(drafts.open_draft).draft_id == "draft-1"


def test_a_reader_cannot_write(tmp_path, key, write):
    write(publish)
    with open_reader(tmp_path, key) as reader:
        with pytest.raises(Expected) as trouble:
            reader.read(lambda db: db.run("DELETE FROM forms"))
        assert code_of(trouble) == "disk-read-only"


def test_a_reader_after_the_kiosk_was_shut_down(tmp_path, key, clock):
    with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as database:
        database.write(publish).result()
    with open_reader(tmp_path, key) as reader:
        assert len(reader.read(forms.published)) == 1


def test_nothing_to_read_yet(tmp_path, key):
    with pytest.raises(Expected) as trouble:
        open_reader(tmp_path, key)
    assert code_of(trouble) == "database-missing"


def test_no_answer_can_be_read_from_any_file(tmp_path, key, clock):
    with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as database:
        database.write(publish).result()
        database.write(lambda db: drafts.save(db, a_draft())).result()
        files = [path.read_bytes() for path in tmp_path.iterdir()]
        assert not any(ANSWER in content or b"tell-us" in content for content in files)


def test_a_deleted_draft_leaves_the_wal_too(tmp_path, database, write):
    write(publish)
    write(lambda db: drafts.save(db, a_draft()))
    wal = tmp_path / "kiosk.db-wal"
    assert wal.stat().st_size > 0
    write(lambda db: drafts.discard(db, a_draft().draft_id))
    # The next job finds the thread idle in between, or follows the sweep.
    for _ in range(50):
        database.read(lambda _: None).result()
        if wal.stat().st_size == 0:
            break
        threading.Event().wait(0.02)
    assert wal.stat().st_size == 0


def test_a_wrong_key_is_said_and_nothing_is_touched(tmp_path, key, clock):
    with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as database:
        database.write(publish).result()
    before = (tmp_path / "kiosk.db").read_bytes()
    for attempt in (
        lambda: Database.open(tmp_path, bytes(32), clock=clock),
        lambda: open_reader(tmp_path, bytes(32)),
    ):
        with pytest.raises(Expected) as trouble:
            attempt()
        assert code_of(trouble) == "key-wrong"
    assert (tmp_path / "kiosk.db").read_bytes() == before
    with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as database:
        assert len(database.read(forms.published).result()) == 1


def damage(file, at=100):
    content = bytearray(file.read_bytes())
    content[at] ^= 0xFF
    file.write_bytes(content)
    return bytes(content)


def test_a_damaged_file_is_put_aside_whole_and_said_so(tmp_path, key, clock):
    with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as database:
        database.write(publish).result()
        database.write(lambda db: cases.submit(db, a_submission(), number)).result()
    content = damage(tmp_path / "kiosk.db")
    with pytest.raises(Expected) as trouble:
        Database.open(tmp_path, key, clock=clock)
    assert code_of(trouble) == "database-damaged"
    aside = tmp_path / "kiosk-damaged-20261121-094200.db"
    assert trouble.value.where == str(aside)
    assert aside.read_bytes() == content
    assert not (tmp_path / "kiosk.db").exists()


def test_after_damage_no_reference_is_given_out_twice(tmp_path, key, clock):
    def open_and_submit(name):
        with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as database:
            database.write(publish).result()
            submit = database.write(
                lambda db: cases.submit(db, a_submission(name), number)
            )
            return submit.result().reference

    references = [open_and_submit("first")]
    for name in ("second", "third"):
        damage(tmp_path / "kiosk.db")
        with pytest.raises(Expected):
            Database.open(tmp_path, key, clock=clock)
        references.append(open_and_submit(name))
    assert len(set(references)) == 3
    assert len(list(tmp_path.glob("kiosk-damaged-*.db"))) == 2


def test_a_damaged_page_met_while_reading_is_said(tmp_path, key, clock):
    with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as database:
        database.write(publish).result()
        big = a_draft(instance_xml=XML + b" " * 200_000)
        database.write(lambda db: drafts.save(db, big)).result()
    file = tmp_path / "kiosk.db"
    damage(file, file.stat().st_size - 5000)
    with Database.open(tmp_path, key, clock=clock, reserve_bytes=0) as database:
        with pytest.raises(Expected) as trouble:
            database.read(drafts.open_draft).result()
        assert code_of(trouble) == "database-damaged"
        # the rest of the record still serves
        assert len(database.read(forms.published).result()) == 1


def test_a_database_of_a_later_program_is_left_alone(
    tmp_path, key, clock, write, database
):
    later = Migrations("kiosk")
    for step in STEPS._migrations:
        later(name=step.name)(step.fn)
    later(name="999-from-the-future")(lambda _: None)
    write(later.apply)
    database.close()
    for attempt in (
        lambda: Database.open(tmp_path, key, clock=clock),
        lambda: open_reader(tmp_path, key),
    ):
        with pytest.raises(Expected) as trouble:
            attempt()
        assert code_of(trouble) == "database-newer"
    assert (tmp_path / "kiosk.db").exists()


def test_a_folder_that_is_not_there_is_said(tmp_path, key, clock):
    with pytest.raises(Expected) as trouble:
        Database.open(tmp_path / "nowhere", key, clock=clock)
    assert code_of(trouble) == "disk-trouble"


def test_a_path_with_spaces_and_signs(tmp_path, clock):
    folder = tmp_path / "常青 kiosk #1 %20?"
    folder.mkdir()
    key = load_or_make_key(folder, FakeChance())
    with Database.open(folder, key, clock=clock, reserve_bytes=0) as database:
        database.write(publish).result()
        with open_reader(folder, key) as reader:
            assert len(reader.read(forms.published)) == 1


def test_the_wal_does_not_grow_with_every_answer(
    tmp_path, database, write, monkeypatch
):
    monkeypatch.setattr("kiosk.store.tidying.MANY", 20)
    write(publish)
    wal = tmp_path / "kiosk.db-wal"
    lengths = []
    for step in range(80):
        it = a_draft(screen=f"/data/q{step}")
        write(lambda db, draft=it: drafts.save(db, draft))
        lengths.append(wal.stat().st_size)
    # it is moved into the file between two answers, and then written over
    assert 0 < lengths[-1] <= lengths[30]


def test_a_reader_never_holds_up_the_next_answer(tmp_path, key, database, write):
    write(publish)
    write(lambda db: drafts.save(db, a_draft()))
    with open_reader(tmp_path, key) as reader:

        def look_long(db):
            assert drafts.open_draft(db) is not None
            write(lambda db: drafts.discard(db, a_draft().draft_id))
            # the WAL cannot be emptied now; nobody waits the busy time-out for it
            database.write(lambda db: drafts.save(db, a_draft())).result(timeout=2)
            return database.checkpoint().result(timeout=2)

        assert reader.read(look_long) is False
    assert database.checkpoint().result() is True
