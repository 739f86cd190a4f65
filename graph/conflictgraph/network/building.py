"""Making a `networkx.MultiDiGraph` of a million nodes that fits into two gigabytes, and nothing but plain dicts in it.

A dict keeps a table of its keys, which for the few attributes of an edge is most of its size. CPython lets the attributes of a
class's instances share one table (PEP 412); what `vars` gives of an instance is a plain dict like any other, which takes a table of
its own when it has to, and a copy of it shares the table, too. So the dicts of nodes and edges that have the same keys are
copies of one, and so are those that hold an edge by its key: to copy one takes less time than to make one anew, and half the memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Protocol, TypeAlias

from conflictgraph.network.bonds import Network

Attributes: TypeAlias = dict[str, Any]
Edge: TypeAlias = tuple[str, str, str, Attributes]
"""From, to, key, attributes."""
Row: TypeAlias = dict[str, dict[str, Attributes]]


class Post:
    """A node that strands hang from, one way: what is known of it there is found once, however many strands have it as an end."""

    __slots__ = ("_like", "id", "row")

    def __init__(self, identifier: str, row: Row) -> None:
        self.id = identifier
        self.row = row
        self._like: dict[str, Any] | None = None

    def first(self) -> Row:
        """What a strand has of edges, this node its first: of what many lead to, each has it as its first key."""
        like = self._like
        if like is None:
            like = self._like = template.__wrapped__(self.id)
        return like.copy()


Ends: TypeAlias = Sequence[tuple[Post, dict[str, Attributes]]]
"""Of the edges of a strand the other end, each once and in order, and what lies between by its key."""
Strand: TypeAlias = tuple[str, Attributes, Ends, Ends]
"""A node with its edges: id, attributes, where from and where to."""


class Sink(Protocol):
    """Where the nodes and edges of a network go, each once, in any order: those that come in the order of ids, and edges so that those of one
    node are in order (event by event, the events by id), need not be put in order."""

    def node(self, identifier: str, attributes: Attributes) -> None: ...

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> None: ...

    def expect(self, identifiers: Iterable[str]) -> None:
        """Nodes, by id, that come before strands in the order of ids, though they come later, if at all."""
        ...

    def origin(self, identifier: str) -> Post:
        """Where edges into strands come from."""
        ...

    def goal(self, identifier: str) -> Post:
        """Where edges out of strands lead to."""
        ...

    def strands(self, strands: Iterable[Strand]) -> None:
        """Nodes with their edges. They come by id, after the edges that link two of them and before all other edges; then those that were
        expected may come in the same way, with nothing into them but edges from other strands, and leading to others than these lead to."""
        ...


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
        # Strands are most of the nodes where there are any, and come in order: with those that are before them they are put where they stay.
        # None is what has not come.
        self._early: dict[str, Attributes | None] = {}
        self._early_from: dict[str, Row | None] = {}
        self._early_to: dict[str, Row | None] = {}
        self._between: tuple[dict[str, Row], dict[str, Row]] = {}, {}  # what links two strands, from and to, till both are there
        self._hung = False
        self._mixed_from, self._mixed_to = set[str](), set[str]()  # whose edges did not come in order

    def node(self, identifier: str, attributes: Attributes) -> None:
        nodes: dict[str, Any] = self._early if identifier in self._early else self._nodes
        nodes[identifier] = attributes

    def edge(self, source: str, target: str, key: str, attributes: Attributes) -> None:
        out, into = self._from.get(source), self._to.get(target)
        if out is None:
            out = self._early_from.get(source)
        if into is None:
            into = self._early_to.get(target)
        last = next(reversed(out)) if out else ""
        if out and (last >= target or source in self._mixed_from) and target in out:
            found = out[target]  # both ends hold the same dict
            if next(reversed(found)) > key:
                later = [(each, found.pop(each)) for each in sorted(found) if each > key]
                found[key] = attributes
                found.update(later)
            else:
                found[key] = attributes
            return
        made = self._under(key, attributes)
        if not out:
            # Of what many nodes lead to, each has it as its first key.
            row = self._under(target, made) if into is not None and len(into) > _HUB else {target: made}
            (self._early_from if source in self._early_from else self._from)[source] = row
        else:
            if last > target:
                self._mixed_from.add(source)
            out[target] = made
        if not into:
            row = self._under(source, made) if out is not None and len(out) > _HUB else {source: made}
            (self._early_to if target in self._early_to else self._to)[target] = row
        else:
            if next(reversed(into)) > source:
                self._mixed_to.add(target)
            into[source] = made

    def expect(self, identifiers: Iterable[str]) -> None:
        self._hanging()
        self._early.update(dict.fromkeys(identifiers))
        self._early_from, self._early_to = self._early.copy(), self._early.copy()

    def origin(self, identifier: str) -> Post:
        self._hanging()
        return Post(identifier, _row(self._early_from if identifier in self._early_from else self._from, identifier))

    def goal(self, identifier: str) -> Post:
        self._hanging()
        return Post(identifier, _row(self._early_to if identifier in self._early_to else self._to, identifier))

    def _hanging(self) -> None:
        """From now on strands come: what was there before links two of them."""
        if not self._hung:
            self._hung, self._between, self._from, self._to = True, (self._from, self._to), {}, {}

    def strands(self, strands: Iterable[Strand]) -> None:
        self._hanging()
        nodes, lead, come = self._early, self._early_from, self._early_to
        for identifier, attributes, into, out in strands:
            nodes[identifier] = attributes
            row: Row = {}
            for end, between in out:
                far = end.row
                far[identifier] = between
                if not row and len(far) > _HUB:
                    row = end.first()
                row[end.id] = between
            lead[identifier] = row
            if not into:  # what was expected may have edges from other strands
                come.setdefault(identifier)
                continue
            row = {}
            for end, between in into:
                far = end.row
                far[identifier] = between
                if not row and len(far) > _HUB:
                    row = end.first()
                row[end.id] = between
            come[identifier] = row
        for rows, between in zip((lead, come), self._between, strict=True):
            for identifier in between.keys() & nodes.keys():
                rows[identifier] = dict(sorted([*(rows[identifier] or {}).items(), *between.pop(identifier).items()]))

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
        assert not any(self._between), "an edge without its nodes"
        for early, late, mixed in ((self._early_from, self._from, self._mixed_from), (self._early_to, self._to, self._mixed_to)):
            for each in mixed:
                rows: dict[str, Any] = early if each in early else late
                rows[each] = dict(sorted(rows[each].items()))
            mixed.clear()
        for each in [each for each, data in self._early.items() if data is None]:
            assert not self._early_from.pop(each) and not self._early_to.pop(each), "an edge without its nodes"
            del self._early[each]
        ids = sorted(self._nodes)
        ordered = not self._early or not ids or next(reversed(self._early)) < ids[0]
        inner._node = _after(self._early, ids, self._nodes, ordered)
        inner._adj = _after(self._early_from, ids, self._from, ordered)
        inner._pred = _after(self._early_to, ids, self._to, ordered)
        self._early, self._early_from, self._early_to = {}, {}, {}
        return made


def _row(rows: dict[str, Any], identifier: str) -> Row:
    """What a node has of edges of one direction, to be added to."""
    row: Row | None = rows.get(identifier)
    if row is None:
        row = rows[identifier] = {}
    return row


def _after(early: dict[str, Any], ids: list[str], late: dict[str, Any], ordered: bool) -> dict[str, Any]:
    """What early nodes have with what others (ids, in order) have, which come behind them where that is in order; nodes come with nothing where
    they have nothing."""
    for each in [each for each, row in early.items() if row is None]:
        early[each] = {}
    found = [*map(late.get, ids)]
    assert len(found) - found.count(None) == len(late), "an edge without its nodes"
    late.clear()  # the larger dict is let go before its like is made
    rows = [{} if each is None else each for each in found]
    del found
    if not early:
        return dict(zip(ids, rows, strict=True))
    early.update(zip(ids, rows, strict=True))
    return early if ordered else dict(sorted(early.items()))


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
