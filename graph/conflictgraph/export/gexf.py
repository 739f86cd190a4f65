"""The network of actors as GEXF 1.3 (https://gexf.net), written as it streams, for Gephi.

Our own writer, since networkx's fails the official schema and lets attributes pass for GEXF's own (`type`, `kind`). What
tells parallel ties apart is GEXF's `kind`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from conflictgraph.export.material import Material
from conflictgraph.export.values import Plain, attribute_types, coerce, shown, xml_text
from conflictgraph.network import edge_attributes, edge_key, node_attributes

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
_OWN_NODE = ("label",)  # GEXF has attributes of its own for these
_OWN_EDGE = ("weight",)
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
  <meta>
    <creator>conflictgraph</creator>
    <description>Actors and their relations</description>
  </meta>
  <graph mode="static" defaultedgetype="directed">
"""


def write_gexf(material: Material, out: IO[bytes]) -> None:
    """Nodes and edges sorted by id. Texts lose the control characters that XML does not allow."""
    losses = material.losses
    losses.note(
        "GEXF holds the actors and their relations; events, claims and places are in .ttl, .nt, .jsonld or .zip."
    )
    actors = sorted(material.actors(), key=lambda actor: actor.id)
    ties = sorted(material.ties(), key=lambda tie: tie.id)
    nodes = {a.id: coerce({**node_attributes(a), "aliases": a.aliases}, losses) for a in actors}
    edges = {tie.id: coerce(edge_attributes(tie), losses) for tie in ties}

    def text(value: str) -> str:
        return xml_text(value, losses)

    def write(line: str) -> None:
        out.write(line.encode("utf-8"))

    def keys(kind: str, things: Mapping[str, Mapping[str, Plain]], own: tuple[str, ...]) -> None:
        write(f'    <attributes class="{kind}">\n')
        for name, type_ in sorted(attribute_types(things.values()).items()):
            if name not in own:
                write(f'      <attribute id="{kind[0]}-{text(name)}" title="{text(name)}" type="{_TYPES[type_]}"/>\n')
        write("    </attributes>\n")

    def values(kind: str, attributes: Mapping[str, Plain], own: tuple[str, ...]) -> str:
        listed = "".join(
            f'<attvalue for="{kind[0]}-{text(name)}" value="{text(shown(value))}"/>'
            for name, value in sorted(attributes.items())
            if name not in own
        )
        return f"<attvalues>{listed}</attvalues>" if listed else ""

    write(_HEAD)
    keys("node", nodes, _OWN_NODE)
    keys("edge", edges, _OWN_EDGE)
    write("    <nodes>\n")
    for actor in actors:
        held = values("node", nodes[actor.id], _OWN_NODE)
        write(f'      <node id="{text(actor.id)}" label="{text(actor.label)}">{held}</node>\n')
    write("    </nodes>\n    <edges>\n")
    for tie in ties:
        ends = f'source="{text(tie.from_.id)}" target="{text(tie.to.id)}"'
        own = f'id="{text(tie.id)}" {ends} kind="{text(edge_key(tie))}" label="{text(tie.kind)}" weight="{tie.weight}"'
        write(f"      <edge {own}>{values('edge', edges[tie.id], _OWN_EDGE)}</edge>\n")
    write("    </edges>\n  </graph>\n</gexf>\n")
