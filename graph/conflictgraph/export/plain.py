"""A networkx graph as exporters see it: nodes and edges in order, with texts for ids and plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conflictgraph.export.values import Losses, Names, Value, attribute_types, coerce

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Node:
    """A node with its attributes; `label` is the attribute, else the id."""

    id: str
    label: str
    attributes: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge with an id that no other edge has: its relation's, or else its ends and its key."""

    id: str
    source: str
    target: str
    key: str
    attributes: dict[str, Value]


class Net:
    """Any networkx graph, to be gone through as often as a format needs; nothing is copied but ids.

    Ids and keys are made texts; `clean` takes out of ids what the format does not allow, and they stay apart. Nodes are
    sorted by id, edges by their ends and key.
    """

    def __init__(self, graph: nx.Graph[Any], losses: Losses, clean: Callable[[str], str] | None = None) -> None:
        self.graph = graph
        self.losses = losses
        self.directed = graph.is_directed()
        self._clean = clean or (lambda text: text)
        self._ids = Names()
        self._nodes = sorted(graph, key=lambda node: (str(node), type(node).__name__))
        self._named: dict[Any, str] = {}
        for node in self._nodes:
            text = str(node)
            cleaned = self._clean(text)
            if len(cleaned) < len(text):
                losses.characters(len(text) - len(cleaned))
            self._named[node] = self._ids.name(f"{text}\0{type(node).__name__}", cleaned)

    @property
    def name(self) -> str:
        """What the graph is called: its projection, where it has one."""
        return str(self.graph.graph.get("projection", "network"))

    def __len__(self) -> int:
        return len(self._nodes)

    def nodes(self) -> Iterator[Node]:
        """All nodes."""
        for node in self._nodes:
            attributes = coerce(self.graph.nodes[node], self.losses)
            label = attributes.get("label")
            yield Node(self._named[node], label if isinstance(label, str) and label else self._named[node], attributes)

    def edges(self) -> Iterator[Edge]:
        """All edges."""
        ids = Names()
        for source, target, key, data in self._edges():
            attributes = coerce(data, self.losses)
            ends = self._named[source], self._named[target]
            relation = attributes.get("relation")
            wanted = relation if isinstance(relation, str) and relation else "--".join(filter(None, (ends[0], key, ends[1])))
            yield Edge(ids.name(f"{source!r}\0{target!r}\0{key}", self._clean(wanted)), *ends, key, attributes)

    def _edges(self) -> list[tuple[Any, Any, str, dict[str, Any]]]:
        graph: Any = self.graph
        edges: list[tuple[Any, Any, str, dict[str, Any]]]
        if graph.is_multigraph():
            edges = [(s, t, str(k), d) for s, t, k, d in graph.edges(keys=True, data=True)]
        else:
            edges = [(s, t, "", d) for s, t, d in graph.edges(data=True)]
        edges.sort(key=lambda edge: (self._named[edge[0]], self._named[edge[1]], edge[2]))
        return edges

    def node_types(self) -> dict[str, type]:
        """Attribute → type of its values, over all nodes."""
        return attribute_types(node.attributes for node in self.nodes())

    def edge_types(self) -> dict[str, type]:
        """Attribute → type of its values, over all edges."""
        return attribute_types(edge.attributes for edge in self.edges())
