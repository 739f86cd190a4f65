"""Making a `networkx.MultiDiGraph` of a million nodes that fits into two gigabytes, and nothing but plain dicts in it.

A dict keeps a table of its keys, which for the few attributes of an edge is most of its size. CPython lets the attributes of a
class's instances share one table (PEP 412); what `vars` gives of an instance is a plain dict like any other, which takes a table of
its own when it has to, and a copy of it shares the table, too. So the dicts of nodes and edges that have the same keys are
copies of one, and so are those that hold an edge by its key: to copy one takes less time than to make one anew, and half the memory.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from operator import itemgetter
from typing import Any, Protocol, TypeAlias

from conflictgraph.network.bonds import Network

Attributes: TypeAlias = dict[str, Any]
Edge: TypeAlias = tuple[str, str, str, Attributes]
"""From, to, key, attributes."""
Ends: TypeAlias = Sequence[tuple[str, str, Attributes]]
"""Of the edges of a node the other end, the key and the attributes."""
Row: TypeAlias = dict[str, dict[str, Attributes]]


class Sink(Protocol):
    """Where the nodes and edges of a network go. Each node comes once, in any order; edges come in the order of their ends and keys,
    or event by event, the events by id and the edges of each in that order: so those of one node are in order either way."""

    def node(self, identifier: str, attributes: Attributes) -> None: ...

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> None: ...

    def strand(self, identifier: str, attributes: Attributes, into: Ends, out: Ends) -> None:
        """A node with its edges, where from and where to, each in order. Strands come by id, after the edges that link two of them and
        before all other edges."""


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
        self._from: dict[str, Row] = {}
        self._to: dict[str, Row] = {}
        self._keyed: dict[str, Attributes] = {}
        # Strands are most of the nodes where there are any, and come in order: what is made of them here need not be moved.
        self._strands: dict[str, Attributes] = {}
        self._strands_from: dict[str, Row] = {}
        self._strands_to: dict[str, Row] = {}
        self._between: tuple[dict[str, Row], dict[str, Row]] = {}, {}  # what links two of them, from and to, till both are there

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

    def strand(self, identifier: str, attributes: Attributes, into: Ends, out: Ends) -> None:
        if not self._strands:
            self._between, self._from, self._to = (self._from, self._to), {}, {}
        self._strands[identifier] = attributes
        before, after = self._between
        self._strands_to[identifier] = self._hang(identifier, into, self._from, after.pop(identifier, None))
        self._strands_from[identifier] = self._hang(identifier, out, self._to, before.pop(identifier, None))

    def _hang(self, identifier: str, ends: Ends, there: dict[str, Row], had: Row | None) -> Row:
        """What a strand has of edges of one direction; their other ends learn of them."""
        made: Attributes = {}
        row, before, keyed = had, "", self._keyed
        for end, key, attributes in ends:
            if end == before:
                made[key] = attributes
                continue
            before, like = end, keyed.get(key)
            if like is None:
                like = keyed[key] = template.__wrapped__(key)
            made = like.copy()
            made[key] = attributes
            far = there.get(end)
            if far is None:
                there[end] = {identifier: made}
            else:
                far[identifier] = made
            if row is not None:
                row[end] = made
            elif far is None or len(far) <= _HUB:
                row = {end: made}
            else:
                like = keyed.get(end)
                if like is None:
                    like = keyed[end] = template.__wrapped__(end)
                row = like.copy()
                row[end] = made
        if row is None:
            return {}
        return row if had is None else dict(sorted(row.items()))

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
        ids, hung = sorted(self._nodes), bool(self._strands)
        at = self._place(ids)
        parts = ((self._nodes, self._strands, inner._node), (self._from, self._strands_from, inner._succ), (self._to, self._strands_to, inner._pred))
        assert not any(self._between), "an edge without its nodes"
        for of in (self._from, self._to):
            assert of.keys() <= self._nodes.keys(), "an edge without its nodes"
        for ours, strands, theirs in parts:
            found = [*map(ours.pop, ids, repeat(None))]  # the larger dict is let go before its like is made
            ours.clear()
            for identifier, each in zip(ids[:at], found, strict=False):
                theirs[identifier] = {} if each is None else each
            theirs.update(strands)
            if theirs is not inner._node:
                strands.clear()
            for identifier, each in zip(ids[at:], found[at:], strict=True):
                theirs[identifier] = {} if each is None else each
        # What comes before strands by id has come after them with its edges.
        for rows, met in [(others, self._met(ids[:at], rows)) for rows, others in ((inner._succ, inner._pred), (inner._pred, inner._succ))] if hung else ():
            for end in met:
                _ordered(rows, end)
        self._strands.clear()
        return made

    def _met(self, ids: Iterable[str], rows: dict[str, Row]) -> set[str]:
        """What some nodes lead to but strands, which are first in their rows, so that many have nothing else."""
        met: set[str] = set()
        for row in map(rows.__getitem__, ids):
            if row and next(reversed(row)) not in self._strands:
                met.update(row)
        return met.difference(self._strands)

    def _place(self, ids: list[str]) -> int:
        """Where strands come among other nodes, whose ids, sorted, are given; those that have others between them become as these."""
        if not self._strands:
            return len(ids)
        at = bisect_left(ids, next(iter(self._strands)))
        if bisect_left(ids, next(reversed(self._strands))) == at:
            return at
        for ours, strands in ((self._nodes, self._strands), (self._from, self._strands_from), (self._to, self._strands_to)):
            ours.update(strands)
            strands.clear()
        ids[:] = sorted(self._nodes)
        return len(ids)


def _ordered(rows: dict[str, Row], identifier: str) -> None:
    row = [*rows[identifier].items()]
    if row != (ordered := sorted(row, key=itemgetter(0))):
        rows[identifier] = dict(ordered)


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
