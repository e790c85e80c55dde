"""Packing a submission into as many POSTs as the server's limits ask for.

What belongs here: the split over the size limit and over 100 files, and the multipart
fields of each POST, as OpenRosa's form submission API lays them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.sync.multipart import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.sync.submission import Attachment, Submission

MOST_FILES = 100
"""Files in one POST, the XML among them."""
ASSUMED_LIMIT = 10_000_000
"""Bytes in one POST where the server does not say."""
XML_FIELD = "xml_submission_file"
INCOMPLETE_FIELD = "*isIncomplete*"
_HEAD_OF_PART = 250  # boundary, Content-Disposition and Content-Type, generously
_XML_NAME = "submission.xml"


def pack(submission: Submission, limit: int) -> tuple[tuple[Attachment, ...], ...]:
    """The attachments of each POST, in order; one empty POST where there are none.

    Args:
        submission: what is to be sent.
        limit: the most bytes one POST may have, the XML included.

    Returns:
        At least one group; every attachment is in exactly one. An attachment too large
        for any POST stands alone: ``too_large`` tells whether it may be tried.
    """
    room = limit - _weight(_XML_NAME, submission.xml) - _HEAD_OF_PART
    return tuple(_groups(submission.attachments, room)) or ((),)


def _groups(
    attachments: tuple[Attachment, ...], room: int
) -> Iterator[tuple[Attachment, ...]]:
    group: list[Attachment] = []
    used = 0
    for attachment in attachments:
        weight = _weight(attachment.name, attachment.content)
        if group and (used + weight > room or len(group) + 1 >= MOST_FILES):
            yield tuple(group)
            group, used = [], 0
        group.append(attachment)
        used += weight
    if group:
        yield tuple(group)


def too_large(submission: Submission, limit: int) -> bool:
    """Whether some part of it cannot fit into a POST of ``limit`` bytes at all."""
    heaviest = max((len(each.content) for each in submission.attachments), default=0)
    return len(submission.xml) + heaviest > limit


def parts(
    submission: Submission, group: tuple[Attachment, ...], *, last: bool
) -> list[Part]:
    """What one POST consists of: the XML first, then the group's files."""
    found = [Part(XML_FIELD, submission.xml, _XML_NAME, "text/xml")]
    if not last:
        found.append(Part(INCOMPLETE_FIELD, b"yes"))
    # Central keys on the field's name, Kobo on the file's: both are the same.
    found += [Part(a.name, a.content, a.name, a.content_type) for a in group]
    return found


def _weight(name: str, content: bytes) -> int:
    return len(content) + 2 * len(name.encode()) + _HEAD_OF_PART
