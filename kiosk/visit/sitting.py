"""What a person set for this visit; back to the centre's defaults when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kiosk.settings import Settings

LANGUAGES: Final = ("zh", "en")
CONTRASTS: Final = ("normal", "high", "dark")
SIZES: Final = 4
RATES: Final = 7
VOLUMES: Final = 6


class Sitting:
    """Language, text size (1–4), contrast, voice, its rate (1–7) and volume (1–6)."""

    def __init__(self, settings: Settings) -> None:
        """Begin with the centre's defaults."""
        self._settings = settings
        self.wipe()

    def wipe(self) -> None:
        """Everything back to the centre's defaults."""
        settings = self._settings
        self.language = settings.text("language")
        self.size = settings.number("text.size")
        self.contrast = settings.text("contrast")
        self.voice = settings.flag("voice.on")
        self.rate = settings.number("voice.rate")
        self.volume = settings.number("voice.volume")

    def next_language(self) -> None:
        """The other language."""
        at = LANGUAGES.index(self.language)
        self.language = LANGUAGES[(at + 1) % len(LANGUAGES)]

    def next_size(self) -> None:
        """One size larger; after the largest the smallest."""
        self.size = self.size % SIZES + 1

    def next_contrast(self) -> None:
        """Normal, high, dark, and round again."""
        at = CONTRASTS.index(self.contrast)
        self.contrast = CONTRASTS[(at + 1) % len(CONTRASTS)]

    def faster(self, steps: int) -> None:
        """``steps`` faster (or slower, where negative), within bounds."""
        self.rate = min(RATES, max(1, self.rate + steps))

    def louder(self, steps: int) -> None:
        """``steps`` louder (or quieter, where negative), within bounds."""
        self.volume = min(VOLUMES, max(1, self.volume + steps))
