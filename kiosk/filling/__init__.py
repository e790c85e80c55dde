"""A form entry that saves itself, wherever it is filled in.

What belongs here: one unfinished instance, the place a person stands in it, and its
draft on disk. A citizen's visit, staff taking over, paper entry and corrections all
fill through this room, so that no answer is kept in two ways.
"""

from kiosk.filling.filling import Filling
from kiosk.filling.library import Library

__all__ = ["Filling", "Library"]
