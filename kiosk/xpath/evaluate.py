"""One expression over one document: the door for checks, tools and tests.

An XForm means its primary instance at ``/``, with its secondary instances and its
itext at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from kiosk.clock import SystemChance, SystemClock
from kiosk.xpath.coerce import to_boolean, to_number, to_text
from kiosk.xpath.compile import compile_expression
from kiosk.xpath.document import read_document
from kiosk.xpath.errors import XPathError
from kiosk.xpath.locate import path_of
from kiosk.xpath.values import Context
from kiosk.xpath.xform import FormOfDocument

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from kiosk.xpath.values import Node, Value

Kind: TypeAlias = Literal["string", "number", "boolean", "nodeset"]
Result: TypeAlias = "str | float | bool | list[str]"
_EMPTY: Final = "<data/>"


def evaluate(
    expression: str,
    xml: str | bytes | None = None,
    context: str = "/",
    *,
    now: datetime | None = None,
    timezone: tzinfo | None = None,
    language: str | None = None,
    kind: Kind | None = None,
) -> Result:
    """Evaluate ``expression`` with the node at ``context`` as its context node.

    Args:
        expression: XPath 1.0 with ODK's functions.
        xml: a document; an XForm (``h:html``) stands for its primary instance. None
            is an empty document.
        context: an expression giving the context node (the first counts); in an
            XForm a path from ``/h:html`` will do as well.
        now: what ``now()`` and ``today()`` read; the machine's clock where None.
        timezone: where days begin; that of ``now`` where it is None.
        language: the form's current language; its default where None.
        kind: what the result is converted to; None leaves it as it is.

    Returns:
        A string, number or boolean, or the paths of the nodes,
        ``/data/person[2]/name``: a step carries ``[n]`` only where it has like-named
        siblings.

    Raises:
        XPathError: what is wrong with the expression, or what it ran into.
    """
    compiled = compile_expression(expression)
    form = FormOfDocument(read_document(_EMPTY if xml is None else xml), language)
    surroundings = _surroundings(form, now, timezone)
    node = _context_node(form, context, surroundings)
    surroundings.current = node
    return _result(compiled.value(node, surroundings), kind, surroundings)


def _surroundings(
    form: FormOfDocument, now: datetime | None, zone: tzinfo | None
) -> Context:
    """What an evaluation outside any form entry reads."""
    moment = SystemClock(zone).now() if now is None else now
    zone = zone or moment.tzinfo or SystemClock().now().tzinfo
    assert zone is not None  # the system's clock has one
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return Context(
        now=moment,
        timezone=zone,
        language=form.language,
        random=SystemChance().random,
        root=form.primary,
        host=form,
        instance=form.instance,
        contextual=False,
        namespaces=form.namespaces,
    )


def _context_node(form: FormOfDocument, path: str, surroundings: Context) -> Node:
    """The node an expression stands at."""
    if path == "/":
        return form.primary
    compiled = compile_expression(path)
    for root in (form.primary, form.whole):
        surroundings.root = root
        places = compiled.nodes(root, surroundings)
        if places:
            surroundings.root = form.primary
            return places[0]
    raise XPathError("xpath-type", f"there is no node at {path!r}")


def _result(value: Value, kind: Kind | None, surroundings: Context) -> Result:
    """The value as it was asked for."""
    if kind == "string":
        return to_text(value)
    if kind == "number":
        return to_number(value, surroundings)
    if kind == "boolean":
        return to_boolean(value)
    if isinstance(value, list):
        return [path_of(node) for node in value]
    if kind == "nodeset":
        raise XPathError("xpath-type", "the expression does not give nodes")
    return value
