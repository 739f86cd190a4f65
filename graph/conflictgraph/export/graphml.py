"""A network as GraphML (http://graphml.graphdrawing.org), written as it streams; every edge has an id of its own, without
which yEd shows none and graphology refuses the file. The flavor `yed` adds what yEd draws: shapes, colours, labels, arrows.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isqrt
from typing import IO

from conflictgraph.export import looks
from conflictgraph.export.material import Material
from conflictgraph.export.plain import Edge, Net, Node
from conflictgraph.export.values import Losses, Value, shown, xml_clean, xml_text

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string", list: "string"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"{more}
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns {schema}">
"""
_SCHEMA = "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
_YED_SCHEMA = "http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd"
_YED_SHAPES = {"disc": "ellipse", "square": "rectangle", "triangle": "triangle", "diamond": "diamond"}
_YED_KEYS = (
    '  <key id="look-n" for="node" yfiles.type="nodegraphics"/>\n  <key id="look-e" for="edge" yfiles.type="edgegraphics"/>\n'
)


def write_graphml(material: Material, out: IO[bytes]) -> None:
    """Nodes and edges sorted by id. Texts of attributes lose the control characters that XML does not allow."""
    net = Net(material.net(), material.losses, xml_clean)
    yed = material.flavor == "yed"
    losses = material.losses

    def text(value: str) -> str:
        return xml_text(value, losses)

    def write(line: str) -> None:
        out.write(line.encode("utf-8"))

    def data(keys: Mapping[str, str], attributes: Mapping[str, Value]) -> str:
        return "".join(
            f'<data key="{keys[name]}">{text(shown(value))}</data>' for name, value in sorted(attributes.items())
        )

    more = '\n  xmlns:y="http://www.yworks.com/xml/graphml"' if yed else ""
    write(_HEAD.format(more=more, schema=_YED_SCHEMA if yed else _SCHEMA))
    keys: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    for kind, types in (("node", net.node_types()), ("edge", net.edge_types())):
        for number, (name, type_) in enumerate(types.items()):
            keys[kind][name] = f"{kind[0]}{number}"
            write(
                f'  <key id="{kind[0]}{number}" for="{kind}" attr.name="{text(name)}" attr.type="{_TYPES[type_]}"/>\n'
            )
    if yed:
        write(_YED_KEYS)
    write(f'  <graph id="conflictgraph" edgedefault="{"directed" if net.directed else "undirected"}">\n')
    across = isqrt(max(0, len(net) - 1)) + 1
    for number, node in enumerate(net.nodes()):
        look = _yed_node(node, number % across, number // across, losses) if yed else ""
        write(f'    <node id="{text(node.id)}">{data(keys["node"], node.attributes)}{look}</node>\n')
    for edge in net.edges():
        look = _yed_edge(edge, net.directed, losses) if yed else ""
        ends = f'source="{text(edge.source)}" target="{text(edge.target)}"'
        write(f'    <edge id="{text(edge.id)}" {ends}>{data(keys["edge"], edge.attributes)}{look}</edge>\n')
    write("  </graph>\n</graphml>\n")


def _yed_node(node: Node, column: int, row: int, losses: Losses) -> str:
    """A shape with its name below it, on a grid: yEd moves nothing before it is told to."""
    side = 3 * looks.size(node.attributes)
    return (
        '<data key="look-n"><y:ShapeNode>'
        f'<y:Geometry x="{column * 160}" y="{row * 120}" width="{side:.1f}" height="{side:.1f}"/>'
        f'<y:Fill color="{looks.colour(node.attributes)}" transparent="false"/>'
        '<y:BorderStyle color="#404040" type="line" width="1.0"/>'
        f'<y:NodeLabel modelName="sides" modelPosition="s">{xml_text(node.label, losses)}</y:NodeLabel>'
        f'<y:Shape type="{_YED_SHAPES[looks.shape(node.attributes)]}"/></y:ShapeNode></data>'
    )


def _yed_edge(edge: Edge, directed: bool, losses: Losses) -> str:
    label = edge.attributes.get("kind", edge.key)
    named = f"<y:EdgeLabel>{xml_text(shown(label), losses)}</y:EdgeLabel>" if label else ""
    return (
        '<data key="look-e"><y:PolyLineEdge>'
        f'<y:LineStyle color="{looks.edge_colour(edge.attributes)}" type="line" width="{looks.thickness(edge.attributes)}"/>'
        f'<y:Arrows source="none" target="{"standard" if directed else "none"}"/>{named}</y:PolyLineEdge></data>'
    )
