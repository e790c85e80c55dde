"""``kiosk run``: the citizen's window."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kiosk.cli.shell import Shell, pass_shell
from kiosk.errors import Expected

if TYPE_CHECKING:
    from kiosk.app import House

LIBRARIES = (
    "libgl1 libegl1 libx11-6 libxkbcommon0 libglib2.0-0 libfreetype6 libfontconfig1 "
    "libdbus-1-3 libpulse0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 "
    "libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
)
"""What Qt needs of a bare Debian."""


class _Size(click.ParamType[tuple[int, int]]):
    name = "WIDTHxHEIGHT"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """``1280x800`` → (1280, 800)."""
        width, _, height = str(value).lower().partition("x")
        if not (width.isdigit() and height.isdigit()):
            self.fail(f"{value!r} is no size such as 1280x800", param, ctx)
        return int(width), int(height)


@click.command()
@click.option("--fullscreen", is_flag=True, help="Fill the screen.")
@click.option("--windowed", type=_Size(), help="A window of this size, in pixels.")
@click.option(
    "--demo",
    is_flag=True,
    help="Publish the shipped forms; throw-away data unless --data was given.",
)
@click.pass_context
@pass_shell
def run(
    shell: Shell,
    context: click.Context,
    *,
    fullscreen: bool = False,
    windowed: tuple[int, int] | None = None,
    demo: bool = False,
) -> None:
    """Start the kiosk."""
    given = bool(context.find_root().meta.get("kiosk.data.given"))
    for number in (signal.SIGINT, signal.SIGTERM):  # until the window listens to them
        signal.signal(number, lambda *_: sys.exit(0))
    with ExitStack() as stack:
        folder = shell.folder
        if demo and not given:
            throw_away = tempfile.TemporaryDirectory(prefix="evergreen-kiosk-")
            folder = Path(stack.enter_context(throw_away))
        house = stack.enter_context(_open(folder, demo=demo))
        size = windowed if windowed or fullscreen else (1280, 800)
        code = _show(house, fullscreen=fullscreen, size=size)
    sys.exit(code)


def _no_screen() -> bool:
    """Whether Qt would find nothing to draw on, and end the program without a word."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not any(os.environ.get(name) for name in wanted)


def _open(folder: Path, *, demo: bool) -> House:
    from kiosk import log
    from kiosk.app import open_house

    house = open_house(folder)
    log.set_up(folder)
    if demo:
        from kiosk.publishing.shipped import publish_shipped

        publish_shipped(house.database, house.clock)
        house.library.refresh()
    return house


def _show(house: House, *, fullscreen: bool, size: tuple[int, int] | None) -> int:
    if _no_screen():
        raise Expected("no-screen")
    try:
        from kiosk.ui import running
    except ImportError as missing:
        # A bare Debian: "libEGL.so.1: cannot open shared object file".
        line = f"apt-get install {LIBRARIES}"
        raise Expected("window-library-missing", why=str(missing), line=line) from None
    house.listen()
    house.send_by_itself()
    return running.run(
        house.visit,
        house.settings,
        house.synthesiser(),
        fullscreen=fullscreen,
        size=size,
    )
