"""Forms drawn by lot, as XLSForm authors would write them.

What belongs here: one generator of XForms (types, relevants, calculates, constraints,
repeats, filtered selects) and of answers to them, from a seeded ``Random``. Only what
every engine understands alike is drawn, so two engines can be compared over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms"'
    ' xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>drawn</h:title><model>'
)
REGIONS = ("north", "south", "east")
TYPES = ("string", "int", "decimal", "date", "select1", "select", "select-filtered")
_ANSWERS = {
    "string": ("", "a", "b", "no", "张三", "12", "0", " x ", "long words here"),
    "int": ("", "0", "1", "7", "18", "60", "-3", "120"),
    "decimal": ("", "0", "0.5", "2.25", "-1.5", "100"),
    "date": ("", "2024-01-31", "2024-02-29", "1950-12-01", "2026-06-15"),
    "select1": ("", "north", "south", "east"),
    "select": ("", "north", "north south", "north south east"),
    "select-filtered": ("", "north1", "north2", "south1", "east3"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One drawn question: where it stands and what it takes."""

    name: str
    kind: str
    repeat: str

    @property
    def path(self) -> str:
        """The generic path."""
        return (
            f"/data/{self.repeat}/{self.name}" if self.repeat else f"/data/{self.name}"
        )


@dataclass(slots=True)
class DrawnForm:
    """A form with its questions and the binds drawn for them."""

    questions: list[Question] = field(default_factory=list)
    binds: list[str] = field(default_factory=list)
    repeats: list[str] = field(default_factory=list)
    computed: list[Question] = field(default_factory=list)

    def xml(self) -> bytes:
        """The XForm."""
        outside = [q for q in (*self.questions, *self.computed) if not q.repeat]
        nodes = "".join(f"<{q.name}/>" for q in outside)
        for repeat in self.repeats:
            within = (*self.questions, *self.computed)
            inside = "".join(f"<{q.name}/>" for q in within if q.repeat == repeat)
            nodes += f'<{repeat} jr:template="">{inside}</{repeat}>'
            nodes += f"<{repeat}>{inside}</{repeat}>"
        body = "".join(_control(q) for q in self.questions if not q.repeat)
        for repeat in self.repeats:
            inner = "".join(_control(q) for q in self.questions if q.repeat == repeat)
            path = f"/data/{repeat}"
            body += (
                f'<group ref="{path}"><label>{repeat}</label>'
                f'<repeat nodeset="{path}">{inner}</repeat></group>'
            )
        return (
            f'{HEAD}<instance><data id="drawn" version="1">{nodes}</data></instance>'
            f"{_places()}{''.join(self.binds)}</model></h:head>"
            f"<h:body>{body}</h:body></h:html>"
        ).encode()


def _places() -> str:
    rows = "".join(
        f"<item><name>{region}{n}</name><label>{region} {n}</label>"
        f"<region>{region}</region></item>"
        for region in REGIONS
        for n in range(1, 4)
    )
    return f'<instance id="places"><root>{rows}</root></instance>'


def _control(question: Question) -> str:
    start = f'ref="{question.path}"><label>{question.name}</label>'
    if question.kind in {"select1", "select"}:
        items = "".join(
            f"<item><label>{name}</label><value>{name}</value></item>"
            for name in REGIONS
        )
        return f"<{question.kind} {start}{items}</{question.kind}>"
    if question.kind == "select-filtered":
        return (
            f"<select1 {start}"
            "<itemset nodeset=\"instance('places')/root/item[region = /data/q0]\">"
            '<value ref="name"/><label ref="label"/></itemset></select1>'
        )
    return f"<input {start}</input>"


def draw_form(chance: Random) -> DrawnForm:
    """A form of 4 to 14 questions and up to 8 calculates."""
    form = DrawnForm(repeats=["person", "visit"][: chance.choice([0, 1, 1, 2])])
    form.questions.append(Question("q0", "select1", ""))
    form.binds.append('<bind nodeset="/data/q0" type="string"/>')
    for number in range(1, chance.randint(4, 14)):
        repeat = chance.choice(["", "", *form.repeats])
        question = Question(f"q{number}", chance.choice(TYPES), repeat)
        form.binds.append(_bind(question, form.questions, chance))
        form.questions.append(question)
    form.repeats = [
        r for r in form.repeats if any(q.repeat == r for q in form.questions)
    ]
    for number in range(chance.randint(1, 8)):
        repeat = chance.choice(["", "", *form.repeats])
        computed = Question(f"c{number}", "string", repeat)
        known = [*form.questions, *form.computed]
        rule = quoteattr(calculation(known, repeat, form.repeats, chance))
        form.binds.append(
            f'<bind nodeset="{computed.path}" type="string" calculate={rule}/>'
        )
        form.computed.append(computed)
    return form


