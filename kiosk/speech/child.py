"""The window's end of the child process: start it, write to it, hear it, end it.

What belongs here: one life of the child. When to start another is ``driver``'s.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

FLAG = "--speech-child"
"""How a frozen program is asked to be the child; ``kiosk.__main__`` looks for it."""
_PACKAGES = Path(__file__).parents[2]


def command() -> list[str]:
    """How to start the child, from source or frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    return [sys.executable, "-m", "kiosk.speech.synthesis"]


class Child:
    """A running ``kiosk.speech.synthesis``.

    ``heard`` is called on this child's own thread with each line it sends, and with
    None when it is gone.
    """

    def __init__(
        self, start: list[str], heard: Callable[[Child, dict[str, Any] | None], None]
    ) -> None:
        """Start the child.

        Raises:
            OSError: the program is not there.
        """
        paths = [str(_PACKAGES), os.environ.get("PYTHONPATH", "")]
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            start,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a native library could print the text
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._heard = heard
        self._thread = threading.Thread(
            target=self._listen, name="speech-child", daemon=True
        )
        self._thread.start()

    @property
    def pid(self) -> int:
        """The operating system's number of it."""
        return self._process.pid

    def send(self, message: dict[str, Any]) -> None:
        """Write one line; a child that is gone will be heard of as None."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError):
            return  # the listening thread tells of it

    def end(self) -> None:
        """Kill it at once and wait until nothing of it is left."""
        self._process.kill()
        self._process.wait()
        if threading.current_thread() is not self._thread:
            self._thread.join()
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            return  # what was still to be written has no reader any more

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                if line.endswith(b"\n"):  # not the half line of a killed child
                    self._heard(self, json.loads(line))
        self._heard(self, None)
