"""Questions: one class per kind, one registry, one widget that shows them.

What belongs here: how a question of the form is asked and answered on the screen. What
an answer means, and whether it can stay, is the engine's; the words for it come in.

To add a kind:

1. Write a subclass of ``base.QuestionKind`` in a module of its own. It gives ``items``
   (the controls below the question, top to bottom) and, where something is written,
   ``pinned`` and ``keyboard``; it calls ``self.asking.changed(value)`` with the value
   as it is stored whenever the person changes it; it answers ``value``. See ``note``
   for the least and ``date`` for a full one.
2. Say what it is for in ``keys``: the body control, and if need be the datatype and one
   token of the appearance (``registry`` adds ``many`` for more than 12 choices and
   ``input:<kind>`` for ``kiosk:input``). The key that says most wins.
3. Add the class to ``registry.KINDS``.
4. Put its own words into ``i18n/catalogue/controls.toml`` and a picture of it into
   ``tests/support/gallery.py``; look at it at all sizes.

The label, the hint, the problem, paging, voice targets and keys come with the base.
"""

from __future__ import annotations

from kiosk.ui.questions.base import Asking, QuestionKind
from kiosk.ui.questions.making import make_group, make_question
from kiosk.ui.questions.question import Question

__all__ = ["Asking", "Question", "QuestionKind", "make_group", "make_question"]
