"""Walks a shipped form in a real house and keeps a picture of every screen.

    python -m tests.snapshots.walk OUT [--way self] [--language en] [--size 4] …

Every option may be given several times; without it the default look is taken. The
pictures are numbered in the order in which a person meets the screens.
"""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import islice, product
from pathlib import Path

import click

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from kiosk.i18n.words import PSEUDO
from tests.snapshots.matrix import CONTRASTS, SHAPES, SIZES, Look
from tests.snapshots.visitor import WAYS, Visitor

MOST_PAGES = 5
"""The pages of a list of every county look alike."""
BY_NAME = {str(shape): shape for shape in SHAPES}


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--way", "ways", multiple=True, type=click.Choice(list(WAYS)))
@click.option("--form", type=click.Choice(["senior-allowance", "tell-us"]))
@click.option(
    "--language", "languages", multiple=True, type=click.Choice(["zh", "en", PSEUDO])
)
@click.option("--shape", "shapes", multiple=True, type=click.Choice(list(BY_NAME)))
@click.option("--size", "sizes", multiple=True, type=click.Choice([*map(str, SIZES)]))
@click.option("--contrast", "contrasts", multiple=True, type=click.Choice(CONTRASTS))
def walk(
    out: Path,
    ways: tuple[str, ...],
    form: str | None,
    languages: tuple[str, ...],
    shapes: tuple[str, ...],
    sizes: tuple[str, ...],
    contrasts: tuple[str, ...],
) -> None:
    """Write a PNG of every page of every screen into a folder of OUT for each look."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    named = ways or [n for n, way in WAYS.items() if form in {None, way.form_id}]
    looks = product(
        named,
        languages or ("zh",),
        sizes or ("2",),
        contrasts or ("normal",),
        shapes or ("1920x1080",),
    )
    for name, language, size, contrast, shape in looks:
        look = Look(language, int(size), contrast, BY_NAME[shape])
        folder = out / f"{name}-{look}"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as house:
            picture_way(Path(house), name, look, folder)
        app.processEvents()


def picture_way(house: Path, name: str, look: Look, folder: Path) -> None:
    """One way in one look."""
    visitor = Visitor(house, look)
    try:
        number = 0
        for screens in (visitor.walk, visitor.leave_half_way):
            if screens == visitor.leave_half_way and name != "other":
                continue
            for screen in screens(WAYS[name]):
                number += 1
                for page in islice(visitor.pages(), MOST_PAGES):
                    end = f"-page{page + 1}" if page else ""
                    file = folder / f"{number:02}-{screen}{end}.png"
                    visitor.window.grab().save(str(file))
    finally:
        visitor.close()


if __name__ == "__main__":
    walk()
