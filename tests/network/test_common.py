"""What two actors have in common: actors, events with both roles, places."""

from __future__ import annotations

import networkx as nx
from tests.network.drawn import net

from conflictgraph.network.bonds import Network
from conflictgraph.network.common import common

RELATIONS = net(
    ("a", "x", -1, "E-1 E-2"), ("x", "b", 1, "E-3"), ("a", "y", -1, "E-4"), ("y", "b", -1, "E-5"), ("a", "z", 1, ""), ("a", "b", -1, "E-6"),
)  # fmt: skip


def by_event() -> Network:
    graph: Network = nx.MultiDiGraph()
    for event, first in (("E-6", "2024-01-05"), ("E-7", "2024-03-01"), ("E-8", None)):
        graph.add_node(event, kind="event", label=f"assault {event}", **({"first": first, "last": first} if first else {}))
    for actor, event, kind in (("a", "E-6", "agent"), ("a", "E-7", "participant"), ("b", "E-7", "participant"), ("a", "E-8", "agent")):
        graph.add_edge(actor, event, key=kind, kind=kind)
    graph.add_edge("E-6", "b", key="patient", kind="patient")
    graph.add_edge("E-6", "b", key="victim", kind="victim")
    return graph


def by_place() -> Network:
    graph: Network = nx.MultiDiGraph()
    for place in ("place:sarn", "place:ormel", "place:elsewhere"):
        graph.add_node(place, kind="place", label=place.partition(":")[2].title())
    for actor, place, kind, events in (
        ("a", "place:sarn", "acts", ["E-6"]), ("b", "place:sarn", "suffers", ["E-6"]), ("a", "place:ormel", "acts", ["E-1", "E-2"]),
        ("a", "place:ormel", "suffers", ["E-2", "E-9"]), ("b", "place:ormel", "acts", ["E-3", "E-4"]), ("a", "place:elsewhere", "acts", ["E-5"]),
    ):  # fmt: skip
        graph.add_edge(actor, place, key=kind, kind=kind, events=events)
    return graph


def test_third_actors_come_with_what_links_them_with_either() -> None:
    found = common(RELATIONS, by_event(), by_place(), "a", "b")
    assert [(row.actor.id, row.with_a.sign, row.with_b.sign) for row in found.actors] == [
        ("x", "conflict", "cooperation"),
        ("y", "conflict", "conflict"),
    ]
    assert found.actors[0].with_a.events == ("E-1", "E-2")


def test_events_come_with_the_roles_of_either_the_latest_first() -> None:
    found = common(RELATIONS, by_event(), by_place(), "a", "b")
    assert [(row.event.id, row.first, row.roles_a, row.roles_b) for row in found.events] == [
        ("E-7", "2024-03-01", ("participant",), ("participant",)),
        ("E-6", "2024-01-05", ("agent",), ("patient", "victim")),
    ]


def test_places_come_with_the_events_of_either_there() -> None:
    found = common(RELATIONS, by_event(), by_place(), "a", "b")
    assert [(row.place.id, row.place.label, row.events_a, row.events_b) for row in found.places] == [
        ("ormel", "Ormel", ("E-1", "E-2", "E-9"), ("E-3", "E-4")),
        ("sarn", "Sarn", ("E-6",), ("E-6",)),
    ]


def test_actors_without_anything_in_common_have_nothing() -> None:
    found = common(RELATIONS, by_event(), by_place(), "z", "b")
    assert [row.actor.id for row in found.actors] == ["a"]
    assert (found.events, found.places) == ((), ())
