"""The network of actors as GraphML (http://graphml.graphdrawing.org), written as it streams; every edge has an id of its
own (the relation's), without which yEd shows none and graphology refuses the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from conflictgraph.export.material import Material
from conflictgraph.export.values import Plain, attribute_types, coerce, shown, xml_text
from conflictgraph.network import edge_attributes, node_attributes

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(material: Material, out: IO[bytes]) -> None:
    """Nodes and edges sorted by id. Texts of attributes lose the control characters that XML does not allow."""
    losses = material.losses
    losses.note(
        "GraphML holds the actors and their relations; events, claims and places are in .ttl, .nt, .jsonld or .zip."
    )
    nodes = {
        actor.id: coerce({**node_attributes(actor), "aliases": actor.aliases}, losses) for actor in material.actors()
    }
    ties = sorted(material.ties(), key=lambda tie: tie.id)
    edges = {tie.id: coerce(edge_attributes(tie), losses) for tie in ties}
    keys = {"node": attribute_types(nodes.values()), "edge": attribute_types(edges.values())}

    def text(value: str) -> str:
        return xml_text(value, losses)

    def write(line: str) -> None:
        out.write(line.encode("utf-8"))

    def data(kind: str, attributes: Mapping[str, Plain]) -> str:
        return "".join(
            f'<data key="{kind[0]}-{text(name)}">{text(shown(value))}</data>'
            for name, value in sorted(attributes.items())
        )

    write(_HEAD)
    for kind, types in keys.items():
        for name, type_ in sorted(types.items()):
            write(
                f'  <key id="{kind[0]}-{text(name)}" for="{kind}" attr.name="{text(name)}" attr.type="{_TYPES[type_]}"/>\n'
            )
    write('  <graph id="conflictgraph" edgedefault="directed">\n')
    for identifier, attributes in sorted(nodes.items()):
        write(f'    <node id="{text(identifier)}">{data("node", attributes)}</node>\n')
    for tie in ties:
        ends = f'source="{text(tie.from_.id)}" target="{text(tie.to.id)}"'
        write(f'    <edge id="{text(tie.id)}" {ends}>{data("edge", edges[tie.id])}</edge>\n')
    write("  </graph>\n</graphml>\n")
