"""Entities: what a submission creates and changes, and the list kept on the machine."""

from __future__ import annotations

from itertools import count

import pytest

from kiosk.xforms import FormEntry, FormError, load_form
from kiosk.xforms.entities import Entity, applied
from tests.support.scenario import NOW, ZONE, Scenario, form_of, xform

CREATED = """
    | survey   |           |         |          |          |
    |          | type      | name    | label    | save_to  |
    |          | text      | species | Species? | species  |
    |          | integer   | height  | Height?  | height   |
    | entities |           |                        |                  |
    |          | list_name | label                  | create_if        |
    |          | trees     | concat('T ', ${species}) | ${height} > 1  |
"""
UPDATED = """
    | survey   |                                |        |         |         |
    |          | type                           | name   | label   | save_to |
    |          | select_one_from_file trees.csv | tree   | Tree?   |         |
    |          | integer                        | height | Height? | height  |
    | entities |           |           |
    |          | list_name | entity_id |
    |          | trees     | ${tree}   |
"""
REPEATED = """
    | survey   |              |         |          |         |
    |          | type         | name    | label    | save_to |
    |          | begin_repeat | tree    | Tree     |         |
    |          | text         | species | Species? | species |
    |          | end_repeat   |         |          |         |
    | entities |           |            |
    |          | list_name | label      |
    |          | trees     | ${species} |
"""
TREES = b"name,label,__version,species,height\nt1,Oak,3,oak,12\nt2,Elm,1,elm,7\n"


def branches():
    numbers = count(1)
    return lambda: f"branch-{next(numbers)}"


def attributes(form, at="//entity"):
    (entity,) = form.submitted().xpath(at)
    return dict(entity.attrib)


def test_a_new_entity_is_declared_in_the_submission():
    form = Scenario.of(CREATED)
    form.answer("species", "oak")
    form.answer("height", "12")
    said = attributes(form)
    assert said["dataset"] == "trees"
    assert said["create"] == "true"
    assert len(said["id"]) == 36
    assert form.submitted().findtext(".//entity/label") == "T oak"
    (entity,) = form.entry.entities
    assert entity == Entity(
        dataset="trees",
        entity_id=said["id"],
        label="T oak",
        create=True,
        update=False,
        properties={"species": "oak", "height": "12"},
    )


def test_nothing_is_created_where_the_form_says_so():
    form = Scenario.of(CREATED)
    form.answer("height", "1")
    assert form.entry.entities == ()
    assert attributes(form)["create"] == "false"


def test_an_update_names_the_version_that_was_seen():
    listed = applied(TREES, (), branches())
    form = Scenario.of(UPDATED, {"trees.csv": listed})
    form.answer("tree", "t1")
    form.answer("height", "13")
    said = attributes(form)
    assert (said["update"], said["id"]) == ("1", "t1")
    assert (said["baseVersion"], said["trunkVersion"]) == ("3", "3")
    assert said["branchId"] == "branch-1"
    assert form.entry.entities[0].properties == {"height": "13"}


def test_the_next_form_finds_what_the_last_one_changed():
    new_id = branches()
    listed = applied(TREES, (), new_id)
    form = Scenario.of(UPDATED, {"trees.csv": listed})
    form.answer("tree", "t1")
    form.answer("height", "13")
    assert form.definition.declarations.offline
    later = applied(listed, form.entry.entities, new_id)
    again = Scenario.of(UPDATED, {"trees.csv": later})
    (oak, _) = again.node("tree").choices
    assert oak.extra["height"] == "13"
    again.answer("tree", "t1")
    said = attributes(again)
    assert (said["baseVersion"], said["trunkVersion"]) == ("4", "3")
    assert said["branchId"] == "branch-1"


def test_a_new_entity_joins_the_list_and_can_be_chosen():
    made = Entity("trees", "t3", "Ash", create=True, update=False)
    form = Scenario.of(UPDATED, {"trees.csv": applied(TREES, [made], branches())})
    assert form.choices("tree") == ["t1", "t2", "t3"]
    form.answer("tree", "t3")
    said = attributes(form)
    assert (said["baseVersion"], said["trunkVersion"]) == ("1", "")


def test_an_update_of_a_row_that_is_not_here_is_left_to_the_server():
    gone = Entity("trees", "t9", "", create=False, update=True)
    listed = applied(TREES, (), branches())
    assert applied(listed, [gone], branches()) == listed


def test_each_repeat_instance_has_its_own_entity():
    form = Scenario.of(REPEATED)
    form.entry.add_repeat("/data/tree")
    form.answer("tree[1]/species", "oak")
    form.answer("tree[2]/species", "elm")
    first, second = form.entry.entities
    assert (first.label, second.label) == ("oak", "elm")
    assert (first.properties, second.properties) == (
        {"species": "oak"},
        {"species": "elm"},
    )
    assert first.entity_id
    assert second.entity_id


def test_the_entity_keeps_its_id_when_a_draft_is_taken_up_again():
    form = Scenario.of(CREATED)
    form.answer("height", "12")
    assert attributes(form.resumed())["id"] == attributes(form)["id"]


def declared(entity, bind="", version="2024.1.0"):
    model = (
        f"<instance><data id='f'><a/><meta>{entity}</meta></data></instance>{bind}"
        "<bind nodeset='/data/a'/>"
    )
    xml = xform(model, "<input ref='/data/a'/>")
    names = (
        f"<model xmlns:e='http://www.opendatakit.org/xforms/entities'"
        f" e:entities-version='{version}'>"
    )
    return xml.replace(b"<model>", names.encode())


@pytest.mark.parametrize(
    ("entity", "bind"),
    [
        ("<entity dataset='trees' create='1'/>", ""),
        ("<entity dataset='trees' id=''/>", ""),
        ("<x/>", "<bind nodeset='/data/a' e:saveto='species'/>"),
        (
            "<entity dataset='trees' id='' create='1'/>",
            "<bind nodeset='/data/a' e:saveto='__version'/>",
        ),
    ],
)
def test_a_declaration_a_server_cannot_use_is_refused(entity, bind):
    with pytest.raises(FormError) as refused:
        load_form(declared(entity, bind))
    assert refused.value.code == "entity-not-whole"


def test_an_unknown_version_is_left_to_the_server_with_a_warning():
    entity = "<entity dataset='trees' id='x' create='1'/>"
    form = load_form(declared(entity, version="2031.1.0"))
    assert any("2031.1.0" in warning for warning in form.warnings)
    assert FormEntry.start(form, now=NOW, timezone=ZONE).entities == ()


def test_a_list_may_only_be_kept_here_from_2024_on():
    assert form_of(CREATED).declarations.offline
    old = load_form(
        declared("<entity dataset='t' id='x' create='1'/>", version="2022.1.0")
    )
    assert not old.declarations.offline
