"""A network as DOT, Graphviz's language (https://graphviz.org/doc/info/lang.html)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO

from conflictgraph.export import looks
from conflictgraph.export.material import Material
from conflictgraph.export.plain import Net
from conflictgraph.export.values import Losses, Value, apart, shown, unicode_text

# Attributes that Graphviz would obey; ours of these names stand under another.
_OBEYED = frozenset(
    "URL href target tooltip image imagepath fontpath shapefile xlabel headlabel taillabel color fillcolor fontcolor style"
    " shape size width height penwidth pos pin rank class comment layer layout ports headport tailport dir arrowhead arrowtail"
    " group id len constraint minlen decorate".split()
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SHAPES = {"disc": "ellipse", "square": "box", "triangle": "triangle", "diamond": "diamond"}


def write_dot(material: Material, out: IO[bytes]) -> None:
    """Nodes and edges with their attributes, coloured by kind. Quoted throughout, so that no text is obeyed."""
    losses = material.losses
    net = Net(material.net(), losses, lambda text: _CONTROL.sub("", text))
    arrow = "->" if net.directed else "--"

    def write(line: str) -> None:
        out.write(unicode_text(line).encode("utf-8"))

    write(f"{'digraph' if net.directed else 'graph'} {quoted(net.name, losses)} {{\n")
    # For those of Graphviz' programs that heed it: no node lies over another, and none under an edge's label.
    write('  graph ["overlap"="prism", "sep"="+14", "K"="1.6", "outputorder"="edgesfirst"];\n')
    write('  node [style=filled, fontname="sans-serif", fontcolor="#000000"];\n')
    write('  edge ["fontname"="sans-serif", "fontsize"="9", "fontcolor"="#404040"];\n')
    for node in net.nodes():
        look = {"fillcolor": f"{looks.colour(node.attributes)}80", "shape": _SHAPES[looks.shape(node.attributes)]}
        own = {"label": node.label} | look
        write(f"  {quoted(node.id, losses)} [{_listed({**_free(node.attributes, losses), **own}, losses)}];\n")
    for edge in net.edges():
        look = {"color": looks.edge_colour(edge.attributes), "penwidth": str(looks.thickness(edge.attributes))}
        own = {"label": shown(edge.attributes.get("kind", edge.key)), **look}
        ends = f"{quoted(edge.source, losses)} {arrow} {quoted(edge.target, losses)}"
        write(f"  {ends} [{_listed({**_free(edge.attributes, losses), **own}, losses)}];\n")
    write("}\n")


def _free(attributes: Mapping[str, Value], losses: Losses) -> dict[str, Value]:
    return apart({name: value for name, value in attributes.items() if name != "label"}, _OBEYED, losses)


def _listed(attributes: Mapping[str, Value], losses: Losses) -> str:
    return ", ".join(f"{quoted(name, losses)}={quoted(shown(value), losses)}" for name, value in sorted(attributes.items()))


def quoted(text: str, losses: Losses) -> str:
    """A text as a DOT string; control characters, which Graphviz cannot read, are left out and counted."""
    clean, removed = _CONTROL.subn("", text)
    if removed:
        losses.characters(removed)
    clean = clean.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{clean}"'
