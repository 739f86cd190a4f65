"""What changed between two windows: pairs that turned, appeared, vanished, with the events behind."""

from __future__ import annotations

from hypothesis import given
from tests.network.drawn import EDGES, drawn, net

from conflictgraph.network.bonds import bonds
from conflictgraph.network.change import change, window

BEFORE = net(("a", "b", 1, "E-1"), ("c", "d", -1, "E-2"), ("e", "f", 0, "E-3"), ("g", "h", -1, "E-4"))
AFTER = net(("b", "a", -1, "E-5 E-6"), ("x", "d", -1, "E-7"), ("e", "f", -1, "E-8"), ("h", "g", -1, "E-9"))


def test_a_pair_turns_appears_or_vanishes() -> None:
    found = change(BEFORE, AFTER)
    assert [(row.a.id, row.b.id, row.change) for row in found] == [
        ("a", "b", "turned"),
        ("d", "x", "appeared"),
        ("c", "d", "vanished"),
    ]
    turned = found[0]
    assert turned.before and turned.after
    assert (turned.before.sign, turned.before.events) == ("cooperation", ("E-1",))
    assert (turned.after.sign, turned.after.events) == ("conflict", ("E-5", "E-6"))
    assert (found[1].before, found[2].after) == (None, None)


def test_a_window_holds_what_lies_in_it_for_certain() -> None:
    graph = net(("a", "b", -1, "E-in E-year E-undated E-before"), ("a", "c", -1, "E-before"), ("a", "d", 1, ""), ("a", "e", 1, ""))
    graph.edges["a", "d", "allyOf"]["first"] = "2014-05-01"
    times = {
        "E-in": ("2015-03-02", "2015-03-04"), "E-year": ("2015-01-01", "2015-12-31"), "E-before": ("2014-01-01", "2014-01-01"),
    }  # fmt: skip
    kept, unsure = window(graph, times, "2015-03-01", "2015-03-31")
    assert [(a, b, data.get("events")) for a, b, data in kept.edges(data=True)] == [("a", "b", ["E-in"]), ("a", "d", None)]
    assert unsure == {"E-year", "E-undated"}
    edge = kept.edges["a", "b", "fights"]
    assert (edge["weight"], edge["first"], edge["last"], edge["sign"]) == (1, "2015-03-02", "2015-03-04", -1)
    assert window(graph, times, "2013-01-01", "2013-12-31")[0].number_of_edges() == 0


@given(EDGES, EDGES)
def test_back_is_the_mirror_of_forth(one: list[tuple[str, str, int, set[str]]], two: list[tuple[str, str, int, set[str]]]) -> None:
    before, after = drawn(one), drawn(two)
    mirror = {"appeared": "vanished", "vanished": "appeared", "turned": "turned"}
    forth = {(row.a.id, row.b.id, row.change, row.before, row.after) for row in change(before, after)}
    back = {(row.a.id, row.b.id, mirror[row.change], row.after, row.before) for row in change(after, before)}
    assert forth == back
    assert change(before, before) == []
    assert {(a, b) for a, b, which, *_ in forth if which == "appeared"} == bonds(after).keys() - bonds(before).keys()
