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
Row: TypeAlias = dict[str, dict[str, Attributes]]


class Post:
    """A node that strands hang from, one way: what is known of it there is found once, however many strands have it as an end."""

    __slots__ = ("id", "like", "row")

    def __init__(self, identifier: str, row: Row) -> None:
        self.id = identifier
        self.row = row
        self.like: Attributes | None = None  # a dict with the id as its key, for those of strands


Ends: TypeAlias = Sequence[tuple[Post, str, Attributes]]
"""Of the edges of a strand the other end, the key and the attributes."""


class Sink(Protocol):
    """Where the nodes and edges of a network go, each once, in any order: those that come in the order of ids, and edges so that those of one
    node are in order (event by event, the events by id), need not be put in order."""

    def node(self, identifier: str, attributes: Attributes) -> None: ...

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> None: ...

    def origin(self, identifier: str) -> Post:
        """Where edges into strands come from."""
        ...

    def goal(self, identifier: str) -> Post:
        """Where edges out of strands lead to."""
        ...

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
        self._hung = self._linked = False
        self._mixed_from, self._mixed_to = set[str](), set[str]()  # whose edges did not come in order

    def node(self, identifier: str, attributes: Attributes) -> None:
        self._nodes[identifier] = attributes

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> None:
        out, into = self._from.get(source), self._to.get(target)
        found = out.get(target) if out is not None else None
        if found is not None:
            if next(reversed(found)) > key:  # both ends hold the same dict
                later = [(each, found.pop(each)) for each in sorted(found) if each > key]
                found[key] = attributes
                found.update(later)
            else:
                found[key] = attributes
            return
        made = self._under(key, attributes)
        if not out:
            # Of what many nodes lead to, each has it as its first key.
            self._from[source] = self._under(target, made) if into is not None and len(into) > _HUB else {target: made}
        else:
            if next(reversed(out)) > target:
                self._mixed_from.add(source)
            out[target] = made
        if not into:
            self._to[target] = self._under(source, made) if out is not None and len(out) > _HUB else {source: made}
        else:
            if next(reversed(into)) > source:
                self._mixed_to.add(target)
            into[source] = made

    def origin(self, identifier: str) -> Post:
        self._hanging()
        return Post(identifier, self._from.setdefault(identifier, {}))

    def goal(self, identifier: str) -> Post:
        self._hanging()
        return Post(identifier, self._to.setdefault(identifier, {}))

    def _hanging(self) -> None:
        """From now on strands come: what was there before links two of them."""
        if not self._hung:
            self._hung, self._between, self._from, self._to = True, (self._from, self._to), {}, {}
            self._linked = any(self._between)

    def strand(self, identifier: str, attributes: Attributes, into: Ends, out: Ends) -> None:
        if not self._hung:
            self._hanging()
        hang = self._hang
        self._strands[identifier] = attributes
        if self._linked:
            before, after = self._between
            self._strands_to[identifier] = _joined(hang(identifier, into), after.pop(identifier, None))
            self._strands_from[identifier] = _joined(hang(identifier, out), before.pop(identifier, None))
        else:
            self._strands_to[identifier] = hang(identifier, into)
            self._strands_from[identifier] = hang(identifier, out)

    def _hang(self, identifier: str, ends: Ends) -> Row:
        """What a strand has of edges of one direction; their other ends learn of them."""
        row: Row | None = None
        last: Row | None = None
        made: Attributes = {}
        keyed = self._keyed
        for end, key, attributes in ends:
            far = end.row
            if far is last:
                made[key] = attributes
                continue
            like = keyed.get(key)
            if like is None:
                like = keyed[key] = template.__wrapped__(key)
            made = like.copy()
            made[key] = attributes
            far[identifier] = made
            last = far
            if row is not None:
                row[end.id] = made
            elif len(far) <= _HUB:
                row = {end.id: made}
            else:
                like = end.like
                if like is None:
                    like = end.like = template.__wrapped__(end.id)
                row = like.copy()
                row[end.id] = made
        return {} if row is None else row

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
        at = self._place(ids)
        assert not any(self._between), "an edge without its nodes"
        for rows, mixed in ((self._from, self._mixed_from), (self._to, self._mixed_to)):
            assert rows.keys() <= self._nodes.keys(), "an edge without its nodes"
            for each in mixed:
                rows[each] = dict(sorted(rows[each].items()))
            mixed.clear()
        inner._node = _around(self._nodes, self._strands, ids, at)
        inner._adj = _around(self._from, self._strands_from, ids, at)
        inner._pred = _around(self._to, self._strands_to, ids, at)
        self._strands, self._strands_from, self._strands_to = {}, {}, {}
        return made

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


def _joined(row: Row, had: Row | None) -> Row:
    """What a strand has of edges, those to other strands included."""
    return row if not had else dict(sorted([*row.items(), *had.items()]))


def _around(ours: dict[str, dict[str, Any]], strands: dict[str, dict[str, Any]], ids: list[str], at: int) -> dict[str, dict[str, Any]]:
    """What nodes have with what strands have, which come at a place among them; nodes come with nothing where they have nothing."""
    found = [{} if each is None else each for each in map(ours.pop, ids, repeat(None))]  # the larger dict is let go before its like is made
    ours.clear()
    made = dict(zip(ids[:at], found, strict=False))
    if made:
        made.update(strands)
    else:
        made = strands
    made.update(zip(ids[at:], found[at:], strict=True))
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
