"""Allies, enemies and balance: direct signs, signed triads, and the events behind each."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from tests.network.drawn import EDGES, drawn, net

from conflictgraph.network.bonds import bonds
from conflictgraph.network.signs import allies, balance, enemies

# a fights b and c; d fights b; e helps b; f helps a; g helps and fights a; h fights e.
WAR = net(
    ("a", "b", -1, "E-1 E-2"), ("a", "c", -1, "E-3"), ("d", "b", -1, "E-4"), ("e", "b", 1, "E-5"), ("f", "a", 1, ""),
    ("g", "a", -1, "E-6"), ("g", "a", 1, "E-7"), ("h", "e", -1, "E-8"), ("d", "f", 0, "E-9"),
)  # fmt: skip


def rows(found: list) -> list[tuple[str, str, str, int, int]]:  # type: ignore[type-arg]
    return [(side.actor.id, side.sort, side.sign, side.conflict, side.cooperation) for side in found]


def test_the_enemy_of_an_enemy_is_an_ally_and_a_mixed_pair_is_shown_as_mixed() -> None:
    assert rows(allies(WAR, "a")) == [
        ("f", "direct", "cooperation", 0, 1),
        ("g", "direct", "mixed", 1, 1),
        ("d", "inferred", "cooperation", 0, 1),
    ]


def test_the_friend_of_an_enemy_is_an_enemy() -> None:
    assert rows(enemies(WAR, "a")) == [
        ("b", "direct", "conflict", 2, 0),
        ("c", "direct", "conflict", 1, 0),
        ("g", "direct", "mixed", 1, 1),
        ("e", "inferred", "conflict", 1, 0),
    ]


def test_an_inferred_side_names_through_whom_and_the_events_behind() -> None:
    (_, _, d) = allies(WAR, "a")
    assert d.events == ("E-1", "E-2", "E-4")
    (triad,) = d.through
    assert (triad.through.label, triad.first, triad.second, triad.speaks_for) == ("B", "conflict", "conflict", "cooperation")
    assert triad.events == d.events


def test_triads_that_speak_against_each_other_make_a_mixed_side_in_both_lists() -> None:
    torn = net(("a", "b", -1, "E-1"), ("b", "x", -1, "E-2"), ("a", "c", -1, "E-3"), ("c", "x", 1, "E-4"))
    for found in (allies(torn, "a"), enemies(torn, "a")):
        assert ("x", "inferred", "mixed", 1, 1) in rows(found)


def test_direct_only_and_a_limit_cut_the_list() -> None:
    assert [side.actor.id for side in enemies(WAR, "a", direct=True)] == ["b", "c", "g"]
    assert [side.actor.id for side in enemies(WAR, "a", limit=1)] == ["b"]
    assert rows(enemies(WAR, "a", limit=4)) == rows(enemies(WAR, "a"))
    assert enemies(WAR, "nobody") == []


@given(EDGES)
def test_sides_are_mutual(edges: list[tuple[str, str, int, set[str]]]) -> None:
    graph = drawn(edges)
    for find in (allies, enemies):
        found = {(actor, side.actor.id, side.sort, side.sign) for actor in graph for side in find(graph, actor)}
        assert found == {(other, actor, sort, sign) for actor, other, sort, sign in found}


@given(EDGES)
def test_inferred_sides_are_those_of_the_product_of_signs(edges: list[tuple[str, str, int, set[str]]]) -> None:
    graph = drawn(edges)
    signs = {"conflict": -1, "cooperation": 1}
    known = {each: bond.sign for each, bond in bonds(graph).items()}
    sign = {pair: signs[s] for (a, b), s in known.items() if s in signs for pair in ((a, b), (b, a))}
    for actor in graph:
        told = {side.actor.id: side.cooperation - side.conflict for side in allies(graph, actor) + enemies(graph, actor) if side.sort == "inferred"}
        assert told == {
            other: sum(sign[actor, middle] * sign[middle, other] for middle in graph if (actor, middle) in sign and (middle, other) in sign)
            for other in graph
            if other != actor and known.get((min(actor, other), max(actor, other)), "neither") == "neither"
            if any((actor, middle) in sign and (middle, other) in sign for middle in graph)
        }  # fmt: skip


def triad(one: int, two: int, three: int) -> list[tuple[str, str, int, str]]:
    return [("a", "b", one, "E-1"), ("a", "c", two, "E-2"), ("b", "c", three, "E-3")]


@pytest.mark.parametrize(
    ("signs", "kind", "balanced", "weakly"),
    [((1, 1, 1), "+++", 1.0, 1.0), ((1, -1, 1), "++-", 0.0, 0.0), ((-1, 1, -1), "+--", 1.0, 1.0), ((-1, -1, -1), "---", 0.0, 1.0)],
)
def test_a_triad_is_balanced_where_the_product_of_its_signs_is_positive(
    signs: tuple[int, int, int], kind: str, balanced: float, weakly: float
) -> None:
    found = balance(net(*triad(*signs)))
    assert dict(found.triad_counts)[kind] == 1
    assert (found.balanced, found.weakly_balanced) == (balanced, weakly)
    assert len(found.frustrated) == found.frustrated_count == (balanced == 0)
    assert len(balance(net(*triad(*signs)), weak=True).frustrated) == (weakly == 0)


def test_a_frustrated_triad_names_its_pairs_with_their_events() -> None:
    (frustrated,) = balance(net(*triad(1, -1, 1))).frustrated
    assert [actor.label for actor in frustrated.actors] == ["A", "B", "C"]
    assert (frustrated.signs, frustrated.weakly) == ("+-+", False)
    assert [(bond.a.id, bond.b.id, bond.sign, bond.events) for bond in frustrated.pairs] == [
        ("a", "b", "cooperation", ("E-1",)), ("a", "c", "conflict", ("E-2",)), ("b", "c", "cooperation", ("E-3",)),
    ]  # fmt: skip


def test_mixed_pairs_are_counted_and_make_no_triad() -> None:
    found = balance(net(*triad(1, -1, 1), ("c", "b", -1, "E-9")))
    assert dict(found.pair_counts) == {"cooperation": 1, "conflict": 1, "mixed": 1, "neither": 0}
    assert (found.balanced, found.frustrated) == (None, ())


@given(EDGES)
def test_balance_finds_the_triads_that_trying_all_finds(edges: list[tuple[str, str, int, set[str]]]) -> None:
    graph = drawn(edges)
    signs = {each: bond.sign for each, bond in bonds(graph).items() if bond.sign in ("conflict", "cooperation")}
    expected = dict.fromkeys(("+++", "++-", "+--", "---"), 0)
    for a, b, c in combinations(sorted(graph), 3):
        if {(a, b), (a, c), (b, c)} <= set(signs):
            minus = [signs[each] for each in ((a, b), (a, c), (b, c))].count("conflict")
            expected[list(expected)[minus]] += 1
    found = balance(graph)
    assert dict(found.triad_counts) == expected
    assert len(found.frustrated) == expected["++-"] + expected["---"]
    assert balance(graph, limit=2).frustrated == found.frustrated[:2]
