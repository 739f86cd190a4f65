"""All that links two actors, whichever way it points, and whether it is rather conflict or rather cooperation.

Most questions about a network of actors are about pairs: who is with whom, against whom, through whom. A bond sums the edges of
a pair; an event that makes an edge each way (a clash in which both sides act) is counted once.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from conflictgraph.query.rows import Ref

if TYPE_CHECKING:
    import networkx as nx

Network: TypeAlias = "nx.MultiDiGraph[str]"

CONFLICT, COOPERATION, MIXED, NEITHER = "conflict", "cooperation", "mixed", "neither"
SIGNS = {CONFLICT: -1, COOPERATION: 1}
PRESENT, NOT_DENIED = ("present",), ("present", "former", "alleged")
NO_SIDE = frozenset({"concedesTo", "meets", "requests", "retreatsFrom"})
"""What enemies do with each other as friends do (talk, ask, yield, draw back): cooperation in PLOVER's classes, but no alliance."""
TIE_SIGNS = {
    "allyOf": 1, "enemyOf": -1, "leads": 1, "memberOf": 1, "organizationPartOf": 1, "represents": 1, "spokespersonFor": 1,
    "supporterOf": 1, "worksFor": 1,
}  # fmt: skip
"""The sign of each kind of stated tie that has one."""
OUTWEIGHS = 2
"""A pair is of one sign where that side weighs at least so many times the other; else it is mixed."""

Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bond:
    """What links two actors, `a` before `b` in the order of ids.

    `conflict`, `cooperation` and `neither` (see `NO_SIDE`) count events and stated ties, each once, however many claims tell of them; `sign` is the
    one that outweighs the other (see `sign_of`). `first` and `last` bound the events, or else the days the ties held. `events` are all
    of them, `claims` those that state ties; ids, sorted.
    """

    a: Ref
    b: Ref
    sign: str
    conflict: int
    cooperation: int
    neither: int
    first: str | None
    last: str | None
    events: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def weight(self) -> int:
        return self.conflict + self.cooperation + self.neither

    def other(self, actor: str) -> Ref:
        """The end that is not this actor."""
        return self.b if self.a.id == actor else self.a


Bonds: TypeAlias = Mapping[Pair, Bond]


def pair(one: str, other: str) -> Pair:
    """Two ids in their order, the key of a bond."""
    return (one, other) if one <= other else (other, one)


def sign_of(conflict: int, cooperation: int) -> str:
    """`conflict` or `cooperation` where one weighs at least twice the other, `mixed` where both are there and neither does,
    `neither` where there is none of both.

    >>> sign_of(4, 2), sign_of(3, 2), sign_of(0, 1), sign_of(0, 0)
    ('conflict', 'mixed', 'cooperation', 'neither')
    """
    if not conflict and not cooperation:
        return NEITHER
    if conflict >= OUTWEIGHS * cooperation:
        return CONFLICT
    return COOPERATION if cooperation >= OUTWEIGHS * conflict else MIXED


def bonds(graph: Network, statuses: Container[str] = PRESENT) -> dict[Pair, Bond]:
    """The bonds of a network of actors, in the order of their pairs, of ties of these statuses and all sums; an actor's edges to
    itself are left out."""
    edges: dict[Pair, list[Mapping[str, Any]]] = {}
    for source, target, _, data in between(graph, statuses):
        edges.setdefault(pair(source, target), []).append(data)
    return {
        each: _bond(ref(graph, each[0]), ref(graph, each[1]), found) for each, found in sorted(edges.items())
    }


def between(
    graph: Network, statuses: Container[str] = PRESENT
) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """The edges (from, to, key, attributes) that `bonds` sums."""
    for source, target, key, data in graph.edges(keys=True, data=True):
        if source != target and data.get("status", "present") in statuses:
            yield source, target, key, data


def _bond(a: Ref, b: Ref, edges: Iterable[Mapping[str, Any]]) -> Bond:
    weights = {-1: 0, 0: 0, 1: 0}
    events: set[str] = set()
    claims: set[str] = set()
    happened: list[Mapping[str, Any]] = []
    held: list[Mapping[str, Any]] = []
    for data in edges:
        behind = data.get("events")
        sign = 0 if data["kind"] in NO_SIDE else data.get("sign", 0)
        if behind:
            # An event has one type and so one sign: what is new here was counted under no other.
            before = len(events)
            events.update(behind)
            weights[sign] += len(events) - before
            happened.append(data)
        else:
            weights[sign] += 1
            claims.update(data.get("claims", ()))
            held.append(data)
    spans = happened if any("first" in data or "last" in data for data in happened) else held
    return Bond(
        a, b, sign_of(weights[-1], weights[1]), weights[-1], weights[1], weights[0],
        min((data["first"] for data in spans if "first" in data), default=None),
        max((data["last"] for data in spans if "last" in data), default=None),
        tuple(sorted(events)), tuple(sorted(claims)),
    )  # fmt: skip


def ref(graph: Network, node: str) -> Ref:
    """An actor of a network by id and label."""
    return Ref(node, graph.nodes[node].get("label", node), "actor")


def actor_kind(graph: Network, node: str) -> str:
    """What an actor of a network is (`armed-group`, `state` …), "" where unknown."""
    kind: str = graph.nodes[node].get("actor_kind", "")
    return kind


def around(found: Bonds) -> dict[str, dict[str, Bond]]:
    """The bonds of each actor that has one, by the actor at the other end; in the order of ids."""
    out: dict[str, dict[str, Bond]] = {}
    for (a, b), bond in found.items():
        out.setdefault(a, {})[b] = bond
        out.setdefault(b, {})[a] = bond
    return {actor: dict(sorted(out[actor].items())) for actor in sorted(out)}


def plain(found: Bonds) -> nx.Graph[str]:
    """Bonds as an undirected graph, `weight` on its edges; nodes and edges in the order of ids; no actor without a bond."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({end for each in found for end in each}))
    graph.add_weighted_edges_from((a, b, bond.weight) for (a, b), bond in sorted(found.items()))
    return graph
