"""Making a `networkx.MultiDiGraph` of a million nodes that fits into two gigabytes, and nothing but plain dicts in it.

A dict keeps a table of its keys, which for the few attributes of an edge is most of its size. CPython lets the attributes of a
class's instances share one table (PEP 412), and what `vars` gives of an instance is a plain dict like any other, which takes a
table of its own when it has to. So nodes of a sort share theirs, and so do edges, and the dicts that hold an edge by its key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import repeat
from operator import itemgetter
from typing import Any, Protocol, TypeAlias

from conflictgraph.network.bonds import Network

Attributes: TypeAlias = dict[str, Any]
Edge: TypeAlias = tuple[str, str, str, Attributes]
"""From, to, key, attributes."""


class Sink(Protocol):
    """Where the nodes and edges of a network go. Each node comes once, in any order; edges come in the order of their ends and keys,
    or event by event, the events by id and the edges of each in that order: so those of one node are in order either way."""

    def node(self, identifier: str, attributes: Attributes) -> None: ...

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> None: ...


def alike(*names: str) -> Callable[[Attributes], Attributes]:
    """What makes dicts that share one table of these keys out of others; more keys, or fewer, are well, too.

    >>> node = alike("kind", "label")
    >>> node({"kind": "place", "lat": 1.5})
    {'kind': 'place', 'lat': 1.5}
    """
    sort: type = type("Attributes", (), {})
    first = sort()  # the table is made by the first instances
    for name in names:
        setattr(first, name, None)

    def made(attributes: Attributes) -> Attributes:
        thing = sort()
        for name, value in attributes.items():
            setattr(thing, name, value)
        told: Attributes = vars(thing)
        return told

    return made


_HUB = 8


class Builder:
    """A sink that makes a graph of what comes; `graph` gives it, nodes in the order of their ids."""

    def __init__(self) -> None:
        self._nodes: dict[str, Attributes] = {}
        self._from: dict[str, dict[str, dict[str, Attributes]]] = {}
        self._to: dict[str, dict[str, dict[str, Attributes]]] = {}
        self._keyed: dict[str, type] = {}

    def node(self, identifier: str, attributes: Attributes) -> None:
        self._nodes[identifier] = attributes

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> None:
        out, into = self._from.get(source), self._to.get(target)
        found = out.get(target) if out is not None else None
        if found is not None:
            found[key] = attributes
            return
        made = self._under(key, attributes)
        if out is None:
            # Of what many nodes lead to, each has it as its first key.
            self._from[source] = self._under(target, made) if into is not None and len(into) > _HUB else {target: made}
        else:
            out[target] = made
        if into is None:
            self._to[target] = self._under(source, made) if out is not None and len(out) > _HUB else {source: made}
        else:
            into[source] = made

    def _under(self, key: str, only: Attributes) -> Attributes:
        """A dict with one key, which shares its table with the others that have the same."""
        keyed = self._keyed.get(key)
        if keyed is None:
            keyed = self._keyed[key] = type("Attributes", (), {})
        thing = keyed()
        setattr(thing, key, only)
        made: Attributes = vars(thing)
        return made

    def graph(self) -> Network:
        """The graph; the builder is empty then. networkx is told nothing of its nodes and edges but where they are: adding
        them one by one would copy each dict into one with a table of its own."""
        import networkx as nx

        made: Network = nx.MultiDiGraph()
        inner: Any = made
        ids = sorted(self._nodes)
        for of in (self._from, self._to):
            assert of.keys() <= self._nodes.keys(), "an edge without its nodes"
        for ours, theirs in ((self._nodes, inner._node), (self._from, inner._succ), (self._to, inner._pred)):
            found = [*map(ours.pop, ids, repeat(None))]  # the larger dict is let go before its like is made
            ours.clear()
            for identifier, each in zip(ids, found, strict=True):
                theirs[identifier] = {} if each is None else each
        return made


def give(sink: Sink, edges: list[Edge]) -> None:
    """Edges in any order to a sink."""
    edges.sort(key=itemgetter(0, 1, 2))
    for edge in edges:
        sink.edge(*edge)


def ends(edges: Iterable[Edge]) -> set[str]:
    """The nodes that edges link."""
    found: set[str] = set()
    for source, target, _, _ in edges:
        found.add(source)
        found.add(target)
    return found
