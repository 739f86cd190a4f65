"""A bond sums all that links a pair, each event once, and says which sign outweighs."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.network.drawn import EDGES, drawn, net

from conflictgraph.network.bonds import NOT_DENIED, bonds, plain, sign_of


def test_an_event_that_points_both_ways_is_counted_once() -> None:
    bond = bonds(net(("a", "b", -1, "E-1 E-2"), ("b", "a", -1, "E-2 E-3"), ("b", "a", 1, "E-9")))["a", "b"]
    assert (bond.conflict, bond.cooperation, bond.neither, bond.weight) == (3, 1, 0, 4)
    assert bond.events == ("E-1", "E-2", "E-3", "E-9")
    assert bond.sign == "conflict"
    assert (bond.a.label, bond.other("a").id) == ("A", "b")


def test_a_stated_tie_counts_once_however_many_claims_state_it_and_they_are_named() -> None:
    graph = net(("b", "a", 1, ""))
    graph.edges["b", "a", "allyOf"].update(claims=("C-1", "C-2", "C-3"), weight=3)
    bond = bonds(graph)["a", "b"]
    assert (bond.cooperation, bond.weight, bond.sign, bond.events, bond.claims) == (1, 1, "cooperation", (), ("C-1", "C-2", "C-3"))


def test_the_days_are_those_of_the_events_and_of_ties_only_where_there_is_no_event() -> None:
    graph = net(("a", "b", -1, "E-1"), ("a", "b", 1, ""))
    graph.edges["a", "b", "fights"].update(first="2024-02-01", last="2024-02-03")
    graph.edges["a", "b", "allyOf"].update(first="1990-01-01", last="1999-12-31")
    assert (bonds(graph)["a", "b"].first, bonds(graph)["a", "b"].last) == ("2024-02-01", "2024-02-03")
    graph.remove_edge("a", "b", "fights")
    assert (bonds(graph)["a", "b"].first, bonds(graph)["a", "b"].last) == ("1990-01-01", "1999-12-31")


@pytest.mark.parametrize(("status", "present", "not_denied"), [("present", 1, 1), ("former", 0, 1), ("alleged", 0, 1), ("denied", 0, 0)])
def test_only_present_ties_bind_unless_asked_for_others(status: str, present: int, not_denied: int) -> None:
    graph = net(("a", "b", 1, ""))
    graph.edges["a", "b", "allyOf"]["status"] = status
    assert (len(bonds(graph)), len(bonds(graph, NOT_DENIED))) == (present, not_denied)


@pytest.mark.parametrize(
    ("conflict", "cooperation", "sign"),
    [(0, 0, "neither"), (1, 0, "conflict"), (2, 1, "conflict"), (3, 2, "mixed"), (1, 1, "mixed"), (1, 2, "cooperation")],
)
def test_a_sign_outweighs_by_being_twice_the_other(conflict: int, cooperation: int, sign: str) -> None:
    assert sign_of(conflict, cooperation) == sign


def test_enemies_who_talk_or_yield_are_no_friends() -> None:
    graph = net(("a", "b", 1, "E-1"), ("b", "a", -1, "E-2"))
    for n, kind in enumerate(("meets", "requests", "retreatsFrom", "concedesTo")):
        graph.add_edge("a", "b", key=kind, kind=kind, sign=1, events=[f"E-{kind}"], weight=1)
        bond = bonds(graph)["a", "b"]
        assert (bond.conflict, bond.cooperation, bond.neither, bond.sign) == (1, 1, n + 1, "mixed")


@given(EDGES)
def test_a_bond_does_not_depend_on_direction_or_order(edges: list[tuple[str, str, int, set[str]]]) -> None:
    found = bonds(drawn(edges))
    there = {(a, b) for a, b in found}
    assert there == {(min(a, b), max(a, b)) for a, b, _, _ in edges if a != b}
    assert list(found) == sorted(found)
    graph = plain(found)
    assert graph.number_of_edges() == len(found)
    assert all(graph.edges[each]["weight"] == found[each].weight >= 1 for each in found)
