"""The primary instance as a form writes it: nodes, defaults, templates of repeats.

What belongs here: from the data element to a tree of ``ModelNode``, joined with the
binds and controls of each path, and the ``meta`` block a form may lack.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kiosk.xforms.definition import ORX, Bind, FormError, ModelNode
from kiosk.xforms.reading import JAVAROSA, XFORMS, children, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from kiosk.xforms.definition import Control, Repeat

MAX_NODES = 100_000
"""More than any form asks; long lists stand in instances of their own."""
_TEMPLATE = f"{{{JAVAROSA}}}template"


class ModelReader:
    """Builds the frozen tree of one primary instance.

    Attributes:
        nodes: what has been read so far, by generic path; the first of a path counts.
    """

    def __init__(
        self,
        binds: Mapping[str, Bind],
        controls: Mapping[str, Control],
        repeats: Mapping[str, Repeat],
    ) -> None:
        """Take what the binds and the body say about paths."""
        self._binds = binds
        self._controls = controls
        self._repeats = repeats
        self.nodes: dict[str, ModelNode] = {}

    def read(self, root: etree._Element) -> ModelNode:
        """The whole instance; its meta block is completed.

        Raises:
            FormError: ``form-too-large``.
        """
        where = f"/{qname(root)}"
        if next(islice(root.iter(), MAX_NODES, None), None) is not None:
            raise FormError("form-too-large", f"more than {MAX_NODES} nodes", where)
        tree = self._node(root, where)
        return self._with_instance_id(tree)

    def _node(self, element: etree._Element, path: str) -> ModelNode:
        namespace, name = split(str(element.tag))
        nested = tuple(self._children(element, path))
        node = ModelNode(
            path=path,
            name=name,
            namespace="" if namespace == XFORMS else namespace,
            prefix=element.prefix or "",
            text="" if len(element) else (element.text or ""),
            attributes=tuple(self._attributes(element, path)),
            children=nested,
            bind=self._binds.get(path) or Bind(path=path),
            control=self._controls.get(path),
            repeat=self._repeats.get(path),
        )
        self.nodes.setdefault(path, node)
        return node

    def _children(self, parent: etree._Element, path: str) -> Iterator[ModelNode]:
        done: set[str] = set()
        for element in children(parent):
            own = f"{path}/{qname(element)}"
            if own not in self._repeats:
                yield self._node(element, own)
            elif own not in done:
                done.add(own)
                like = [e for e in children(parent) if e.tag == element.tag]
                yield self._repeated(like, own)

    def _attributes(self, element: etree._Element, path: str) -> Iterator[ModelNode]:
        prefixes = {uri: prefix for prefix, uri in element.nsmap.items() if prefix}
        for key, value in element.attrib.items():
            namespace, name = split(str(key))
            if key == _TEMPLATE:
                continue
            prefix = prefixes.get(namespace, "")
            own = f"{path}/@{prefix}:{name}" if prefix else f"{path}/@{name}"
            bind = self._binds.get(own) or Bind(path=own)
            node = ModelNode(
                own, name, namespace, prefix, str(value), (), (), bind, None
            )
            self.nodes.setdefault(own, node)
            yield node

    def _repeated(self, like: list[etree._Element], path: str) -> ModelNode:
        """One node for all instances of a repeat: the template with its defaults."""
        template = next((e for e in like if _TEMPLATE in e.attrib), like[0])
        shape = self._node(template, path)
        present = [e for e in like if _TEMPLATE not in e.attrib]
        defaults = tuple(self._node(e, path) for e in present)
        repeated = replace(shape, defaults=defaults)
        self.nodes[path] = repeated
        return repeated

    def _with_instance_id(self, root: ModelNode) -> ModelNode:
        """Add ``orx:meta/orx:instanceID`` where the form has none."""
        meta = next((n for n in root.children if n.name == "meta"), None)
        if meta is None:
            meta = self._added(f"{root.path}/orx:meta", ())
            before, after = root.children, root.children[:0]
        else:
            at = root.children.index(meta)
            before, after = root.children[:at], root.children[at + 1 :]
        if not any(n.name == "instanceID" for n in meta.children):
            prefix = f"{meta.prefix}:" if meta.prefix else ""
            child = self._added(f"{meta.path}/{prefix}instanceID", ())
            child = replace(child, namespace=meta.namespace, prefix=meta.prefix)
            meta = replace(meta, children=(*meta.children, child))
            self.nodes[child.path] = child
        self.nodes[meta.path] = meta
        root = replace(root, children=(*before, meta, *after))
        self.nodes[root.path] = root
        return root

    def _added(self, path: str, nested: tuple[ModelNode, ...]) -> ModelNode:
        name = path.rpartition("/")[2].rpartition(":")[2]
        bind = self._binds.get(path) or Bind(path=path)
        return ModelNode(path, name, ORX, "orx", "", (), nested, bind, None)


def qname(element: etree._Element) -> str:
    """An element's name with the prefix it is written with."""
    name = split(str(element.tag))[1]
    return f"{element.prefix}:{name}" if element.prefix else name
