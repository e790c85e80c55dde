"""Writing multipart bodies that a strict reader gets back byte for byte."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.sync.multipart import Part, encode
from tests.support.openrosa_multipart import parse

names = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters='"'), min_size=1
)
parts = st.builds(Part, names, st.binary(), st.none() | names)


@given(st.lists(parts, min_size=1, max_size=5))
def test_what_is_written_is_read_again(some):
    body = encode(some)
    read = parse(body.content_type, body.content)
    assert [(p.name, p.filename, p.content) for p in read] == [
        (p.name, p.filename, p.content) for p in some
    ]


def test_the_same_parts_make_the_same_bytes():
    some = [Part("a", b"1", "a.png", "image/png")]
    assert encode(some) == encode(some)


def test_a_body_inside_a_body_does_not_end_it():
    inner = encode([Part("a", b"1")])
    outer = encode([Part("b", inner.content, "b.bin")])
    (part,) = parse(outer.content_type, outer.content)
    assert part.content == inner.content


def test_a_name_cannot_break_out_of_its_header():
    body = encode([Part('a"\r\nX: y', b"1", 'f".png')])
    (part,) = parse(body.content_type, body.content)
    assert part.name == "a%22%0D%0AX: y"
    assert part.filename == "f%22.png"
