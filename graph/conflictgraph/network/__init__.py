"""The actors of a graph as a network for networkx: who is linked with whom, and how two actors are linked.

Made out of rows (`query`), never out of triples, so that any store can be walked. networkx is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from conflictgraph.errors import StopRun
from conflictgraph.query.rows import ActorRow, EventWithWords, Ref, StatedTie, TieRow

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph: TypeAlias = "nx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A tie of an actor, seen from it: `direction` is `out` where it goes out from the actor, `in` where it comes in."""

    neighbor: Ref
    direction: str
    tie: TieRow


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: from one actor to the next, the ties between them in either direction (the weightiest first),
    the events behind the summed ones and the claims behind the stated ones."""

    from_: Ref
    to: Ref
    ties: tuple[StatedTie, ...]
    events: tuple[EventWithWords, ...]


def network(actors: Iterable[ActorRow], ties: Iterable[TieRow]) -> MultiDiGraph:
    """A `networkx.MultiDiGraph`: nodes are actor ids, edges relations, keyed by their kind (`fights`, `memberOf`) and,
    where a tie is not present, its status (`memberOf/former`).

    Node attributes: `label`, `kind`, `events` and `claims` (counts). Edge attributes: `kind`, `status`, `sort`, `weight`
    (events, or else claims; at least 1), `events`, `claims`, `killed`, `first`, `last`, `earliest`, `latest`, `relation`
    (its id). All are str or int; what is unknown is absent. Nodes and edges are added in the order of their ids.
    """
    import networkx as nx

    graph: MultiDiGraph = nx.MultiDiGraph()
    for actor in sorted(actors, key=lambda row: row.id):
        graph.add_node(actor.id, **node_attributes(actor))
    for tie in sorted(ties, key=lambda row: (row.from_.id, row.to.id, row.kind, row.status, row.id)):
        for end in (tie.from_, tie.to):
            if end.id not in graph:
                graph.add_node(end.id, label=end.label)
        graph.add_edge(tie.from_.id, tie.to.id, key=edge_key(tie), **edge_attributes(tie))
    return graph


def node_attributes(actor: ActorRow) -> dict[str, Any]:
    """What a node of the network says of its actor."""
    return {"label": actor.label, "kind": actor.kind, "events": actor.events, "claims": actor.claims}


def edge_attributes(tie: TieRow) -> dict[str, Any]:
    """What an edge of the network says of its relation; unknown values are absent."""
    known = {
        "kind": tie.kind, "status": tie.status, "sort": tie.sort, "weight": tie.weight, "relation": tie.id,
        "events": tie.events, "claims": tie.claims, "killed": tie.killed, "first": tie.first, "last": tie.last,
        "earliest": tie.earliest, "latest": tie.latest,
    }  # fmt: skip
    return {key: value for key, value in known.items() if value is not None}


def edge_key(tie: TieRow) -> str:
    """`fights`, or `memberOf/former` where the tie is not present."""
    return tie.kind if tie.status == "present" else f"{tie.kind}/{tie.status}"


def neighbors(actor: str, ties: Iterable[TieRow]) -> list[Neighbor]:
    """The ties of one actor (an id), in the order given."""
    found = []
    for tie in ties:
        if tie.from_.id == actor:
            found.append(Neighbor(tie.to, "out", tie))
        elif tie.to.id == actor:
            found.append(Neighbor(tie.from_, "in", tie))
    return found


def path(graph: MultiDiGraph, start: str, end: str) -> list[str]:
    """The actors (ids) on the way from one to another: the fewest steps, in whichever direction the ties point, and
    among ways of one length the one over the weightiest ties (Dijkstra over 1 + a small share for weak ties).

    Ties that are denied are not walked. Raises StopRun where there is no way.
    """
    import networkx as nx

    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    weights: dict[tuple[str, str], int] = {}
    for source, target, data in graph.edges(data=True):
        if data["status"] != "denied" and source != target:
            pair = (min(source, target), max(source, target))
            weights[pair] = weights.get(pair, 0) + int(data["weight"])
    for (one, other), weight in sorted(weights.items()):
        plain.add_edge(one, other, cost=1 + 1 / (2 * len(plain) * (1 + weight)))  # the shares never add up to a step
    try:
        found: list[str] = nx.dijkstra_path(plain, start, end, weight="cost")
    except nx.NetworkXNoPath:
        one, other = (graph.nodes[each].get("label", each) for each in (start, end))
        raise StopRun(f"No chain of ties or events links {one} and {other} in this graph.") from None
    return found


def steps(
    way: Sequence[str],
    ties: Iterable[TieRow],
    stated: Callable[[TieRow], StatedTie],
    behind: Callable[[TieRow], Iterable[EventWithWords]],
) -> list[Step]:
    """What links each actor of a path with the next; `stated` and `behind` give the claims and events of a tie."""
    between: dict[frozenset[str], list[TieRow]] = {}
    names: dict[str, Ref] = {}
    for tie in ties:
        names[tie.from_.id], names[tie.to.id] = tie.from_, tie.to
        if tie.status != "denied":
            between.setdefault(frozenset((tie.from_.id, tie.to.id)), []).append(tie)
    out = []
    for one, other in pairwise(way):
        linked = sorted(between[frozenset((one, other))], key=lambda tie: (-tie.weight, tie.kind, tie.id))
        events = {each.event.id: each for tie in linked for each in behind(tie)}
        out.append(Step(names[one], names[other], tuple(map(stated, linked)), tuple(events.values())))
    return out
