"""Making a `networkx.MultiDiGraph` of a million nodes that fits into two gigabytes, and nothing but plain dicts in it.

A dict keeps a table of its keys, which for the few attributes of an edge is most of its size. CPython lets the attributes of a
class's instances share one table (PEP 412); what `vars` gives of an instance is a plain dict like any other, which takes a table of
its own when it has to, and a copy of it shares the table, too. So the dicts of nodes and edges that have the same keys are
copies of one, and so are those that hold an edge by its key: to copy one takes less time than to make one anew, and half the memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
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


_ROOM = 40


@cache
def template(*names: str) -> Attributes:
    """A dict with these keys, whose copies share one table of them."""
    sort: type = type("Attributes", (), {})
    thing = sort()
    for name in names:
        setattr(thing, name, None)
    for _ in range(_ROOM):  # the first instances of a class have room for more attributes
        thing = sort()
    for name in names:
        setattr(thing, name, None)
    told: Attributes = vars(thing)
    return told.copy()


def slim(attributes: Attributes) -> Attributes:
    """A dict with the same in it that shares its table of keys with others that have the same keys.

    >>> slim({"kind": "place", "lat": 1.5})
    {'kind': 'place', 'lat': 1.5}
    """
    made = template(*attributes).copy()
    made.update(attributes)
    return made


_HUB = 8


class Builder:
    """A sink that makes a graph of what comes; `graph` gives it, nodes in the order of their ids."""

    def __init__(self) -> None:
        self._nodes: dict[str, Attributes] = {}
        self._from: dict[str, dict[str, dict[str, Attributes]]] = {}
        self._to: dict[str, dict[str, dict[str, Attributes]]] = {}
        self._keyed: dict[str, Attributes] = {}

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
        like = self._keyed.get(key)
        if like is None:
            like = self._keyed[key] = template.__wrapped__(key)
        made = like.copy()
        made[key] = only
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


Rows: TypeAlias = dict[str, list[tuple[str, str, Attributes]]]
"""From → (to, key, attributes) of each edge."""


def by_source(edges: Iterable[Edge]) -> Rows:
    """Edges in any order by where they come from."""
    rows: Rows = {}
    for source, target, key, attributes in edges:
        row = rows.get(source)
        if row is None:
            rows[source] = [(target, key, attributes)]
        else:
            row.append((target, key, attributes))
    return rows


def give(sink: Sink, rows: Rows) -> None:
    """Edges to a sink in order; each source is let go."""
    edge, ends = sink.edge, itemgetter(0, 1)
    for source in sorted(rows):
        row = rows.pop(source)
        if len(row) > 1:
            row.sort(key=ends)
        for target, key, attributes in row:
            edge(source, target, key, attributes)


def ends(rows: Rows) -> set[str]:
    """The nodes that edges link."""
    found = set(rows)
    for row in rows.values():
        found.update([target for target, _, _ in row])
    return found
