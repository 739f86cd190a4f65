"""Networks as JSON: Cytoscape's .cyjs, CX2 for Cytoscape and NDEx, and node-link JSON for D3 and networkx. Lists stay lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from conflictgraph.export import looks
from conflictgraph.export.material import Material
from conflictgraph.export.plain import Net
from conflictgraph.export.values import Value, apart, attribute_types, coerce, finite, shown, unicode_text

_CX2_TYPES = {bool: "boolean", int: "long", float: "double", str: "string", list: "list_of_string"}


def dumps(value: Any) -> str:
    """JSON on one line, in UTF-8 whatever the text."""
    return unicode_text(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _listed(things: Iterable[Any]) -> Iterator[str]:
    """The members of an array, a line each."""
    before = "\n"
    for thing in things:
        yield f"{before}{dumps(thing)}"
        before = ",\n"


def _put(out: IO[bytes], *pieces: str | Iterator[str]) -> None:
    for piece in pieces:
        for text in (piece,) if isinstance(piece, str) else piece:
            out.write(text.encode("utf-8"))


def write_node_link(material: Material, out: IO[bytes]) -> None:
    """`nodes` and `links`, as D3's force layout wants them and `networkx.node_link_graph(data, edges="links")` reads them."""
    losses = material.losses
    net = Net(material.net(), losses)
    multi = net.source.multi
    own_edge = ("source", "target", "key") if multi else ("source", "target")

    def nodes() -> Iterator[dict[str, Any]]:
        for node in net.nodes():
            yield {"id": node.id, **apart(finite(node.attributes, losses), ("id",), losses)}

    def links() -> Iterator[dict[str, Any]]:
        for edge in net.edges():
            ends = {"source": edge.source, "target": edge.target} | ({"key": edge.key} if multi else {})
            yield {**ends, **apart(finite(edge.attributes, losses), own_edge, losses)}

    head = {"directed": net.directed, "multigraph": multi, "graph": _about(net, material)}
    _put(out, dumps(head)[:-1], ',\n"nodes": [', _listed(nodes()), '\n],\n"links": [', _listed(links()), "\n]}\n")


def _about(net: Net, material: Material) -> dict[str, Any]:
    """What the graph says of itself: its projection, and the filters as one text each."""
    said = dict(net.source.about)
    filters = said.pop("filters", None)
    about: dict[str, Any] = finite(coerce(said, material.losses), material.losses)
    if isinstance(filters, dict):
        about["filters"] = {str(name): str(value) for name, value in sorted(filters.items())}
    return about


def write_cyjs(material: Material, out: IO[bytes]) -> None:
    """Cytoscape's JSON; every edge has its id, and no attribute stands in for it."""
    losses = material.losses
    net = Net(material.net(), losses)

    def nodes() -> Iterator[dict[str, Any]]:
        for node in net.nodes():
            rest = apart(finite(node.attributes, losses), ("id", "name", "shared_name"), losses)
            yield {"data": {"id": node.id, "name": node.label, "shared_name": node.label, **rest}}

    def edges() -> Iterator[dict[str, Any]]:
        for edge in net.edges():
            rest = apart(finite(edge.attributes, losses), ("id", "source", "target", "interaction", "name"), losses)
            kind = edge.attributes.get("kind", edge.key)
            own = {"id": edge.id, "source": edge.source, "target": edge.target}
            yield {"data": {**own, "interaction": str(kind or "interacts"), "name": edge.id, **rest}}

    head = {
        "format_version": "1.0",
        "generated_by": "conflictgraph",
        "target_cytoscapejs_version": "~3.0",
        "data": {"name": net.name, "shared_name": net.name},
    }
    pieces = (',\n"elements": {\n"nodes": [', _listed(nodes()), '\n],\n"edges": [', _listed(edges()), "\n]}}\n")
    _put(out, dumps(head)[:-1], *pieces)


