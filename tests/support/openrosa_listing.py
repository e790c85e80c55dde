"""The reading side of the test server: formList, forms, manifests, media."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.support.openrosa_holdings import Form, Holdings, md5
from tests.support.openrosa_replies import Reply, refused

_LIST = "http://openrosa.org/xforms/xformsList"
_MANIFEST = "http://openrosa.org/xforms/xformsManifest"


def form_list(holdings: Holdings, base: str) -> Reply:
    """The published versions of the open forms that the app user may see."""
    shown = [f for f in holdings.forms.values() if f.assigned and f.state == "open"]
    rows = "".join(_row(form, base) for form in shown)
    return _listing(f'<xforms xmlns="{_LIST}">{rows}</xforms>')


def _row(form: Form, base: str) -> str:
    address = f"{base}/forms/{escape(form.form_id)}"
    manifest = f"<manifestUrl>{address}/manifest</manifestUrl>" if form.media else ""
    return (
        f"<xform><formID>{escape(form.form_id)}</formID>"
        f"<name>{escape(form.form_id)}</name><version>{escape(form.version)}</version>"
        f"<hash>md5:{md5(form.xml)}</hash>"
        f"<downloadUrl>{address}.xml</downloadUrl>{manifest}</xform>"
    )


def manifest(form: Form, base: str) -> Reply:
    """The media of a form; an entity list's hash is only a change marker."""
    rows = "".join(
        f"<mediaFile{_kind(form, name)}><filename>{escape(name)}</filename>"
        f"<hash>md5:{_marker(form, name)}</hash>"
        f"<downloadUrl>{base}/forms/{escape(form.form_id)}/attachments/{escape(name)}"
        "</downloadUrl></mediaFile>"
        for name in form.media
    )
    return _listing(f'<manifest xmlns="{_MANIFEST}">{rows}</manifest>')


def _kind(form: Form, name: str) -> str:
    return ' type="entityList"' if name in form.entity_lists else ""


def _marker(form: Form, name: str) -> str:
    content = form.media[name]
    return md5(b"changed:" + content) if name in form.entity_lists else md5(content)


def under_form(holdings: Holdings, rest: str, base: str) -> Reply:
    """``ID.xml``, ``ID/manifest`` or ``ID/attachments/NAME``."""
    name, _, tail = rest.partition("/")
    form = holdings.forms.get(name.removesuffix(".xml"))
    if form is None:
        return refused(404, "there is no such form")
    if not form.assigned:
        return refused(403, "not for this user")
    if not tail and name.endswith(".xml"):
        return Reply(200, form.xml)
    if tail == "manifest":
        return manifest(form, base)
    file = tail.removeprefix("attachments/")
    if file not in form.media:
        return refused(404, "there is no such file")
    content = form.media[file]
    tag = {"ETag": f'"{_marker(form, file)}"'}
    return Reply(200, content, "application/octet-stream", tag)


def _listing(text: str) -> Reply:
    body = f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode()
    return Reply(200, body, headers={"ETag": f'"{md5(body)}"'})
