"""JavaRosa as a child process: the engine of ODK Collect, to compare ours with.

What belongs here: finding Java and the jar (it comes inside pyxform's wheel), compiling
the small driver ``tests/differential/Peer.java`` and talking JSON lines with it.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Self

SOURCE = Path(__file__).parents[1] / "differential" / "Peer.java"


def jar() -> Path | None:
    """JavaRosa, where pyxform is installed."""
    spec = importlib.util.find_spec("pyxform")
    if spec is None or spec.origin is None:
        return None
    inside = "validators/odk_validate/bin/ODK_Validate.jar"
    place = Path(spec.origin).parent / inside
    return place if place.is_file() else None


def lacking() -> str:
    """Why there is no JavaRosa here; "" where there is."""
    if shutil.which("javac") is None or shutil.which("java") is None:
        return "no JDK here (Debian: openjdk-17-jdk-headless)"
    return "" if jar() else "no ODK_Validate.jar in the pyxform here"


class JavaRosa:
    """One running JavaRosa; a context manager."""

    def __init__(self, folder: Path, timezone: str = "America/Phoenix") -> None:
        """Compile the driver into ``folder`` and start it."""
        place = str(jar())
        if not (folder / "Peer.class").exists():
            subprocess.run(
                ["javac", "-nowarn", "-d", str(folder), "-cp", place, str(SOURCE)],
                check=True,
                timeout=120,
            )
        options = [f"-Duser.timezone={timezone}", "-Duser.language=en", "-Xshare:auto"]
        path = f"{place}:{folder}"
        self._process = subprocess.Popen(
            ["java", *options, "-Dfile.encoding=UTF-8", "-cp", path, "Peer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()

    def ask(self, op: str, **facts: str) -> dict[str, Any]:
        """One request and its reply; ``trouble`` in it is an exception's words."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"op": op, **facts}) + "\n")
        self._process.stdin.flush()
        reply: dict[str, Any] = json.loads(self._process.stdout.readline())
        return reply
