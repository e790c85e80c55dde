"""What the shell sees: results, one sentence for what can't be done, never a trace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import health
from kiosk.cli.main import kiosk
from tests.support.small_form import SMALL


@pytest.fixture
def shell(tmp_path, monkeypatch):
    monkeypatch.setenv("KIOSK_LANGUAGE", "en")
    monkeypatch.delenv("KIOSK_DATA", raising=False)
    (tmp_path / "small.md").write_text(SMALL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments, stdin=None):
        arguments = ["--data", "data", *arguments]
        return CliRunner().invoke(kiosk, arguments, input=stdin)

    return run


def steps(*answers):
    Path("steps.json").write_text(
        json.dumps([{"answer": ref, "value": value} for ref, value in answers]),
        encoding="utf-8",
    )
    return "steps.json"


WHOLE = (("/data/who", "self"), ("/data/age", "85"), ("/data/papers", "id"))


def test_a_form_goes_from_file_to_citizens_and_back(shell):
    assert shell("forms", "check", "small.md").exit_code == 0
    shell("forms", "import", "small.md")
    shell("forms", "publish", "small")

    (row,) = json.loads(shell("forms", "list", "--json").output)
    assert (row["form_id"], row["state"]) == ("small", "published")

    shell("forms", "retire", "small")
    (row,) = json.loads(shell("forms", "list", "--json").output)
    assert row["state"] == "retired"


def test_a_bad_form_names_its_row_and_leaves_the_published_one(shell):
    shell("forms", "import", "small.md")
    shell("forms", "publish", "small")
    bad = SMALL.replace("| integer | age |", "| intger | age |")
    Path("small.md").write_text(bad, encoding="utf-8")

    checked = shell("forms", "check", "small.md")
    imported = shell("forms", "import", "small.md")

    assert (checked.exit_code, imported.exit_code) == (1, 1)
    assert "survey row 7" in checked.output
    assert "survey row 7" in imported.stderr
    (row,) = json.loads(shell("forms", "list", "--json").output)
    assert row["state"] == "published"


def test_a_rehearsal_prints_the_submission(shell):
    done = shell("forms", "run", "small.md", "--steps", steps(*WHOLE))

    result = json.loads(done.output)
    assert (done.exit_code, result["complete"]) == (0, True)
    assert "<age>85</age>" in result["submission"]


def test_an_incomplete_rehearsal_lists_what_is_missing(shell):
    done = shell("forms", "run", "small.md", "--steps", steps(*WHOLE[:1]))

    assert done.exit_code == 1
    (violation,) = json.loads(done.output)["violations"]
    assert (violation["ref"], violation["code"]) == ("/data/age", "required")


DATED = """
| survey |
| | type | name | label | calculation |
| | calculate | day | | today() |
| | note | hello | Hello | |

| settings |
| | form_id |
| | dated |
"""


def test_a_rehearsal_stands_at_the_time_it_is_given(shell):
    Path("dated.md").write_text(DATED, encoding="utf-8")
    when = ("--now", "2026-01-01T23:30+00:00", "--timezone", "Asia/Shanghai")

    done = shell("forms", "run", "dated.md", "--steps", steps(), *when)

    assert "<day>2026-01-02</day>" in json.loads(done.output)["submission"]


def test_a_visit_ends_with_a_receipt_and_a_record(shell):
    done = shell("visit", "small.md", "--steps", steps(*WHOLE))

    reference = json.loads(done.output)["reference"]
    shown = json.loads(shell("submissions", "show", reference, "--json").output)
    assert shown["answers"]["/data/age"] == "85"
    assert shown["state"] == "waiting"


def test_a_visit_without_a_needed_answer_says_where_it_stopped(shell):
    done = shell("visit", "small.md", "--steps", steps(WHOLE[0]))

    assert done.exit_code == 1
    assert "/data/age" in done.stderr


def test_an_export_guards_what_a_spreadsheet_would_run(shell):
    answers = (*WHOLE[1:], ("/data/who", "other"), ("/data/agent/agent_name", "=1+1"))
    shell("visit", "small.md", "--for-other", "--steps", steps(*answers))

    shell("submissions", "export", "--format", "csv", "out.csv")

    assert ",'=1+1," in Path("out.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("forms", "publish", "nobody"), "nobody"),
        (("forms", "check", "nowhere.md"), "nowhere.md"),
        (("submissions", "show", "07-004206-1"), "07-004206-1"),
        (("visit", "nobody", "--steps", "steps.json"), "nobody"),
        (("settings", "set", "text.size", "9"), "text.size"),
        (("server", "add", "here", "not an address"), "here"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_1(shell, arguments, says):
    steps(*WHOLE)
    done = shell(*arguments)

    assert done.exit_code == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_wrong_usage_is_exit_2(shell):
    assert shell("forms", "publish").exit_code == 2
    assert shell("dance").exit_code == 2


def test_a_bug_is_logged_and_told_in_one_sentence(shell, monkeypatch):
    def breaks(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(health.Shell, "read", breaks)
    done = shell("status")

    assert done.exit_code == 1
    assert "Something unexpected" in done.stderr
    assert "Traceback" not in done.stderr
    log = Path("data/log/kiosk.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log


def test_a_setting_is_kept(shell):
    shell("settings", "set", "centre.name.zh", "城南社区服务中心")

    assert shell("settings", "get", "centre.name.zh").output == "城南社区服务中心\n"


def test_a_secret_is_read_from_standard_input_and_never_shown(shell):
    shell("server", "add", "central", "https://central.example/v1/projects/1")
    shell("server", "login", "central", "--username", "li", stdin="open sesame\n")

    (row,) = json.loads(shell("server", "list", "--json").output)
    assert row["logged_in"] is True
    assert "sesame" not in shell("server", "list").output
