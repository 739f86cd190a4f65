"""The actors of a graph as a network for networkx: who is linked with whom. The questions asked of it
have rooms of their own.

Made out of rows (`query`), never out of triples, so that any store can be walked. networkx is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from conflictgraph.query.rows import ActorRow, Ref, TieRow

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph: TypeAlias = "nx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A tie of an actor, seen from it: `direction` is `out` where it goes out from the actor, `in` where it comes in."""

    neighbor: Ref
    direction: str
    tie: TieRow


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