def _bind(question: Question, known: list[Question], chance: Random) -> str:
    datatype = "string" if question.kind.startswith("select") else question.kind
    rules = [f'nodeset="{question.path}" type="{datatype}"']
    near = [q for q in known if q.repeat in {"", question.repeat}]
    if chance.random() < 0.4:
        rules.append(f"relevant={quoteattr(condition(near, chance))}")
    if chance.random() < 0.2:
        rules.append('required="true()"')
    if chance.random() < 0.3 and question.kind in {"int", "decimal", "string"}:
        rule = ". != 'no'" if question.kind == "string" else ". >= 0 and . < 100"
        rules.append(f"constraint={quoteattr(rule)}")
    return f"<bind {' '.join(rules)}/>"


def condition(known: list[Question], chance: Random) -> str:
    """Something true or false about earlier questions."""
    parts = []
    for _ in range(chance.randint(1, 2)):
        question = chance.choice(known)
        answer = chance.choice(_ANSWERS[question.kind])
        sign = chance.choice(["=", "!="])
        match question.kind:
            case "int" | "decimal":
                sign = chance.choice(["=", "!=", "<", ">="])
                parts.append(f"{question.path} {sign} {answer or 5}")
            case "select":
                parts.append(f"selected({question.path}, 'north')")
            case "date":
                parts.append(f"{question.path} > date('2000-01-01')")
            case _:
                parts.append(f"{question.path} {sign} '{answer}'")
    return chance.choice([" and ", " or "]).join(parts)


def calculation(
    known: list[Question], repeat: str, repeats: list[str], chance: Random
) -> str:
    """A calculate over earlier questions."""
    near = [q for q in known if q.repeat in {"", repeat}] or known[:1]
    one, other = chance.choice(near), chance.choice(near)
    inside = [q for q in known if q.repeat and q.repeat != repeat]
    shapes = [
        f"concat({one.path}, '-', {other.path})",
        f"if({condition(near[:1], chance)}, {one.path}, 'else')",
        f"string-length({one.path})",
        f"coalesce({one.path}, {other.path})",
        f"count-selected({one.path})",
        f"substr({one.path}, 0, 3)",
        f"number({one.path}) + 1",
        f"round(number({one.path}) * 3.14159, 2)",
        f"int({one.path} div 2)",
        f"{one.path} * 2 - 1",
        f"{one.path} mod 3",
        f"string(contains({one.path}, 'o'))",
        f"translate({one.path}, 'abc', 'ABC')",
        f"count-non-empty({one.path})",
        f"string(regex({one.path}, '[0-9]+'))",
        f"string(boolean-from-string({one.path}))",
        f"string(not({one.path} = ''))",
    ]
    if one.kind == "date":
        shapes = [
            f"format-date({one.path}, '%Y/%m/%d')",
            f"string({one.path} > '2000-01-01')",
        ]
    shapes += [f"count(/data/{r})" for r in repeats if r != repeat]
    if inside:
        far = chance.choice(inside)
        shapes += [f"sum({far.path})"] if far.kind in {"int", "decimal"} else []
        shapes += [f"join(' ', {far.path})", f"count({far.path})"]
    if repeat:
        shapes += ["position(..)", f"count(/data/{repeat})"]
    return chance.choice(shapes)


def draw_answers(
    form: DrawnForm, chance: Random, steps: int
) -> Iterator[tuple[str, str, str]]:
    """Steps that are possible: (``answer`` | ``add`` | ``remove``, ref, value)."""
    counts = dict.fromkeys(form.repeats, 1)
    for _ in range(steps):
        turn = chance.random()
        if form.repeats and turn < 0.12:
            repeat = chance.choice(form.repeats)
            counts[repeat] += 1
            yield "add", f"/data/{repeat}", ""
        elif form.repeats and turn < 0.2:
            repeat = chance.choice(form.repeats)
            if counts[repeat] < 2:
                continue
            at = chance.randint(1, counts[repeat])
            counts[repeat] -= 1
            yield "remove", f"/data/{repeat}[{at}]", ""
        else:
            question = chance.choice(form.questions)
            ref = question.path
            if question.repeat:
                if not counts[question.repeat]:
                    continue
                at = chance.randint(1, counts[question.repeat])
                ref = f"/data/{question.repeat}[{at}]/{question.name}"
            yield "answer", ref, chance.choice(_ANSWERS[question.kind])
