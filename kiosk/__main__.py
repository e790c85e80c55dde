"""``python -m kiosk`` and the console command ``kiosk``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a frozen program also starts its voice this way."""
    if sys.argv[1:2] == ["--speech-child"]:
        from kiosk.speech.synthesis import main as speak

        speak()
        return
    from kiosk.cli.main import kiosk

    kiosk(prog_name="kiosk")


if __name__ == "__main__":
    main()
