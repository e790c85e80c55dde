"""The same answers to ours and to JavaRosa, the engine of ODK Collect.

After every step every leaf is compared: relevance, value, violation. Where the two
differ, ``decisions.toml`` has the reason, or the test fails. A walk ends at the first
decided difference, since others follow from it.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from kiosk.xforms import FormEntry, FormError, load_form
from tests.support.differential import differences
from tests.support.javarosa import JavaRosa, lacking
from tests.support.random_forms import draw_answers, draw_form
from tests.support.recorded_forms import recordings, shared_folder

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking())

TABLE = tomllib.loads(Path(__file__).with_name("decisions.toml").read_text("utf-8"))
ZONE = "America/Phoenix"
SHORT, LONG = 150, 2_000
VALUES = {
    "int": ("", "1", "5", "40"),
    "decimal": ("", "1.5", "20"),
    "date": ("", "2024-02-29", "1990-05-05"),
    "string": ("", "a", "yes", "no", "张"),
    "": ("", "a", "1"),
}
LEAST_AGREEING_STEPS = 0.9


@pytest.fixture(scope="module")
def peer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("javarosa")
    with JavaRosa(folder, ZONE) as running:
        yield running


def start(xml, resources=None):
    form = load_form(xml, resources)
    return FormEntry.start(form, now=datetime.now(UTC), timezone=ZONE)


def trouble_decided(words):
    return any(row["words"] in words for row in TABLE["trouble"])


def take(entry, step):
    op, ref, value = step
    if op == "answer":
        entry.answer(ref, value)
    elif op == "add":
        entry.add_repeat(ref)
    else:
        entry.remove_repeat(ref)


class Walk:
    """One form through both engines, until they part or the steps are over."""

    def __init__(self, peer, place, xml, resources=None):
        self.peer = peer
        self.entry = start(xml, resources)
        self.reply = peer.ask("load", path=str(place))
        self.steps = 0
        self.last = "load"

    def parted(self, decided):
        """Whether they differ; fails where no difference has its reason."""
        words = self.reply.get("trouble")
        if words is not None:
            assert trouble_decided(words), words
            return True
        found = list(differences(self.entry, self.reply["nodes"]))
        assert not found or any(decided(*one) for one in found), found[:5]
        return bool(found)

    def step(self, op, ref, value):
        plain = re.sub(r"/[^/:\[]+:", "/", ref)
        self.reply = self.peer.ask(op, ref=plain, value=value)
        take(self.entry, (op, ref, value))
        self.last = op
        self.steps += 1


def drawn_walk(peer, folder, seed, length):
    """Steps on which both agreed."""
    chance = Random(seed)
    form = draw_form(chance)
    xml = form.xml()
    place = folder / "drawn.xml"
    place.write_bytes(xml)
    binds = dict(re.findall(r'<bind nodeset="([^"]*)" (.*?)/>', xml.decode()))

    def decided(ref, what):
        rule = binds.get(re.sub(r"\[\d+\]", "", ref), "").replace("&gt;", ">")
        told = f"{walk.last} {ref} {rule}: {what}"
        return any(re.search(row["rule"], told) for row in TABLE["drawn"])

    walk = Walk(peer, place, xml)
    for step in draw_answers(form, chance, length):
        if walk.parted(decided):
            return max(0, walk.steps - 1), walk.steps
        walk.step(*step)
    parted = walk.parted(decided)
    return walk.steps - parted, walk.steps


def drawn_walks(peer, folder, seeds, length):
    agreed = taken = 0
    for seed in seeds:
        try:
            one, other = drawn_walk(peer, folder, seed, length)
        except AssertionError as difference:
            message = f"seed {seed}: {difference}"
            raise AssertionError(message) from difference
        agreed, taken = agreed + one, taken + other
    assert taken > len(seeds)
    assert agreed / taken > LEAST_AGREEING_STEPS


def test_drawn_forms_give_the_same_instances(peer, tmp_path):
    drawn_walks(peer, tmp_path, range(SHORT), 25)


@pytest.mark.long
def test_thousands_of_drawn_forms_give_the_same_instances(peer, tmp_path):
    drawn_walks(peer, tmp_path, range(SHORT, SHORT + LONG), 60)


def answerable(entry):
    return [
        state
        for state in entry.nodes()
        if state.kind in {"input", "select1", "select"}
        and state.relevant
        and not state.readonly
        and not calculated(entry, state.ref)
    ]


def calculated(entry, ref):
    """Whether a form works it out itself: an answer there is nobody's."""
    node = entry.definition.nodes.get(re.sub(r"\[\d+\]", "", ref))
    return node is not None and node.bind.calculate is not None


def recorded_walk(peer, recording, seed, length):
    """How many steps both took alike; None where one of them refuses the form."""
    place = shared_folder() / recording["file"]
    rows = [
        row
        for row in TABLE["recorded"]
        if any(place.as_posix().endswith(file) for file in row["files"])
    ]

    def decided(ref, what):
        return any(re.search(row["ref"], f"{ref}: {what}") for row in rows)

    try:
        walk = Walk(peer, place, place.read_bytes(), place.parent)
    except FormError:
        return None
    if "trouble" in walk.reply:
        return None
    chance = Random(f"{seed}{recording['file']}")
    for _ in range(length):
        if walk.parted(decided):
            return walk.steps
        asked = answerable(walk.entry)
        if not asked:
            return walk.steps
        state = chance.choice(asked)
        offered = [choice.value for choice in state.choices]
        value = chance.choice(offered or VALUES.get(state.type, ("",)))
        walk.step("answer", state.ref, value)
    walk.parted(decided)
    return walk.steps


def recorded_walks(peer, seeds, length):
    walked = 0
    for recording in recordings("xforms.jsonl"):
        for seed in seeds:
            try:
                walked += recorded_walk(peer, recording, seed, length) is not None
            except AssertionError as difference:
                message = f"{recording['file']}, seed {seed}: {difference}"
                raise AssertionError(message) from difference
    return walked


@pytest.mark.skipif(not recordings("xforms.jsonl"), reason="no recordings here")
def test_real_forms_give_the_same_instances(peer):
    assert recorded_walks(peer, [""], 12) > 150


@pytest.mark.long
@pytest.mark.skipif(not recordings("xforms.jsonl"), reason="no recordings here")
def test_real_forms_answered_at_length_give_the_same_instances(peer):
    assert recorded_walks(peer, range(5), 60) > 150 * 5


def test_a_difference_is_told(peer, tmp_path):
    place = tmp_path / "one.xml"
    place.write_bytes(draw_form(Random(1)).xml())
    reply = peer.ask("load", path=str(place))
    entry = start(place.read_bytes())
    entry.answer("/data/q0", "north")
    assert ("/data/q0", "value 'north', there ''") in set(
        differences(entry, reply["nodes"])
    )
