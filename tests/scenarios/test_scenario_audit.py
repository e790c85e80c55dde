"""The client's audit log, and what the submission before this one leaves."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

from kiosk.xforms import FormEntry
from tests.support.scenario import NOW, ZONE, Scenario, form_of

WATCHED = """
    | survey |              |        |        |                                                                            |
    |        | type         | name   | label  | parameters                                                                 |
    |        | text         | name   | Name?  |                                                                            |
    |        | integer      | age    | Age?   |                                                                            |
    |        | audit        |        |        | track-changes=true identify-user=true track-changes-reasons=on-form-edit   |
"""  # noqa: E501 (a table is read by its columns)
ONLY_TIMES = """
    | survey |       |      |       |
    |        | type  | name | label |
    |        | text  | name | Name? |
    |        | audit |      |       |
"""
AGAIN = """
    | survey |      |        |         |                       |
    |        | type | name   | label   | default               |
    |        | text | street | Street? | ${last-saved#street}  |
"""
START = str(round(NOW.timestamp() * 1000))


class Hands:
    """A clock that goes on one second at each reading."""

    def __init__(self):
        self.now = NOW - timedelta(seconds=1)

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def started(markdown, **around):
    form = form_of(markdown)
    return FormEntry.start(
        form, now=around.pop("now", NOW), timezone=ZONE, random=lambda: 0.5, **around
    )


def rows(entry):
    content = entry.attachments["audit.csv"].decode()
    return list(csv.DictReader(io.StringIO(content)))


def walk(entry):
    entry.next()
    entry.answer("/data/name", "林")
    entry.next()
    entry.answer("/data/age", "70")
    entry.next()


def test_each_question_is_a_row_with_its_time_and_its_change():
    entry = started(WATCHED, properties={"username": "counter-2"})
    walk(entry)
    xml = entry.finalise()
    assert b"<audit>audit.csv</audit>" in xml
    log = rows(entry)
    assert [row["event"] for row in log] == [
        "form start",
        "question",
        "question",
        "form finalize",
        "form exit",
    ]
    name = log[1]
    assert (name["node"], name["start"], name["end"]) == ("/data/name", START, START)
    assert (name["old-value"], name["new-value"]) == ("", "林")
    assert name["user"] == "counter-2"


def test_values_and_user_stay_out_where_the_form_does_not_ask():
    entry = started(ONLY_TIMES, properties={"username": "counter-2"})
    entry.next()
    entry.answer("/data/name", "林")
    entry.finalise()
    written = entry.attachments["audit.csv"].decode()
    assert "林" not in written
    assert "counter-2" not in written
    assert rows(entry)[1]["event"] == "question"


def test_the_file_has_every_column_in_the_order_of_the_standard():
    header = started(WATCHED).attachments["audit.csv"].splitlines()[0]
    assert header == (
        b"event,node,start,end,latitude,longitude,accuracy,"
        b"old-value,new-value,user,change-reason"
    )


def test_times_are_the_clocks_own_in_milliseconds():
    entry = started(ONLY_TIMES, now=Hands())
    entry.next()
    entry.next()
    question = rows(entry)[1]
    assert int(question["end"]) - int(question["start"]) == 1000


def test_a_draft_goes_on_with_its_log():
    entry = started(WATCHED)
    entry.next()
    entry.next()
    later = FormEntry.resume(
        entry.definition,
        entry.instance_xml(),
        now=NOW,
        timezone=ZONE,
        audit=entry.attachments["audit.csv"],
    )
    events = [row["event"] for row in rows(later)]
    assert events == ["form start", "question", "form resume"]


def test_a_correction_says_why():
    entry = started(WATCHED)
    changed = FormEntry.edit(entry.definition, entry.finalise(), now=NOW, timezone=ZONE)
    assert changed.audit is not None
    assert changed.audit.wants_reason
    changed.audit.record("change reason", reason="the wrong age")
    assert rows(changed)[-1]["change-reason"] == "the wrong age"


def test_repeats_and_a_refused_end_leave_rows():
    entry = started("""
        | survey |              |      |       |          |
        |        | type         | name | label | required |
        |        | begin_repeat | row  | Row   |          |
        |        | text         | a    | A?    | yes      |
        |        | end_repeat   |      |       |          |
        |        | audit        |      |       |          |
    """)
    entry.add_repeat("/data/row")
    entry.jump("/data/row[2]/a")
    entry.remove_repeat("/data/row[2]")
    assert [(row["event"], row["node"]) for row in rows(entry)] == [
        ("form start", ""),
        ("add repeat", "/data/row[2]"),
        ("delete repeat", "/data/row[2]"),
    ]


def test_a_form_without_audit_has_no_log():
    form = Scenario.of(AGAIN)
    assert form.entry.audit is None
    assert form.entry.attachments == {}


def test_the_submission_before_gives_its_answers():
    before = b"<data id='data'><street>Nanjing Lu</street></data>"
    entry = started(AGAIN, last_saved=before)
    assert entry.node("/data/street").value == "Nanjing Lu"


def test_without_a_submission_before_it_is_blank():
    assert Scenario.of(AGAIN).value("street") == ""
    assert Scenario.of(AGAIN).entry.troubles == ()
