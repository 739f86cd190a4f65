"""What two actors have in common: others that both are linked with, events that both are in, places where both are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conflictgraph.network.bonds import Bond, Network, actor_kind, around, bonds, ref
from conflictgraph.query.rows import Ref


@dataclass(frozen=True, slots=True)
class CommonActor:
    """A third actor, with what links it with the one and with the other."""

    actor: Ref
    actor_kind: str
    with_a: Bond
    with_b: Bond


@dataclass(frozen=True, slots=True)
class CommonEvent:
    """An event, and in which roles (`agent`, `patient`, `victim`, `participant`; sorted) each of the two is in it."""

    event: Ref
    first: str | None
    last: str | None
    roles_a: tuple[str, ...]
    roles_b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommonPlace:
    """A place, and the events (ids, sorted) of each of the two there."""

    place: Ref
    events_a: tuple[str, ...]
    events_b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """What two actors have in common, the weightiest and, of events, the latest first."""

    a: Ref
    b: Ref
    actors: tuple[CommonActor, ...]
    events: tuple[CommonEvent, ...]
    places: tuple[CommonPlace, ...]


def common(relations: Network, by_event: Network, by_place: Network, a: str, b: str) -> Common:
    """Out of the projections `relations`, `actor-event` and `actor-place`, for two actors (ids).

    An event in a district is not counted for the province that contains it: a place is common where both are right there.
    """
    near = around(bonds(relations))
    one, other = near.get(a, {}), near.get(b, {})
    actors = [
        CommonActor(ref(relations, each), actor_kind(relations, each), one[each], other[each])
        for each in one.keys() & other.keys()
    ]
    actors.sort(key=lambda row: (-min(row.with_a.weight, row.with_b.weight), -row.with_a.weight - row.with_b.weight, row.actor.id))
    roles_a, roles_b = _roles(by_event, a), _roles(by_event, b)
    events = [_event(by_event, each, roles_a[each], roles_b[each]) for each in roles_a.keys() & roles_b.keys()]
    events.sort(key=lambda row: row.event.id)
    events.sort(key=lambda row: (row.last or row.first or "", row.first or ""), reverse=True)
    there_a, there_b = _places(by_place, a), _places(by_place, b)
    places = [
        CommonPlace(
            Ref(each.partition(":")[2] or each, by_place.nodes[each].get("label", each), "place"),
            tuple(sorted(there_a[each])),
            tuple(sorted(there_b[each])),
        )
        for each in there_a.keys() & there_b.keys()
    ]
    places.sort(key=lambda row: (-min(len(row.events_a), len(row.events_b)), -len(row.events_a) - len(row.events_b), row.place.id))
    return Common(ref(relations, a), ref(relations, b), tuple(actors), tuple(events), tuple(places))


def _event(graph: Network, event: str, one: set[str], other: set[str]) -> CommonEvent:
    known: dict[str, Any] = graph.nodes[event]
    return CommonEvent(
        Ref(event, known.get("label", event), "event"), known.get("first"), known.get("last"), tuple(sorted(one)),
        tuple(sorted(other)),
    )  # fmt: skip


def _roles(graph: Network, actor: str) -> dict[str, set[str]]:
    """The events of an actor with its roles: edges out where it acts, in where it is acted on."""
    found: dict[str, set[str]] = {}
    if actor in graph:
        for _, event, data in graph.out_edges(actor, data=True):
            found.setdefault(event, set()).add(data["kind"])
        for event, _, data in graph.in_edges(actor, data=True):
            found.setdefault(event, set()).add(data["kind"])
    return found


def _places(graph: Network, actor: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    if actor in graph:
        for _, place, data in graph.out_edges(actor, data=True):
            found.setdefault(place, set()).update(data.get("events", ()))
    return found
