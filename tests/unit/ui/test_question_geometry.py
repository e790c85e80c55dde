"""Every kind, on every shape, at every size: whole, large enough, and apart."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.i18n.words import Words
from kiosk.ui.questions import make_group, make_question
from tests.support.gallery import SHAPES, body_size, theme_for
from tests.support.geometry import troubles
from tests.support.questions import EXAMPLES, GROUP, node_of


def pages_with_troubles(question, theme, area) -> list[str]:
    """The troubles of each page of a question in the body of a window."""
    host = QWidget()
    host.resize(area)
    question.setParent(host)
    question.resize(area)
    host.show()
    found = []
    pager = question._pager
    for number in range(pager.pages):
        pager.show_page(number)
        found += [f"page {number + 1}: {each}" for each in troubles(host, theme)]
    host.close()
    return found


@pytest.mark.parametrize("language", ["zh", "en", "en_XA"])
@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("shape", list(SHAPES))
def test_nothing_is_cut_or_too_small(qapp, shape, size, language):
    theme, words = theme_for(shape, size, "normal"), Words(language)
    area = body_size(theme, shape)
    wide = area.width() > area.height()
    found = {}
    for name, example in EXAMPLES.items():
        node = node_of(example, language)
        problem = example.problem_in(language)
        question = make_question(theme, words, node, problem=problem, wide=wide)
        found[name] = pages_with_troubles(question, theme, area)
    nodes = [node_of(EXAMPLES[name], language, name=name) for name in GROUP]
    group = make_group(theme, words, nodes, title="联系方式", wide=wide)
    found["group"] = pages_with_troubles(group, theme, area)
    assert not {name: each for name, each in found.items() if each}
