"""The paper a person takes home, and its code."""

from __future__ import annotations

import qrcode
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n.words import Words
from kiosk.receipts import reference
from kiosk.receipts.content import Kind, content
from kiosk.receipts.receipt import Receipt, new_secret, qr_matrix
from tests.support.clock import MORNING, FakeChance


def receipt(**changes):
    facts = {
        "reference": reference.make(7, 4206),
        "secret": new_secret(FakeChance()),
        "title": "高龄津贴申请",
        "received_at": MORNING,
        "centre": "城南社区服务中心",
        "phone": "0510-8000 1234",
        "hours": "周一至周五 9:00–17:00",
        "next_steps": ("5 个工作日内有人给您打电话。",),
        "owed": ("户口簿复印件",),
    }
    return Receipt(**(facts | changes))


def texts(parts, kind):
    return [part.text for part in parts if part.kind is kind]


def test_the_code_holds_a_number_and_a_secret_and_nothing_else():
    made = receipt()
    assert made.qr_payload == f"kiosk:1:07-004206-6:{made.secret}"


def test_a_secret_has_at_least_128_bits_and_is_never_the_same():
    chance = FakeChance()
    secrets = {new_secret(chance) for _ in range(50)}
    assert len(secrets) == 50
    # base 32: five bits a character
    assert all(len(secret) * 5 >= 128 for secret in secrets)


def test_the_secret_is_in_no_log():
    made = receipt()
    assert made.secret not in repr(made)


def test_the_modules_are_those_of_the_code_without_its_quiet_zone():
    payload = receipt().qr_payload
    expected = qrcode.QRCode(border=0)
    expected.add_data(payload)
    expected.make(fit=True)
    modules = qr_matrix(payload)
    assert modules == tuple(tuple(row) for row in expected.get_matrix())
    assert len(modules) == len(modules[0]) == 29
    assert modules[0][:7] == (True,) * 7  # a finder pattern begins in the corner


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:-kios", max_size=80))
def test_every_row_is_as_long_as_there_are_rows(payload):
    modules = qr_matrix(payload)
    assert {len(row) for row in modules} == {len(modules)}


def test_the_paper_in_chinese():
    parts = content(receipt(), Words("zh"))
    assert [part.kind for part in parts[:5]] == [
        Kind.HEADING,
        Kind.CENTRE,
        Kind.TITLE,
        Kind.LABEL,
        Kind.REFERENCE,
    ]
    assert texts(parts, Kind.REFERENCE) == ["07-004206-6"]
    assert texts(parts, Kind.ITEM) == ["户口簿复印件"]
    assert "收到时间：2026 年 11 月 21 日 09:42" in texts(parts, Kind.FACT)
    assert "电话：0510-8000 1234" in texts(parts, Kind.FACT)
    assert "5 个工作日内有人给您打电话。" in texts(parts, Kind.SENTENCE)
    assert texts(parts, Kind.QR) == [receipt().qr_payload]


def test_the_paper_in_english():
    parts = content(receipt(), Words("en"))
    assert texts(parts, Kind.HEADING) == ["Receipt"]
    assert "Received: 21 November 2026 09:42" in texts(parts, Kind.FACT)


def test_what_is_not_known_leaves_no_empty_line():
    bare = receipt(centre="", phone="", hours="", next_steps=(), owed=())
    parts = content(bare, Words("zh"))
    assert all(part.text for part in parts)
    assert texts(parts, Kind.ITEM) == []
    assert "工作人员核对以后，会和您联系。" in texts(parts, Kind.SENTENCE)


def test_it_says_whether_it_has_reached_the_office():
    waiting = texts(content(receipt(), Words("zh")), Kind.SENTENCE)[0]
    sent = texts(content(receipt(sent=True), Words("zh")), Kind.SENTENCE)[0]
    assert "联网后就送" in waiting
    assert "已送到" in sent
