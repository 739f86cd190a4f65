"""Events and stated ties as networks in which every edge knows the events and claims behind it: who does what to whom, who is in
which event, who acts and suffers where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias, TypedDict

from conflictgraph.deeds import Deed
from conflictgraph.kinds import SUMMED_KINDS, root_type
from conflictgraph.network.bonds import Network
from conflictgraph.query.rows import TieRow

TIE_SIGNS = {
    "allyOf": 1, "enemyOf": -1, "leads": 1, "memberOf": 1, "organizationPartOf": 1, "represents": 1, "spokespersonFor": 1,
    "supporterOf": 1, "worksFor": 1,
}  # fmt: skip


class Filters(TypedDict, total=False):
    """What of a graph a network is made of: events (and dated ties) between two days (`YYYY[-MM[-DD]]`), events of these types, at
    a place or in what it contains, told by so many independent voices, as surely read (0..1); edges of conflict or cooperation
    only; without parties that an article only describes."""

    since: str | None
    until: str | None
    type: Sequence[str]
    place: str | None
    speakers: int
    confidence: float
    only: str | None
    named: bool


def pairs(deed: Deed) -> list[tuple[str, str]]:
    """Who acts on whom in an event; both ways where both sides act. As relations are summed (`resolve.relations`)."""
    acted_on = {*deed.patients, *deed.victims}
    found = {(a, b) for a in deed.agents for b in acted_on} | {(a, b) for a in deed.participants for b in deed.participants}
    return sorted((a, b) for a, b in found if a != b)


def parties(deed: Deed) -> tuple[str, ...]:
    """All that are in an event."""
    return (*deed.agents, *deed.patients, *deed.victims, *deed.participants)


Actors: TypeAlias = Iterable[tuple[str, str, str]]
"""Id, label and kind of the actors that are in; edges to others are left out."""


def relations(actors: Actors, deeds: Iterable[Deed], ties: Iterable[tuple[TieRow, tuple[str, ...]]]) -> Network:
    """Actors, with an edge for each directed pair and kind: sums of events (`fights`, `meets`) and stated ties (with the claims
    that state them)."""
    graph = _of_actors(actors)
    sums: dict[tuple[str, str, str], list[Deed]] = {}
    for deed in deeds:
        kind = SUMMED_KINDS.get(root_type(deed.type))
        if kind is not None:
            for a, b in pairs(deed):
                if a in graph and b in graph:
                    sums.setdefault((a, b, kind), []).append(deed)
    for (a, b, kind), behind in sorted(sums.items(), key=lambda each: each[0]):
        graph.add_edge(
            a, b, key=kind, kind=kind, sort="summed", status="present", sign=behind[0].sign, weight=len(behind),
            events=[deed.id for deed in behind], types=sorted({deed.type for deed in behind}), **_days(behind), **_killed(behind),
        )  # fmt: skip
    for tie, claims in sorted(ties, key=lambda each: each[0].id):
        a, b = tie.from_.id, tie.to.id
        if a in graph and b in graph:
            days = {name: day for name, day in (("first", tie.earliest), ("last", tie.latest)) if day is not None}
            key = tie.kind if tie.status == "present" else f"{tie.kind}/{tie.status}"
            graph.add_edge(
                a, b, key=key, kind=tie.kind, sort="stated", status=tie.status, sign=TIE_SIGNS.get(tie.kind, 0),
                weight=tie.weight, claims=list(claims), relation=tie.id, **days,
            )  # fmt: skip
    return graph


def by_event(actors: Actors, deeds: Iterable[Deed]) -> Network:
    """Actors and events: `agent` and `participant` edges out to an event, `patient` and `victim` edges in from it."""
    graph = _of_actors(actors)
    for deed in deeds:
        graph.add_node(deed.id, kind="event", **_days([deed]))
        for role, ids in (("agent", deed.agents), ("participant", deed.participants)):
            for each in ids:
                if each in graph:
                    graph.add_edge(each, deed.id, key=role, kind=role, weight=1)
        for role, ids in (("patient", deed.patients), ("victim", deed.victims)):
            for each in ids:
                if each in graph:
                    graph.add_edge(deed.id, each, key=role, kind=role, weight=1)
    return graph


def by_place(actors: Actors, deeds: Iterable[Deed], labels: Mapping[str, str]) -> Network:
    """Actors and places (`place:` before their ids): `acts` and `suffers`, each with its events."""
    graph = _of_actors(actors)
    there: dict[tuple[str, str, str], list[str]] = {}
    for deed in deeds:
        if deed.place is not None:
            for kind, ids in (("acts", {*deed.agents, *deed.participants}), ("suffers", {*deed.patients, *deed.victims})):
                for each in ids:
                    if each in graph:
                        there.setdefault((each, f"place:{deed.place}", kind), []).append(deed.id)
    for (actor, place, kind), events in sorted(there.items()):
        graph.add_node(place, kind="place", label=labels.get(place.removeprefix("place:"), place))
        graph.add_edge(actor, place, key=kind, kind=kind, weight=len(events), events=sorted(events))
    return graph


def _of_actors(actors: Actors) -> Network:
    import networkx as nx

    graph: Network = nx.MultiDiGraph()
    for actor, label, kind in sorted(actors):
        graph.add_node(actor, label=label, kind="actor", actor_kind=kind)
    return graph


def _days(deeds: Iterable[Deed]) -> dict[str, Any]:
    rows = list(deeds)
    first = min((deed.first for deed in rows if deed.first is not None), default=None)
    last = max((deed.last for deed in rows if deed.last is not None), default=None)
    return {name: day for name, day in (("first", first), ("last", last)) if day is not None}


def _killed(deeds: Iterable[Deed]) -> dict[str, int]:
    known = [deed.killed for deed in deeds if deed.killed is not None]
    return {"killed": sum(known)} if known else {}
