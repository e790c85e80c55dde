"""Our own look at a submission before it leaves.

What belongs here: the things a server would take without a word and get wrong
(OPENROSA.md): truncated XML with a readable id is stored, a submission without an
instanceID is given a new one each time it is sent, plain answers to an encrypted form
are accepted, an attachment the XML does not name is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import Expected
from kiosk.sync import markup
from kiosk.sync.markup import namespace

if TYPE_CHECKING:
    from lxml import etree

    from kiosk.sync.submission import Submission

_OPENROSA = "http://openrosa.org/xforms"
_ENCRYPTED = frozenset(
    {
        "http://opendatakit.org/submissions",
        "http://www.opendatakit.org/xforms/encrypted",
    }
)


def check(submission: Submission) -> None:
    """Pass a submission that a server will understand as it was meant.

    Args:
        submission: what is about to be sent; its bytes are only read.

    Raises:
        Expected: ``submission-not-well-formed``, ``submission-without-instance-id``,
            ``submission-identity-differs``, ``submission-not-encrypted``,
            ``attachment-not-named`` or ``attachment-named-twice``; ``where`` is the
            instanceID of the record.
    """
    root = _parse(submission)
    _check_identity(submission, root)
    _check_encryption(submission, root)
    _check_attachments(submission, root)


def _parse(submission: Submission) -> etree._Element:
    root = markup.read(submission.xml)
    if root is None:
        raise Expected("submission-not-well-formed", submission.instance_id)
    return root


def instance_id_of(root: etree._Element) -> str:
    """The instanceID a server will find: ``meta/instanceID``, else the attribute."""
    namespaces = {_OPENROSA, namespace(root), ""}
    for meta in root.iterchildren("{*}meta"):
        if namespace(meta) not in namespaces:
            continue
        for found in meta.iterchildren("{*}instanceID"):
            if namespace(found) in namespaces:
                return (found.text or "").strip()
    return str(root.get("instanceID", "")).strip()


def _check_identity(submission: Submission, root: etree._Element) -> None:
    where = submission.instance_id
    found = instance_id_of(root)
    if not found:
        raise Expected("submission-without-instance-id", where)
    form = (str(root.get("id", "")), str(root.get("version", "")))
    if found != where or form != (submission.form_id, submission.version):
        raise Expected("submission-identity-differs", where)


def _check_encryption(submission: Submission, root: etree._Element) -> None:
    sealed = root.get("encrypted") == "yes" and namespace(root) in _ENCRYPTED
    if submission.encrypted_form and not sealed:
        raise Expected("submission-not-encrypted", submission.instance_id)


def _check_attachments(submission: Submission, root: etree._Element) -> None:
    names = [attachment.name for attachment in submission.attachments]
    if len(set(names)) != len(names):
        raise Expected("attachment-named-twice", submission.instance_id)
    named = {text.strip() for text in root.itertext()} if names else set()
    for position, name in enumerate(names, start=1):
        if name not in named:
            raise Expected(
                "attachment-not-named", submission.instance_id, position=position
            )
