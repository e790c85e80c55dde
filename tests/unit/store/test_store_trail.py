"""The audit chain, and the small tables: servers, settings, help calls."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.errors import Expected
from kiosk.store import audit, help, servers, settings_rows  # noqa: A004 (the room's own module)
from tests.support.clock import MORNING


@pytest.fixture
def chain(write):
    for at in range(5):
        write(
            lambda db, n=at: audit.record(
                db, "tested", MORNING + timedelta(minutes=n), n=n, who="谁"
            )
        )


def test_an_untouched_chain_holds(read, chain):
    verdict = read(audit.verify)
    assert (verdict.lines, verdict.broken_at) == (5, None)
    lines = read(audit.lines)
    assert verdict.head == lines[-1].sha256
    assert lines[0].previous == audit.START
    assert [line.facts for line in lines][1] == {"n": 1, "who": "谁"}


def test_an_empty_chain_holds(read):
    assert read(audit.verify) == audit.Verdict(0, audit.START, None)


@pytest.mark.parametrize(
    ("tampering", "first_wrong"),
    [
        ("UPDATE audit SET facts = '{}' WHERE serial = 3", 3),
        ("UPDATE audit SET event = 'other' WHERE serial = 1", 1),
        ("UPDATE audit SET at = '2020' WHERE serial = 5", 5),
        ("DELETE FROM audit WHERE serial = 2", 2),
        ("DELETE FROM audit WHERE serial = 1", 1),
        ("UPDATE audit SET sha256 = previous WHERE serial = 4", 4),
    ],
)
def test_tampering_is_found_where_it_happened(
    write, read, chain, tampering, first_wrong
):
    write(lambda db: db.run(tampering))
    verdict = read(audit.verify)
    assert verdict.broken_at == first_wrong
    assert verdict.lines == first_wrong - 1


def test_a_line_that_is_rewritten_with_its_seal_breaks_the_next(write, read, chain):
    def forge(db):
        line = db.one("SELECT * FROM audit WHERE serial = 2")
        db.run("DELETE FROM audit WHERE serial >= 2")
        audit.record(db, "forged", MORNING)
        assert db.one("SELECT sha256 FROM audit WHERE serial = 2") != line["sha256"]

    lines = read(audit.lines)
    write(forge)
    for line in lines[2:]:
        write(
            lambda db, it=line: db.run(
                "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)",
                (it.serial, "x", it.event, "{}", it.previous, it.sha256),
            )
        )
    assert read(audit.verify).broken_at == 3


def test_servers_are_kept_with_their_login(write, read):
    write(lambda db: servers.add(db, name="b", url="https://b.example"))
    write(lambda db: servers.add(db, name="a", url="https://a.example"))
    write(lambda db: servers.login(db, "a", username="u", password="p4ss"))
    assert [server.name for server in read(servers.listing)] == ["b", "a"]
    found = read(lambda db: servers.get(db, "a"))
    assert (found.username, found.password, found.token) == ("u", "p4ss", "")
    write(lambda db: servers.login(db, "a", token="t0ken"))
    found = read(lambda db: servers.get(db, "a"))
    assert (found.username, found.password, found.token) == ("", "", "t0ken")
    assert "t0ken" not in repr(found)
    assert "p4ss" not in str(read(audit.lines))
    write(lambda db: servers.remove(db, "a"))
    assert read(lambda db: servers.get(db, "a")) is None


def test_troubles_with_servers_are_said(write):
    write(lambda db: servers.add(db, name="a", url="https://a.example"))
    for act, code in (
        (lambda db: servers.add(db, name="a", url="x"), "server-name-taken"),
        (lambda db: servers.remove(db, "b"), "server-unknown"),
        (lambda db: servers.login(db, "b", token="t"), "server-unknown"),
    ):
        with pytest.raises(Expected) as trouble:
            write(act)
        assert trouble.value.code == code


@pytest.mark.parametrize("value", ["城南", 7, 0.25, True, ""])
def test_a_setting_comes_back_as_it_was_put(write, read, value):
    write(lambda db: settings_rows.put(db, "some.setting", 0))
    write(lambda db: settings_rows.put(db, "some.setting", value))
    stored = read(settings_rows.get_all)
    assert stored == {"some.setting": value}
    assert type(stored["some.setting"]) is type(value)
    write(lambda db: settings_rows.remove(db, "some.setting"))
    assert read(settings_rows.get_all) == {}


def test_help_is_called_and_comes(write, read):
    call = write(lambda db: help.call(db, at=MORNING, form_id="tell-us"))
    write(lambda db: help.call(db, at=MORNING, form_id=""))
    waiting = read(help.waiting)
    assert [(one.serial, one.form_id) for one in waiting] == [
        (call, "tell-us"),
        (call + 1, None),
    ]
    assert write(lambda db: help.over(db, at=MORNING)) == 2
    assert read(help.waiting) == ()
    assert write(lambda db: help.over(db, at=MORNING)) == 0
    events = [line.event for line in read(audit.lines)]
    assert events == ["help-called", "help-called", "help-over"]
