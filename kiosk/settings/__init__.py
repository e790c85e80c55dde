"""Settings: a declared catalogue, and the values in force.

What belongs here: what can be set, of which type, and which value wins
(defaults < ``kiosk.toml`` < database). Where values are stored is the store's business.
"""

from kiosk.settings.catalogue import Declaration, declarations
from kiosk.settings.settings import Settings, read_file

__all__ = ["Declaration", "Settings", "declarations", "read_file"]
