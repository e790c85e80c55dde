"""From bytes to a ``FormDefinition``.

What belongs here: the one place that puts the parts of a form together: nodes and
controls, wordings, lists, dependencies; and the checks that need all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.tables import Shelf
from kiosk.xforms.definition import FormDefinition
from kiosk.xforms.graph import GraphBuilder
from kiosk.xforms.itext import media_names, read_itext
from kiosk.xforms.parse import parse, searched
from kiosk.xforms.parse_declarations import last_saved, read_declarations
from kiosk.xforms.reading import children, read_xml
from kiosk.xforms.resources import Resources
from kiosk.xforms.secondary import external, internal
from kiosk.xforms.soundness import check_references
from kiosk.xforms.uncollected import uncollected

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.xforms.parse import Parts
    from kiosk.xforms.resources import Source
    from kiosk.xpath.values import Node


@uncollected()
def load_form(
    xml: bytes, resources: Source = None, *, tables: Path | None = None
) -> FormDefinition:
    """Load a form.

    Args:
        xml: the XForm's bytes.
        resources: a folder, or a mapping of jr:// or file names to bytes, paths or
            ``Stored``.
        tables: the folder where large lists are indexed; made if it is not there. A
            temporary one where none is given.

    Returns:
        The frozen definition; what is missing but not needed is in ``warnings``.

    Raises:
        FormError: with a code, a message and the place, for everything that would
            stop a person from filling the form in.
    """
    parts = parse(read_xml(xml))
    warnings: list[str] = list(parts.warnings)
    files = Resources(resources)
    secondary = _secondary(parts, files, warnings, Shelf(tables))
    known = {*secondary, parts.primary_id} - {""}
    warnings.extend(check_references(parts.nodes, known))
    translations = read_itext(parts.model_element)
    warnings.extend(
        f"missing file: {name}"
        for name in media_names(translations)
        if not files.has(name)
    )
    declarations = read_declarations(parts.model_element, parts.nodes, warnings)
    graph = GraphBuilder(parts.nodes, parts.primary_id).build()
    return FormDefinition(
        form_id=parts.form_id,
        version=parts.version,
        title=parts.title,
        model=parts.model,
        nodes=parts.nodes,
        body=parts.body,
        actions=parts.actions,
        translations=translations,
        secondary=secondary,
        graph=graph,
        namespaces=parts.namespaces,
        submission=parts.submission,
        primary_id=parts.primary_id,
        warnings=tuple(warnings),
        declarations=declarations,
        last_saved=last_saved(parts.model_element),
    )


def _secondary(
    parts: Parts, files: Resources, warnings: list[str], shelf: Shelf
) -> dict[str, Node]:
    """Every instance after the first, by id."""
    found: dict[str, Node] = {}
    for element in list(children(parts.model_element, "instance"))[1:]:
        key, uri = element.get("id", ""), element.get("src", "")
        if uri:
            found[key] = external(uri, files, warnings, shelf)
            continue
        root = next(children(element), None)
        if root is not None:
            found[key] = internal(root)
    for name in dict.fromkeys(searched(parts.body)):
        if name not in found:
            uri = f"jr://file-csv/{name}.csv"
            found[name] = external(uri, files, warnings, shelf)
    return found