def write_cx2(material: Material, out: IO[bytes]) -> None:
    """CX2 (https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2)/): nodes are
    numbered; `name` is the label and `represents` our id. A style by kind comes with it."""
    losses = material.losses
    net = Net(material.net(), losses)
    own_node, own_edge = ("name", "represents"), ("interaction", "name")
    numbers: dict[str, int] = {}
    node_types = attribute_types(apart(finite(n.attributes, losses), own_node, losses) for n in net.nodes())
    edge_types = attribute_types(apart(finite(e.attributes, losses), own_edge, losses) for e in net.edges())

    def nodes() -> Iterator[dict[str, Any]]:
        for number, node in enumerate(net.nodes()):
            numbers[node.id] = number
            rest = _cx2(apart(finite(node.attributes, losses), own_node, losses), node_types)
            yield {"id": number, "v": {"name": node.label, "represents": node.id, **rest}}

    def edges() -> Iterator[dict[str, Any]]:
        for number, edge in enumerate(net.edges()):
            kind = str(edge.attributes.get("kind", edge.key) or "interacts")
            rest = _cx2(apart(finite(edge.attributes, losses), own_edge, losses), edge_types)
            ends = {"s": numbers[edge.source], "t": numbers[edge.target]}
            yield {"id": number, **ends, "v": {"interaction": kind, "name": edge.id, **rest}}

    text = {"d": "string"}
    declared = {
        "networkAttributes": {"name": text},
        "nodes": {"name": text, "represents": text} | {n: {"d": _CX2_TYPES[t]} for n, t in node_types.items()},
        "edges": {"interaction": text, "name": text} | {n: {"d": _CX2_TYPES[t]} for n, t in edge_types.items()},
    }
    edge_count = net.source.size
    aspects = {"attributeDeclarations": 1, "networkAttributes": 1, "nodes": len(net), "edges": edge_count, "visualProperties": 1}
    meta = [{"name": name, "elementCount": count} for name, count in aspects.items() if count]
    _put(out, "[\n", dumps({"CXVersion": "2.0", "hasFragments": False}), ",\n", dumps({"metaData": meta}), ",\n")
    _put(out, dumps({"attributeDeclarations": [declared]}), ",\n", dumps({"networkAttributes": [{"name": net.name}]}))
    _put(out, ',\n{"nodes": [', _listed(nodes()), "\n]}")
    if edge_count:
        _put(out, ',\n{"edges": [', _listed(edges()), "\n]}")
    _put(out, ",\n", dumps({"visualProperties": [_style()]}), ",\n", dumps({"status": [{"success": True}]}), "\n]\n")


def _cx2(attributes: dict[str, Value], types: dict[str, type]) -> dict[str, Value]:
    """Values of the declared types: where things disagree, texts."""
    return {
        name: value if type(value) is types[name] or types[name] is float else shown(value)
        for name, value in attributes.items()
    }


def _style() -> dict[str, Any]:
    colours = [{"v": kind, "vp": colour} for kind, colour in sorted(looks.KIND_COLOURS.items())]
    shapes = {"square": "rectangle"}
    forms = [{"v": kind, "vp": shapes.get(shape, shape)} for kind, shape in sorted(looks.SHAPES.items())]
    mapped = {
        "NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}},
        "NODE_BACKGROUND_COLOR": {"type": "DISCRETE", "definition": {"attribute": "kind", "type": "string", "map": colours}},
        "NODE_SHAPE": {"type": "DISCRETE", "definition": {"attribute": "kind", "type": "string", "map": forms}},
    }
    arrows = {"EDGE_TARGET_ARROW_SHAPE": "triangle", "EDGE_LINE_COLOR": looks.NEITHER}
    node = {"NODE_BACKGROUND_COLOR": looks.OTHER, "NODE_SHAPE": "ellipse"}
    return {"default": {"node": node, "edge": arrows}, "nodeMapping": mapped}
