"""Forms: taken in, published, retired, and read back unharmed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.errors import Expected
from kiosk.ids import FormHash, FormId, FormVersion
from kiosk.store import audit, forms
from kiosk.store.stored import sha256
from tests.support.clock import MORNING
from tests.support.stored_rows import a_form, publish

TELL_US = FormId("tell-us")
LATER = MORNING + timedelta(hours=1)


def versions(read):
    return [(form.version, form.state) for form in read(forms.listing)]


def test_a_form_comes_back_as_it_was_given(write, read):
    new = a_form()
    write(lambda db: forms.add(db, new))
    record = read(lambda db: forms.get(db, new.form_hash))
    assert (record.xml, record.title) == (new.xml, new.title)
    assert record.service == new.service
    assert record.imported_at == new.imported_at
    assert (record.state, record.published_at) == ("imported", None)
    digest = record.media["places.csv"]
    assert digest == sha256(new.media["places.csv"])
    assert read(lambda db: forms.media(db, digest)) == new.media["places.csv"]


def test_an_imported_form_is_not_yet_shown(write, read):
    write(lambda db: forms.add(db, a_form()))
    assert read(forms.published) == ()


def test_services_are_shown_in_their_order(write, read):
    for form_id, order in (("b", 2), ("c", 1), ("a", 2)):
        write(lambda db, f=form_id, o=order: publish(db, a_form(f, order=o)))
    assert [service.form_id for service in read(forms.published)] == ["c", "a", "b"]


def test_a_new_version_takes_the_place_of_the_old(write, read):
    write(publish)
    write(lambda db: publish(db, a_form(version="2")))
    assert versions(read) == [("1", "retired"), ("2", "published")]
    assert [service.version for service in read(forms.published)] == ["2"]


def test_going_back_to_the_version_before(write, read):
    first = write(publish)
    write(lambda db: publish(db, a_form(version="2")))
    write(lambda db: forms.publish(db, first, LATER))
    assert versions(read) == [("1", "published"), ("2", "retired")]
    assert read(lambda db: forms.get(db, first)).published_at == LATER


def test_a_retired_form_is_no_longer_shown(write, read):
    write(publish)
    write(lambda db: forms.retire(db, TELL_US, LATER))
    assert read(forms.published) == ()
    assert versions(read) == [("1", "retired")]
    assert read(lambda db: forms.live(db, TELL_US)) is None


def test_the_same_form_again_changes_nothing(write, read):
    write(publish)
    write(lambda db: forms.add(db, a_form()))
    assert versions(read) == [("1", "published")]


def test_other_bytes_under_the_same_version_are_refused(write, read):
    write(publish)
    with pytest.raises(Expected) as trouble:
        write(lambda db: forms.add(db, a_form(form_hash=FormHash("other"))))
    assert trouble.value.code == "form-version-taken"
    assert trouble.value.details["version"] == "1"
    assert versions(read) == [("1", "published")]


def test_media_are_kept_once_whatever_they_are_called(write, read):
    same = {"a.csv": b"same", "b.csv": b"same"}
    write(lambda db: forms.add(db, a_form(media=same)))
    write(lambda db: forms.add(db, a_form(version="2", media={"c.csv": b"same"})))
    assert read(lambda db: db.one("SELECT count(*) AS n FROM media"))["n"] == 1


def test_finding_a_form_by_id_and_version(write, read):
    write(publish)
    write(lambda db: forms.add(db, a_form(version="2")))

    def find(version=None):
        found = read(lambda db: forms.find(db, TELL_US, version))
        return found and found.version

    assert find() == "2"  # the one imported last
    assert find(FormVersion("1")) == "1"
    assert find(FormVersion("3")) is None
    assert read(lambda db: forms.live(db, TELL_US)).version == "1"
    assert read(lambda db: forms.find(db, FormId("unheard-of"))) is None


@pytest.mark.parametrize("act", [forms.get, forms.media])
def test_what_is_not_there_is_said(read, act):
    with pytest.raises(Expected) as trouble:
        read(lambda db: act(db, "unheard-of"))
    assert trouble.value.code in {"form-unknown", "media-unknown"}


def test_publishing_what_is_not_there_is_said(write):
    with pytest.raises(Expected) as trouble:
        write(lambda db: forms.publish(db, FormHash("unheard-of"), LATER))
    assert trouble.value.code == "form-unknown"


@pytest.mark.parametrize(
    ("damage", "look"),
    [
        ("UPDATE forms SET xml = x'00'", forms.listing),
        ("UPDATE media SET content = x'00'", lambda db: forms.media(db, MEDIA)),
        ("UPDATE services SET listed = '[]'", forms.published),
    ],
)
def test_a_changed_byte_is_noticed(write, read, damage, look):
    write(publish)
    write(lambda db: db.run(damage))
    with pytest.raises(Expected) as trouble:
        read(look)
    assert trouble.value.code == "record-damaged"


MEDIA = sha256(b"name,label\n1,a\n")


def test_the_trail_tells_what_was_done_to_a_form(write, read):
    write(publish)
    write(lambda db: forms.retire(db, TELL_US, LATER))
    told = [(line.event, line.facts["form_id"]) for line in read(audit.lines)]
    assert told == [
        ("form-imported", "tell-us"),
        ("form-published", "tell-us"),
        ("form-retired", "tell-us"),
    ]
