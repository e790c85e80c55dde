"""The shell talks to a running kiosk over its own real socket."""

from __future__ import annotations

import stat
import sys

import pytest

from kiosk.control import wire
from kiosk.control.listener import ControlListener, ask
from kiosk.errors import Expected


def perform(act, arguments):
    if act == "refuse":
        raise Expected("form-not-found", arguments["form"])
    if act == "break":
        raise ZeroDivisionError
    return {"act": act, **arguments}


@pytest.fixture
def kiosk_folder(tmp_path):
    listener = ControlListener(tmp_path, perform)
    yield tmp_path
    listener.close()


def test_a_command_reaches_the_running_kiosk_and_its_answer_comes_back(kiosk_folder):
    assert ask(kiosk_folder, "publish", {"form": "高龄"}, 5) == {
        "act": "publish",
        "form": "高龄",
    }


def test_what_could_not_be_done_comes_back_as_facts(kiosk_folder):
    with pytest.raises(Expected) as told:
        ask(kiosk_folder, "refuse", {"form": "x"}, 5)

    assert (told.value.code, told.value.where) == ("form-not-found", "x")


def test_a_bug_in_one_command_leaves_the_kiosk_answering(kiosk_folder, caplog):
    with pytest.raises(Expected, match="control-bug"):
        ask(kiosk_folder, "break", {}, 5)

    assert ask(kiosk_folder, "status", {}, 5) == {"act": "status"}
    assert "ZeroDivisionError" in caplog.text


def test_nobody_else_on_the_machine_may_command_it(kiosk_folder):
    if sys.platform != "win32":
        mode = stat.S_IMODE((kiosk_folder / "control.sock").stat().st_mode)
        assert mode == 0o600


def test_a_socket_left_by_a_killed_kiosk_is_replaced(tmp_path):
    (tmp_path / "control.sock").touch()

    listener = ControlListener(tmp_path, perform)

    assert ask(tmp_path, "status", {}, 5) == {"act": "status"}
    listener.close()


def test_without_a_kiosk_the_command_says_so(tmp_path):
    with pytest.raises(Expected, match="control-not-answering"):
        ask(tmp_path, "status", {}, 1)


def test_a_deep_data_directory_still_gets_an_address_a_socket_can_have(tmp_path):
    assert len(wire.address(tmp_path / ("中" * 80))) < 107
