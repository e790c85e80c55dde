"""Takes a picture of every screen: ``python -m tests.snapshots.take OUT [--only …]``.

``--only`` keeps the pictures whose name holds every given word, for instance
``--only zh-2-normal 1920x1080`` or ``--only question_who``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--only", multiple=True, help="A word the picture's name must hold.")
@click.argument("more", nargs=-1)
def take(out: Path, only: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Write a PNG of every page of every screen in every look into OUT."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from tests.snapshots.matrix import WHOLE
    from tests.snapshots.scenes import SCENES, Stood

    app = QApplication(sys.argv[:1])
    out.mkdir(parents=True, exist_ok=True)
    words = (*only, *more)
    for look in WHOLE:
        for scene in SCENES:
            name = f"{scene.name}-{look}"
            if not all(word in name for word in words):
                continue
            stood = Stood(app, scene, look)
            for page in stood.pages():
                end = f"-page{page + 1}" if page else ""
                stood.window.grab().save(str(out / f"{name}{end}.png"))
            stood.close()
            app.processEvents()


if __name__ == "__main__":
    take()
