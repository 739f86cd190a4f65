"""Ways between actors: the shortest, several, all up to a length, and those that time allows."""

from __future__ import annotations

from itertools import pairwise, permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.network.drawn import EDGES, line, net

from conflictgraph.errors import StopRun
from conflictgraph.network.bonds import Network, bonds, plain
from conflictgraph.network.paths import Contact, contacts, earliest, shortest, tie_row, up_to

# From a to b over x (strong), over y (weak), over p and q; and directly to c only.
NET = net(
    ("a", "x", -1, "E-1 E-2 E-3"), ("b", "x", -1, "E-4 E-5 E-6"), ("a", "y", 1, "E-7"), ("y", "b", -1, "E-8"),
    ("a", "p", -1, "E-9"), ("p", "q", -1, "E-10"), ("q", "b", -1, "E-11"), ("a", "c", 1, ""), lone={},
)  # fmt: skip


def test_the_shortest_way_is_the_one_over_the_weightiest_ties() -> None:
    assert shortest(NET, "a", "b") == [["a", "x", "b"]]


def test_k_ways_come_by_length_then_weight_and_fewer_where_there_are_no_more() -> None:
    assert shortest(NET, "a", "b", 2) == [["a", "x", "b"], ["a", "y", "b"]]
    assert shortest(NET, "a", "b", 9) == [["a", "x", "b"], ["a", "y", "b"], ["a", "p", "q", "b"]]


def test_all_up_to_a_length_and_the_cap_that_cut_them_off() -> None:
    assert up_to(NET, "a", "b", 2) == ([["a", "x", "b"], ["a", "y", "b"]], False)
    assert up_to(NET, "a", "b", 3, cap=2) == ([["a", "x", "b"], ["a", "y", "b"]], True)
    assert up_to(NET, "a", "b", 3, cap=3) == (shortest(NET, "a", "b", 9), False)


def test_no_way_is_told_and_so_is_one_that_is_too_long() -> None:
    with pytest.raises(StopRun, match="No chain of ties or events links A and LONE in this graph"):
        shortest(NET, "a", "lone")
    with pytest.raises(StopRun, match="No chain of ties or events links A and LONE in this graph"):
        up_to(NET, "a", "lone", 4)
    with pytest.raises(StopRun, match="No way of at most 1 step links A and B"):
        up_to(NET, "a", "b", 1)
    filtered: Network = nx.MultiDiGraph(filters={"only": "conflict"})
    with pytest.raises(StopRun, match="No chain of ties or events of conflict links a and b in this graph"):
        shortest(filtered, "a", "b")


def test_denied_ties_are_not_walked_and_former_ones_are() -> None:
    graph = net(("a", "b", 1, ""))
    graph.edges["a", "b", "allyOf"]["status"] = "former"
    assert shortest(graph, "a", "b") == [["a", "b"]]
    graph.edges["a", "b", "allyOf"]["status"] = "denied"
    with pytest.raises(StopRun, match="No chain"):
        shortest(graph, "a", "b")


def test_from_an_actor_to_itself_there_is_nothing_to_walk() -> None:
    assert shortest(NET, "a", "a", 3) == [["a"]]
    assert up_to(NET, "a", "a", 3) == ([], False)


@given(EDGES, st.integers(1, 4))
def test_all_ways_up_to_a_length_are_those_of_networkx(edges: list[tuple[str, str, int, set[str]]], length: int) -> None:
    graph = net(*((a, b, s, " ".join(sorted(e))) for a, b, s, e in edges), a={}, b={})
    whole = plain(bonds(graph))
    expected = sorted(nx.all_simple_paths(whole, "a", "b", cutoff=length)) if {"a", "b"} <= set(whole) else []
    if not expected:
        with pytest.raises(StopRun):
            up_to(graph, "a", "b", length)
        return
    found, capped = up_to(graph, "a", "b", length, cap=1_000_000)
    assert sorted(found) == expected
    assert not capped
    assert [len(way) for way in found] == sorted(map(len, found))


