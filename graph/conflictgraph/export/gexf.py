"""A network as GEXF 1.3 (https://gexf.net), written as it streams, for Gephi and Gephi Lite.

Our own writer, since networkx's fails the official schema and lets attributes pass for GEXF's own (`type`, `kind`). What
tells parallel edges apart is GEXF's `kind`. Attributes are declared under numbers, as the format's own samples do: readers
take other ids for the attribute's name. `first` and `last` are the time of nodes and edges, and stay attributes, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from conflictgraph.export import looks
from conflictgraph.export.material import Material
from conflictgraph.export.plain import Edge, Net, Node
from conflictgraph.export.values import Value, is_day, shown, xml_clean, xml_text

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string", list: "string"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>conflictgraph</creator>
    <description>{title}</description>
  </meta>
"""


def write_gexf(material: Material, out: IO[bytes]) -> None:
    """Nodes and edges sorted by id. Texts lose the control characters that XML does not allow."""
    _Writer(Net(material.net(), material.losses, xml_clean), out).write()


class _Writer:
    def __init__(self, net: Net, out: IO[bytes]) -> None:
        self.net = net
        self.losses = net.losses
        self.out = out

    def text(self, value: str) -> str:
        return xml_text(value, self.losses)

    def line(self, text: str) -> None:
        self.out.write(text.encode("utf-8"))

    def write(self) -> None:
        """The whole file."""
        node_types, edge_types = self.net.node_types(), self.net.edge_types()
        dated = any(name in types for types in (node_types, edge_types) for name in ("first", "last"))
        mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"' if dated else 'mode="static"'
        self.line(_HEAD.format(title=self.text(self.net.name)))
        self.line(f'  <graph {mode} defaultedgetype="{"directed" if self.net.directed else "undirected"}">\n')
        node_keys = self.keys("node", node_types, ("label",))
        weighed = edge_types.get("weight") in (int, float)
        edge_keys = self.keys("edge", edge_types, ("weight",) if weighed else ())
        self.line("    <nodes>\n")
        for node in self.net.nodes():
            self.line(self.node(node, node_keys))
        self.line("    </nodes>\n    <edges>\n")
        for edge in self.net.edges():
            self.line(self.edge(edge, edge_keys, weighed))
        self.line("    </edges>\n  </graph>\n</gexf>\n")

    def keys(self, kind: str, types: Mapping[str, type], own: tuple[str, ...]) -> dict[str, int]:
        """Declare the attributes; returns name → number."""
        numbers = {name: n for n, name in enumerate(name for name in types if name not in own)}
        self.line(f'    <attributes class="{kind}">\n')
        for name, number in numbers.items():
            self.line(f'      <attribute id="{number}" title="{self.text(name)}" type="{_TYPES[types[name]]}"/>\n')
        self.line("    </attributes>\n")
        return numbers

    def values(self, attributes: Mapping[str, Value], keys: Mapping[str, int]) -> str:
        listed = "".join(
            f'<attvalue for="{keys[name]}" value="{self.text(shown(value))}"/>'
            for name, value in sorted(attributes.items())
            if name in keys
        )
        return f"<attvalues>{listed}</attvalues>" if listed else ""

    def time(self, attributes: Mapping[str, Value]) -> str:
        out = ""
        for ours, theirs in (("first", "start"), ("last", "end")):
            value = attributes.get(ours)
            if isinstance(value, str) and is_day(value):
                out += f' {theirs}="{value}"'
        return out

    def node(self, node: Node, keys: Mapping[str, int]) -> str:
        look = (
            f'{_colour(looks.colour(node.attributes))}<viz:size value="{looks.size(node.attributes)}"/>'
            f'<viz:shape value="{looks.shape(node.attributes)}"/>'
        )
        label = shown(node.attributes["label"]) if "label" in node.attributes else node.id
        own = f'id="{self.text(node.id)}" label="{self.text(label)}"{self.time(node.attributes)}'
        return f"      <node {own}>{self.values(node.attributes, keys)}{look}</node>\n"

    def edge(self, edge: Edge, keys: Mapping[str, int], weighed: bool) -> str:
        a = edge.attributes
        own = f'id="{self.text(edge.id)}" source="{self.text(edge.source)}" target="{self.text(edge.target)}"'
        if edge.key:
            own += f' kind="{self.text(edge.key)}"'
        if isinstance(a.get("kind"), str):
            own += f' label="{self.text(shown(a["kind"]))}"'
        if weighed and "weight" in a:
            own += f' weight="{shown(a["weight"])}"'
        look = f'{_colour(looks.edge_colour(a))}<viz:thickness value="{looks.thickness(a)}"/>'
        return f"      <edge {own}{self.time(a)}>{self.values(a, keys)}{look}</edge>\n"


def _colour(colour: str) -> str:
    r, g, b = looks.rgb(colour)
    return f'<viz:color r="{r}" g="{g}" b="{b}"/>'
