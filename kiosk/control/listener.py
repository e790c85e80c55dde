"""The running kiosk's end of the socket: a thread that does one act at a time."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from kiosk.control import wire
from kiosk.errors import Expected

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)
_STOP = b""


class ControlListener:
    """Answers the shell's commands until closed.

    ``perform(act, arguments)`` runs on the listener's thread; writing goes on from
    there through the one database thread. An ``Expected`` travels back as facts; a bug
    is logged here and told as ``control-bug``, and the kiosk goes on.
    """

    def __init__(
        self, folder: Path, perform: Callable[[str, dict[str, wire.Json]], wire.Json]
    ) -> None:
        """Listen for the data directory ``folder``, whose writer's lock is held."""
        self._address = wire.address(folder)
        self._perform = perform
        self._remove_stale()
        before = os.umask(0o177)  # the socket file is born 0600
        try:
            self._listener = Listener(self._address)
        finally:
            os.umask(before)
        self._thread = Thread(target=self._serve, name="control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening; the act under way ends first."""
        with contextlib.suppress(OSError), Client(self._address) as client:
            client.send_bytes(_STOP)
        self._thread.join(timeout=10)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                with self._listener.accept() as connection:
                    line = connection.recv_bytes()
                    if line == _STOP:
                        return
                    connection.send_bytes(self._answer(line))
            except (OSError, EOFError) as trouble:
                # A shell that went away in mid-sentence is its own affair.
                _log.info("a command broke off: %s", trouble)

    def _answer(self, line: bytes) -> bytes:
        try:
            act, arguments = wire.read_request(line)
            return wire.result(self._perform(act, arguments))
        except Expected as trouble:
            return wire.problem(trouble)
        except Exception:  # noqa: BLE001 (one bug must not end the listener; logged)
            _log.exception("a command met a bug")
            return wire.problem(Expected("control-bug"))

    def _remove_stale(self) -> None:
        # Safe: whoever holds the writer's lock is the only one who may listen here.
        if sys.platform != "win32":
            Path(self._address).unlink(missing_ok=True)


def ask(folder: Path, act: str, arguments: dict[str, wire.Json], wait: float) -> object:
    """Have the running kiosk do ``act``; waits ``wait`` seconds at most.

    Raises:
        Expected: what the act met, or ``control-not-answering``.
    """
    try:
        with Client(wire.address(folder)) as connection:
            connection.send_bytes(wire.request(act, arguments))
            return wire.read_answer(_received(connection, wait))
    except (OSError, EOFError):
        raise Expected("control-not-answering", str(folder)) from None


def _received(connection: Connection[bytes, bytes], wait: float) -> bytes:
    if not connection.poll(wait):
        raise TimeoutError
    return connection.recv_bytes()