# --- in time -----------------------------------------------------------------------------------------------------

TIMES = {
    "E-ab": ("2024-01-01", "2024-01-31"), "E-bc": ("2024-01-31", "2024-02-02"), "E-cd": ("2024-02-01", "2024-02-01"),
    "E-de": ("2024-03-01", None),
}  # fmt: skip


def ways(graph: Network, start: str, end: str) -> list[tuple[str, str, str]]:
    return [(a, b, contact.event) for a, b, contact in earliest(contacts(graph, TIMES)[0], start, end)]


def test_a_way_in_time_goes_from_what_is_over_to_what_begins_later() -> None:
    graph = line("a", "b", "c", "d")
    assert ways(graph, "a", "c") == [("a", "b", "E-ab"), ("b", "c", "E-bc")]  # one day holds both
    assert ways(graph, "a", "d") == []  # b–c may have been after c–d
    assert ways(graph, "c", "a") == []  # and time does not run back


def test_of_several_contacts_the_earliest_arrival_is_walked() -> None:
    graph = net(("a", "b", -1, "E-early E-late"), ("b", "c", -1, "E-c"), ("a", "c", -1, "E-direct"))
    times = {day: (day, day) for day in ("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-09")}
    times = {"E-early": times["2024-01-01"], "E-late": times["2024-01-03"], "E-c": times["2024-01-02"], "E-direct": times["2024-01-09"]}
    found, _, _ = contacts(graph, times)
    assert [contact.event for _, _, contact in earliest(found, "a", "c")] == ["E-early", "E-c"]


def test_what_has_no_date_is_not_walked_but_counted() -> None:
    graph = line("c", "d", "e", "f")
    graph.add_edge("e", "f", key="allyOf", kind="allyOf", sort="stated", status="present", weight=1, claims=["C-1"], sign=1)
    graph.add_edge("f", "g", key="memberOf/former", kind="memberOf", sort="stated", status="former", weight=1, claims=["C-2"], sign=1, first="2020-01-01", last="2020-12-31")  # fmt: skip
    found, events, ties = contacts(graph, TIMES)
    assert [(contact.event, contact.edge) for contact in found] == [("", ("f", "g", "memberOf/former")), ("E-cd", ("c", "d", "fights"))]
    assert (events, ties) == (2, 1)


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.integers(1, 9), st.integers(0, 3)), max_size=9))
def test_no_other_order_of_contacts_arrives_earlier(drawn_contacts: list[tuple[str, str, int, int]]) -> None:
    found = [
        Contact(f"2024-01-0{first}", f"2024-01-{first + more:02d}", f"E-{n}", (a, b, "fights"))
        for n, (a, b, first, more) in enumerate(drawn_contacts)
        if a != b
    ]
    way = earliest(found, "a", "b")
    assert all(one.last <= two.first for (_, _, one), (_, _, two) in pairwise(way))
    if way:
        assert (way[0][0], way[-1][1]) == ("a", "b")
        assert all({a, b} == set(contact.edge[:2]) for a, b, contact in way)
    arrivals = []
    for count in range(1, min(4, len(found)) + 1):
        for chosen in permutations(found, count):
            here = "a"
            for contact in chosen:
                ends = contact.edge[:2]
                here = (ends[1] if ends[0] == here else ends[0]) if here in ends else ""
            if here == "b" and all(one.last <= two.first for one, two in pairwise(chosen)):
                arrivals.append(chosen[-1].last)
    assert (way[-1][2].last if way else None) == min(arrivals, default=None)


def test_a_tie_of_a_filtered_network_counts_what_the_filter_kept() -> None:
    row = tie_row(NET, "a", "x", NET.edges["a", "x", "fights"])
    assert (row.kind, row.sort, row.events, row.claims, row.weight, row.id) == ("fights", "summed", 3, 0, 3, "R-a-1x")
    stated = tie_row(NET, "a", "c", NET.edges["a", "c", "allyOf"])
    assert (stated.sort, stated.events, stated.claims, stated.status) == ("stated", 0, 1, "present")
