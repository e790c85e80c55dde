"""A form's facts become a card: by language, in order, with a title whatever comes."""

from __future__ import annotations

import pytest

from kiosk.ids import FormHash
from kiosk.publishing.checks import check_file
from kiosk.publishing.service import LAST, service_of
from kiosk.publishing.shipped import shipped_folder

BARE = """
| survey |
| | type | name | label |
| | text | word | 写字 |
{choices}
| settings |
| | form_title | form_id | version |
| | 测试 | test | 1 |
"""


@pytest.fixture
def service(tmp_path):
    def read(choices=""):
        path = tmp_path / "form.md"
        path.write_text(BARE.format(choices=choices), "utf-8")
        return service_of(check_file(path).definition, FormHash("h"))

    return read


def test_the_senior_allowance_is_a_card_in_two_languages():
    report = check_file(shipped_folder() / "senior-allowance.md")
    record = service_of(report.definition, FormHash("h"))
    assert record.form_id == "senior-allowance"
    assert record.facts["title"] == {"zh": "高龄津贴申请", "en": "Senior allowance"}
    assert record.facts["paper_2"]["en"] == "Household register"
    assert record.facts["asks_who"] == {"zh": "yes", "en": "yes"}
    assert (record.order, record.group) == (10, "津贴补贴")


def test_a_form_without_facts_still_has_its_title(service):
    record = service()
    assert record.facts == {"title": {"zh": "测试"}}
    assert (record.order, record.group) == (LAST, "")


def test_facts_in_a_form_of_one_language_are_taken_for_chinese(service):
    record = service(
        "| choices |\n| | list_name | name | label |\n| | kiosk | title | 名字 |\n"
    )
    assert record.facts == {"title": {"zh": "名字"}}


def test_an_order_that_is_no_number_comes_last(service):
    record = service(
        "| choices |\n| | list_name | name | label |\n| | kiosk | order | 早 |\n"
    )
    assert record.order == LAST
