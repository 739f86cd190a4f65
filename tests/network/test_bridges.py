"""Bridges and articulation actors, with how many each cuts off."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from tests.network.drawn import EDGES, drawn, net

from conflictgraph.network.bonds import bonds, plain
from conflictgraph.network.bridges import bridges

TRIANGLES = net(
    *[(a, b, -1, f"E-{a}{b}") for a, b in ("ab", "bc", "ca", "xy", "yz", "zx")], ("c", "x", 1, "E-cx"), ("z", "leaf", -1, "E-leaf"),
    ("far", "away", -1, "E-far"),
)  # fmt: skip


def test_a_bridge_says_how_many_are_on_either_side() -> None:
    found = bridges(TRIANGLES)
    assert [(each.bond.a.id, each.bond.b.id, each.side_a, each.side_b, each.bond.events) for each in found.bridges] == [
        ("c", "x", 3, 4, ("E-cx",))
    ]
    assert (found.actors, found.parts) == (9, 2)


def test_an_articulation_actor_says_into_what_pieces_the_rest_falls() -> None:
    assert [(each.actor.id, each.pieces) for each in bridges(TRIANGLES).cuts] == [("x", (3, 3)), ("c", (4, 2))]


def test_what_cuts_off_a_single_actor_is_listed_on_demand() -> None:
    few, all_ = bridges(TRIANGLES), bridges(TRIANGLES, least=1)
    assert {(each.bond.a.id, each.bond.b.id) for each in all_.bridges} == {("c", "x"), ("leaf", "z"), ("away", "far")}
    assert [(each.actor.id, each.pieces) for each in all_.cuts][-1] == ("z", (5, 1))
    assert (few.pendant, all_.pendant) == (3, 0)


@given(EDGES)
def test_they_are_those_that_taking_away_shows(edges: list[tuple[str, str, int, set[str]]]) -> None:
    graph = drawn(edges)
    whole = plain(bonds(graph))
    found = bridges(graph, least=1)
    assert {(each.bond.a.id, each.bond.b.id) for each in found.bridges} == {tuple(sorted(each)) for each in nx.bridges(whole)}
    for each in found.bridges:
        without = whole.copy()
        without.remove_edge(each.bond.a.id, each.bond.b.id)
        assert each.side_a == len(nx.node_connected_component(without, each.bond.a.id))
        assert each.side_b == len(nx.node_connected_component(without, each.bond.b.id))
    assert {each.actor.id for each in found.cuts} == set(nx.articulation_points(whole))
    for cut in found.cuts:
        part = whole.subgraph(nx.node_connected_component(whole, cut.actor.id) - {cut.actor.id})
        assert cut.pieces == tuple(sorted(map(len, nx.connected_components(part)), reverse=True))
