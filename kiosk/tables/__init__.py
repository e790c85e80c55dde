"""Large public lists, indexed on disk and only read from there.

What belongs here: which lists have an index, how it is built, checked and looked into.
An index is one SQLite file, named by the SHA-256 of the list it was made from; every
column of the list is indexed, so that a look-up costs the same in a list of any size.
What a row means is the business of those who ask. These lists hold no personal data,
so their files are plain; they can be made anew from the list at any time.

The one door of the room: everything else imports from here.
"""

from kiosk.tables.index import Cells, Index
from kiosk.tables.rows import Rows
from kiosk.tables.shelf import NotIndexedError, Shelf

__all__ = ["Cells", "Index", "NotIndexedError", "Rows", "Shelf"]
