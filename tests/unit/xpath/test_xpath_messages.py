"""A message about an expression says what is wrong and never what a person typed."""

from __future__ import annotations

import pytest

from kiosk.xpath import XPathError, evaluate

ANSWER = "4421-secret"


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("regex('a', /d/a)", f"{ANSWER}("),
        ("regex('a', /d/a)", f"{ANSWER}(?=x)((((a{{99}}){{99}}){{99}}){{99}})"),
        ("regex('a', /d/a)", f"(?=.)[{ANSWER}"),
        ("instance(/d/a)/root", ANSWER),
        ("digest('x', /d/a)", ANSWER),
        ("digest('x', 'MD5', /d/a)", ANSWER),
        ("date(/d/a)", ANSWER),
    ],
)
def test_no_message_carries_an_answer(expression, answer):
    with pytest.raises(XPathError) as found:
        evaluate(expression, f"<d><a>{answer}</a></d>", kind="string")
    told = f"{found.value} {found.value.details} {found.value.where}"
    assert ANSWER not in told
    assert found.value.message


def test_a_faulty_pattern_says_where_it_is_faulty():
    with pytest.raises(XPathError) as found:
        evaluate("regex('a', '(?=x)a(')", "<d/>", kind="boolean")
    assert "character" in found.value.message
