"""An admin's form with one thing wrong: the finding names the row and the trouble."""

from __future__ import annotations

import pytest

from kiosk.publishing.checks import check_file
from kiosk.publishing.findings import FormRefused, Level, stop, warn

SETTINGS = """
| settings |
| | form_title | form_id | version |
| | 测试 | test | 1 |
"""
FACTS = "".join(
    f"| | kiosk | {fact} | 事 | thing |\n"
    for fact in (
        "title",
        "summary",
        "minutes",
        "bring",
        "seen_by",
        "decided_by",
        "reply_by",
    )
)
CHOICES = f"""
| choices |
| | list_name | name | label::中文 (zh) | label::English (en) |
| | yn | yes | 是 | Yes |
| | yn | no | 不是 | No |
{FACTS}"""
HEAD = "| | type | name | label::中文 (zh) | label::English (en) |"


def survey(*rows, head=HEAD):
    lines = "\n".join(f"| | {row} |" for row in rows)
    return f"| survey |\n{head}\n{lines}\n"


def check(tmp_path, text, name="form.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return check_file(path)


def whole(*rows, head=HEAD):
    return survey(*rows, head=head) + CHOICES + SETTINGS


GOOD = "select_one yn | well | 好吗？ | Are you well?"


def test_a_sound_form_has_no_findings(tmp_path):
    report = check(tmp_path, whole(GOOD))
    assert report.findings == ()
    assert report.fit
    assert report.definition.form_id == "test"


@pytest.mark.parametrize(
    ("row", "code", "details"),
    [
        ("| nothing | 问 | Ask", "form-type-missing", {"name": "nothing"}),
        ("text | | 问 | Ask", "form-name-missing", {"type": "text"}),
        ("text | 2nd | 问 | Ask", "form-name-unfit", {"name": "2nd"}),
        ("text | two words | 问 | Ask", "form-name-unfit", {"name": "two words"}),
        ("text | well | 问 | Ask", "form-name-twice", {"name": "well"}),
        ("txet | word | 问 | Ask", "form-type-not-on-kiosk", {"type": "txet"}),
        ("geopoint | spot | 问 | Ask", "form-type-not-on-kiosk", {"type": "geopoint"}),
        ("image | face | 问 | Ask", "form-type-not-on-kiosk", {"type": "image"}),
        ("select_one abc | one | 问 | Ask", "form-list-missing", {"list": "abc"}),
        ("calculate | sum | | ", "form-calculation-missing", {"name": "sum"}),
        ("note | n | 问${nobody} | Ask", "form-reference-unknown", {"name": "nobody"}),
        ("begin_group | g | 组 | Group", "form-group-not-ended", {"name": "g"}),
        ("end_group | | | ", "form-group-not-begun", {"type": "end_group"}),
    ],
)
def test_a_row_that_stops_a_form_is_named(tmp_path, row, code, details):
    report = check(tmp_path, whole(GOOD, row))
    assert not report.fit
    assert report.converted is None
    found = report.findings[0]
    assert (found.level, found.code) == (Level.STOP, code)
    assert found.where == "survey row 3 (line 4)"
    assert details.items() <= found.details.items()


def test_all_troubles_are_told_at_once(tmp_path):
    report = check(
        tmp_path, whole(GOOD, "txet | a | 问 | Ask", "text | a b | 问 | Ask")
    )
    assert [one.code for one in report.findings] == [
        "form-type-not-on-kiosk",
        "form-name-unfit",
    ]


def test_the_same_name_in_two_groups_is_fine(tmp_path):
    group = [
        "begin_group | {0} | 组 | Group",
        "text | street | 街 | Street",
        "end_group | | | ",
    ]
    rows = [line.format(name) for name in ("home", "work") for line in group]
    assert check(tmp_path, whole(GOOD, *rows)).findings == ()


def test_a_column_nobody_reads_is_told(tmp_path):
    head = f"{HEAD} colour |"
    report = check(tmp_path, whole(f"{GOOD} | red", head=head))
    assert report.findings == (
        warn("form-column-unread", "survey row 1", sheet="survey", column="colour"),
    )


def test_a_misspelled_column_stops_the_form(tmp_path):
    head = f"{HEAD} relevent |"
    report = check(tmp_path, whole(f"{GOOD} | 1 = 2", head=head))
    assert report.findings == (
        stop(
            "form-column-misspelled",
            "survey row 1",
            sheet="survey",
            column="relevent",
            meant="relevant",
        ),
    )


def test_a_column_for_notes_is_left_alone(tmp_path):
    head = f"{HEAD} _why |"
    assert check(tmp_path, whole(f"{GOOD} | because", head=head)).findings == ()


def test_a_misspelled_sheet_stops_the_form(tmp_path):
    text = whole(GOOD).replace("| choices |", "| choises |")
    found = check(tmp_path, text).findings
    assert found[0] == stop(
        "form-sheet-misspelled", "choises", sheet="choises", meant="choices"
    )
    assert "form-list-missing" in [one.code for one in found]


def test_a_raw_bar_in_a_cell_is_explained_with_its_row(tmp_path):
    report = check(tmp_path, whole(GOOD, "text | word | a|b | Ask"))
    assert report.findings == (
        stop("form-cell-pipe", "survey row 3 (line 4)", cells=6, expected=5),
    )


def test_a_missing_translation_is_told_and_never_shown_as_a_dash(tmp_path):
    head = f"{HEAD} hint::中文 (zh) | hint::English (en) |"
    rows = [f"{GOOD} | 按一下 | Touch", "text | word | 写字 | Write | 慢慢来 | "]
    report = check(tmp_path, whole(*rows, head=head))
    assert report.findings == (
        warn(
            "form-translation-missing",
            "survey row 3 (line 4)",
            column="hint::English (en)",
            language="English (en)",
            name="word",
            part="hint",
        ),
    )
    assert "-" not in set(report.definition.texts("en"))
    assert b"<value>-</value>" not in report.converted.xml


@pytest.mark.parametrize("kind", ["range", "time", "datetime", "rank yn"])
def test_a_question_left_to_staff_is_told_but_does_not_stop(tmp_path, kind):
    report = check(tmp_path, whole(GOOD, f"{kind} | q | 问 | Ask"))
    assert report.fit
    (found,) = report.findings
    assert found.code == "form-type-with-a-person"


@pytest.mark.parametrize(
    ("count", "codes"),
    [(7, []), (8, ["form-choices-many"]), (12, ["form-choices-many"]), (13, [])],
)
def test_more_choices_than_one_can_listen_to_are_told(tmp_path, count, codes):
    rows = "".join(f"| | many | c{n} | 项{n} | Item {n} |\n" for n in range(count))
    text = whole("select_one many | q | 问 | Ask").replace(
        "| | yn | yes", f"{rows}| | yn | yes"
    )
    assert [one.code for one in check(tmp_path, text).findings] == codes


def test_a_language_without_a_column_of_its_own_is_told(tmp_path):
    head = (
        "| | type | name | label::中文 (zh) | label::English (en) | hint::中文 (zh) |"
    )
    report = check(tmp_path, whole(f"{GOOD} | 按一下", head=head))
    assert [one.details["column"] for one in report.findings] == ["hint::English (en)"]


def test_a_label_too_long_for_a_line_is_told(tmp_path):
    label = "一二三四五六七八九十" * 4 + "多"
    report = check(tmp_path, whole(f"text | word | {label} | Ask"))
    (found,) = report.findings
    assert (found.code, found.level) == ("form-line-long", Level.WARN)
    assert found.details["width"] == 41


def test_a_form_without_service_facts_is_told(tmp_path):
    text = whole(GOOD).replace(FACTS, "")
    assert [one.code for one in check(tmp_path, text).findings] == ["form-no-facts"]


def test_a_single_missing_fact_is_named(tmp_path):
    text = whole(GOOD).replace("| | kiosk | seen_by | 事 | thing |\n", "")
    assert check(tmp_path, text).findings == (
        warn("form-fact-missing", fact="seen_by"),
    )


def test_a_form_that_speaks_no_english_is_told(tmp_path):
    text = whole(GOOD).replace("English (en)", "Français (fr)")
    assert warn("form-languages-few", language="en") in check(tmp_path, text).findings


def test_a_list_file_that_is_not_there_stops_the_form(tmp_path):
    report = check(
        tmp_path, whole("select_one_from_file towns.csv | t | 哪里？ | Where?")
    )
    assert report.findings[0] == stop(
        "form-media-missing", "towns.csv", file="towns.csv"
    )


def test_a_list_file_beside_the_form_is_taken(tmp_path):
    (tmp_path / "form-media").mkdir()
    (tmp_path / "form-media" / "towns.csv").write_text("name,label\na,甲\n", "utf-8")
    report = check(
        tmp_path, whole("select_one_from_file towns.csv | t | 哪里？ | Where?")
    )
    assert report.findings == ()
    assert report.converted.media == {"towns.csv": "name,label\na,甲\n".encode()}


def test_an_expression_the_engine_cannot_read_is_told_with_its_row(tmp_path):
    head = f"{HEAD} relevant |"
    report = check(
        tmp_path, whole(f"{GOOD} | ", "text | w | 写 | Write | 1 +", head=head)
    )
    assert not report.fit
    assert report.findings[0].where == "survey row 3 (line 4)"


def test_a_circle_of_calculations_is_told(tmp_path):
    head = f"{HEAD} calculation |"
    rows = [
        f"{GOOD} | ",
        "calculate | a | | | ${b} + 1",
        "calculate | b | | | ${a} + 1",
    ]
    report = check(tmp_path, whole(*rows, head=head))
    assert report.findings[0].code == "dependency-cycle"
    assert report.findings[0].where.startswith("survey row")


def test_what_only_pyxform_knows_keeps_its_sentence_and_row(tmp_path):
    head = f"{HEAD} parameters |"
    rows = [f"{GOOD} | ", "range | r | 几分？ | How much? | start=a end=10"]
    found = check(tmp_path, whole(*rows, head=head)).findings[0]
    assert (found.level, found.code) == (Level.STOP, "form-not-converted")
    assert found.where == "survey row 3 (line 4)"
    assert "must be a number" in found.details["message"]
    assert found.details["column"] == "parameters"


def test_a_title_by_language_is_explained(tmp_path):
    text = whole(GOOD).replace("form_title", "form_title::English (en)")
    found = [one.code for one in check(tmp_path, text).findings]
    assert found[0] == "form-title-translated"


def test_choices_are_looked_at_too(tmp_path):
    rows = ("yn | yes | 又 | Again", "yn | a b | 空 | Space", " | c | 无 | None")
    more = "".join(f"| | {row} |\n" for row in rows)
    text = whole(GOOD).replace("| | yn | no |", f"{more}| | yn | no |")
    stops = [one for one in check(tmp_path, text).findings if one.level is Level.STOP]
    assert [(one.code, one.where) for one in stops] == [
        ("form-choice-twice", "choices row 3 (line 8)"),
        ("form-choice-with-space", "choices row 4 (line 9)"),
        ("form-choice-without-list", "choices row 5 (line 10)"),
    ]


def test_what_stops_a_form_speaks_first(tmp_path):
    refused = FormRefused([warn("a"), stop("b", "survey row 2", name="x")])
    assert (refused.code, refused.where, refused.details) == (
        "b",
        "survey row 2",
        {"name": "x"},
    )
    assert [one.code for one in refused.findings] == ["b", "a"]
