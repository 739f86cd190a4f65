"""A network as exporters see it: nodes and edges in order, with texts for ids and plain values."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from conflictgraph.export.values import Losses, Names, Value, attribute_types, coerce

if TYPE_CHECKING:
    import networkx as nx

Linked: TypeAlias = tuple[Any, Any, str, Mapping[Any, Any]]


class Source(Protocol):
    """A network that can be gone through again and again: nodes by id, edges by their ends and keys."""

    @property
    def directed(self) -> bool: ...

    @property
    def multi(self) -> bool: ...

    @property
    def about(self) -> Mapping[str, Any]: ...

    @property
    def size(self) -> int: ...

    def __len__(self) -> int: ...

    def nodes(self) -> Iterable[tuple[Any, Mapping[Any, Any]]]: ...

    def edges(self) -> Iterable[Linked]: ...


class OfGraph:
    """Any networkx graph as a source; nothing is copied."""

    def __init__(self, graph: nx.Graph[Any]) -> None:
        self.graph = graph
        self.directed = graph.is_directed()
        self.multi = graph.is_multigraph()
        self.about: Mapping[str, Any] = graph.graph
        self.size = graph.number_of_edges()
        self._order = sorted(graph, key=lambda node: (str(node), type(node).__name__))

    def __len__(self) -> int:
        return len(self._order)

    def nodes(self) -> Iterator[tuple[Any, Mapping[Any, Any]]]:
        for node in self._order:
            yield node, self.graph.nodes[node]

    def edges(self) -> Iterator[Linked]:
        graph: Any = self.graph
        place = {node: number for number, node in enumerate(self._order)}
        if graph.is_multigraph():
            edges = [(s, t, str(k), d) for s, t, k, d in graph.edges(keys=True, data=True)]
        else:
            edges = [(s, t, "", d) for s, t, d in graph.edges(data=True)]
        edges.sort(key=lambda edge: (place[edge[0]], place[edge[1]], edge[2]))
        return iter(edges)


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
    """A network (any networkx graph, or another source), to be gone through as often as a format needs; nothing is copied.

    Ids and keys are made texts; `clean` takes out of ids what the format does not allow, and they stay apart. Nodes are
    sorted by id, edges by their ends and key.
    """

    def __init__(self, network: Source | nx.Graph[Any], losses: Losses, clean: Callable[[str], str] | None = None) -> None:
        self.source = cast("Source", network) if hasattr(network, "about") else OfGraph(network)
        self.losses = losses
        self.directed = self.source.directed
        self._clean = clean or (lambda text: text)
        self._named = self._other_names()
        self._repeats: bool | None = None

    def _other_names(self) -> dict[Any, str]:
        """Ids of nodes that cannot stand as they are; where there are any, of all nodes, since they have to stay apart."""
        for node, _ in self.source.nodes():
            if type(node) is not str or self._clean(node) != node:
                break
        else:
            return {}
        names, named = Names(), dict[Any, str]()
        for node, _ in self.source.nodes():
            text = str(node)
            cleaned = self._clean(text)
            if len(cleaned) < len(text):
                self.losses.characters(len(text) - len(cleaned))
            named[node] = names.name(f"{text}\0{type(node).__name__}", cleaned)
        return named

    def _name(self, node: Any) -> str:
        return self._named[node] if self._named else str(node)

    @property
    def name(self) -> str:
        """What the graph is called: its projection, where it has one."""
        return str(self.source.about.get("projection", "network"))

    def __len__(self) -> int:
        return len(self.source)

    def nodes(self) -> Iterator[Node]:
        """All nodes."""
        for node, data in self.source.nodes():
            attributes = coerce(data, self.losses)
            label, identifier = attributes.get("label"), self._name(node)
            yield Node(identifier, label if isinstance(label, str) and label else identifier, attributes)

    def edges(self) -> Iterator[Edge]:
        """All edges."""
        names = self._ids()
        for source, target, key, data in self.source.edges():
            attributes = coerce(data, self.losses)
            wanted = self._id(source, target, key, data)
            identifier = wanted if names is None else names.name(f"{source!r}\0{target!r}\0{key}", wanted)
            yield Edge(identifier, self._name(source), self._name(target), key, attributes)

    def _id(self, source: Any, target: Any, key: str, data: Mapping[Any, Any]) -> str:
        """The id that an edge would have if it were the only one to have it."""
        relation = data.get("relation")
        ends = self._name(source), self._name(target)
        wanted = str(relation) if isinstance(relation, str) and relation else "--".join(filter(None, (ends[0], key, ends[1])))
        return self._clean(wanted)

    def _ids(self) -> Names | None:
        """What keeps ids apart where two edges would have one; else None, so that those of a million need not be held."""
        if self._repeats is None:
            found = array("q", (hash(self._id(*edge)) for edge in self.source.edges()))
            self._repeats = any(one == other for one, other in pairwise(sorted(found)))
        return Names() if self._repeats else None

    def node_types(self) -> dict[str, type]:
        """Attribute → type of its values, over all nodes."""
        return attribute_types(node.attributes for node in self.nodes())

    def edge_types(self) -> dict[str, type]:
        """Attribute → type of its values, over all edges."""
        return attribute_types(edge.attributes for edge in self.edges())
