"""What changed between two windows: pairs that turned, appeared, vanished, with the events behind."""

from __future__ import annotations

from hypothesis import given
from tests.network.drawn import EDGES, drawn, net

from conflictgraph.network.bonds import bonds
from conflictgraph.network.change import change

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


@given(EDGES, EDGES)
def test_back_is_the_mirror_of_forth(one: list[tuple[str, str, int, set[str]]], two: list[tuple[str, str, int, set[str]]]) -> None:
    before, after = drawn(one), drawn(two)
    mirror = {"appeared": "vanished", "vanished": "appeared", "turned": "turned"}
    forth = {(row.a.id, row.b.id, row.change, row.before, row.after) for row in change(before, after)}
    back = {(row.a.id, row.b.id, mirror[row.change], row.after, row.before) for row in change(after, before)}
    assert forth == back
    assert change(before, before) == []
    assert {(a, b) for a, b, which, *_ in forth if which == "appeared"} == bonds(after).keys() - bonds(before).keys()
