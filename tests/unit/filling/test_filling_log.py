"""The log a form asks for goes with the draft and with the submission."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

import pytest

from kiosk.filling.filling import Filling
from kiosk.xforms import FormEntry
from tests.support.scenario import NOW, ZONE, form_of

LOGGED = """
    | survey |       |      |       |
    |        | type  | name | label |
    |        | text  | name | Name? |
    |        | audit |      |       |
"""


@pytest.fixture
def definition():
    return form_of(LOGGED)


def test_the_log_is_sent_under_the_name_in_the_bytes(definition):
    entry = FormEntry.start(definition, now=NOW, timezone=ZONE)
    filling = Filling(SimpleNamespace(), entry, SimpleNamespace())
    assert filling.attachments_of(b"<data><name>x</name></data>") == {}
    sent = filling.attachments_of(entry.finalise())
    assert sent == entry.attachments
    assert b"form finalize" in sent["audit.csv"]


def test_a_draft_taken_up_again_goes_on_with_its_log(definition):
    begun = FormEntry.start(definition, now=NOW, timezone=ZONE)
    means = SimpleNamespace(
        clock=SimpleNamespace(now=lambda: datetime.now(ZONE)),
        chance=SimpleNamespace(random=lambda: 0.5),
        properties={},
    )
    record = SimpleNamespace(instance_xml=begun.instance_xml(), language="en")
    filling = Filling.resume(means, definition, record, dict(begun.attachments))
    log = filling.entry.attachments["audit.csv"]
    assert b"form start" in log
    assert b"form resume" in log
