"""Ranks: five measures, equal ones in the order of ids; a backend of networkx is handed on, and what is not there is told."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from networkx.algorithms.link_analysis import pagerank_alg
from tests.network.drawn import EDGES, drawn, line, net

from conflictgraph.errors import StopRun
from conflictgraph.network import rank as room
from conflictgraph.network.bonds import bonds, plain
from conflictgraph.network.rank import MEASURES, arrows, pagerank, rank

STAR = net(("hub", "a", -1, "E-1 E-2"), ("b", "hub", -1, "E-3"), ("hub", "c", 1, ""), ("c", "d", -1, "E-4"))


def scores(by: str) -> list[tuple[int, str, float]]:
    return [(row.rank, row.actor.id, row.score) for row in rank(STAR, by)]


def test_degree_counts_others_and_equal_ones_share_a_place_in_the_order_of_ids() -> None:
    assert scores("degree") == [(1, "hub", 3), (2, "c", 2), (3, "a", 1), (3, "b", 1), (3, "d", 1)]


def test_weighted_counts_events_and_stated_ties() -> None:
    assert scores("weighted") == [(1, "hub", 4), (2, "a", 2), (2, "c", 2), (4, "b", 1), (4, "d", 1)]


def test_betweenness_counts_chains_through_an_actor() -> None:
    # Of the 6 pairs among the other four, hub lies between all but c–d; c between d and the three others.
    assert scores("betweenness")[:2] == [(1, "hub", round(5 / 6, 12)), (2, "c", 0.5)]


def test_pagerank_goes_to_those_that_are_acted_on() -> None:
    rows = rank(net(("a", "c", -1, "E-1"), ("b", "c", -1, "E-2"), ("c", "d", -1, "E-3")), "pagerank")
    assert [row.actor.id for row in rows] == ["d", "c", "a", "b"]
    assert sum(row.score for row in rows) == pytest.approx(1)


def test_eigenvector_is_highest_where_the_neighbours_are_high() -> None:
    assert [row.actor.id for row in rank(line("a", "b", "c", "d", "e"), "eigenvector")] == ["c", "b", "d", "a", "e"]


def test_a_row_says_with_how_many_an_actor_is_linked_and_by_how_much() -> None:
    first = rank(STAR, "pagerank", limit=1)
    assert len(first) == 1
    hub = next(row for row in rank(STAR, "pagerank") if row.actor.id == "hub")
    assert (hub.actor.label, hub.actor_kind, hub.neighbors, hub.weight) == ("HUB", "armed-group", 3, 4)


@given(EDGES)
def test_our_pagerank_is_that_of_networkx(edges: list[tuple[str, str, int, set[str]]]) -> None:
    graph = drawn(edges)
    directed = arrows(graph, bonds(graph))
    if len(directed):
        theirs = pagerank_alg._pagerank_python(directed, weight="weight")  # type: ignore[attr-defined]
        assert pagerank(directed) == pytest.approx(theirs, abs=1e-12)


@given(EDGES)
def test_every_measure_ranks_each_linked_actor_once_and_falls(edges: list[tuple[str, str, int, set[str]]]) -> None:
    graph = drawn(edges)
    for by in ("degree", "weighted", "pagerank", "betweenness"):
        rows = rank(graph, by)
        assert sorted(row.actor.id for row in rows) == sorted(plain(bonds(graph)))
        assert [(-row.score, row.actor.id) for row in rows] == sorted((-row.score, row.actor.id) for row in rows)
        assert [row.rank for row in rows] == [1 + sum(other.score > row.score for other in rows) for row in rows]


def test_betweenness_from_all_actors_as_pivots_is_the_exact_one() -> None:
    graph = plain(bonds(STAR))
    assert room._between_pivots(graph, len(graph)) == pytest.approx(nx.betweenness_centrality(graph))


def test_many_actors_are_estimated_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "EXACT", 3)
    told: list[str] = []
    rank(STAR, "betweenness", tell=told.append)
    rank(STAR, "degree", tell=told.append)
    assert told == ["Of 5 actors betweenness is estimated, from the chains that start at 100 of them."]


def test_a_network_without_ties_ranks_nobody() -> None:
    assert [rank(net(a={}), by) for by in MEASURES] == [[]] * 5


@pytest.mark.parametrize(
    ("by", "backend", "words"),
    [
        ("pagerank", "fastest", "There is no networkx backend “fastest” here; installed: networkx"),
        ("betweenness", "fastest", "There is no networkx backend “fastest”"),
        ("degree", "networkx", "To count for “degree” no backend is needed"),
        ("fame", None, "“fame” is no measure; there are degree, weighted, pagerank, betweenness, eigenvector."),
    ],
)
def test_an_unknown_measure_or_backend_is_told(by: str, backend: str | None, words: str) -> None:
    with pytest.raises(StopRun, match=words):
        rank(STAR, by, backend)


def test_networkx_itself_may_be_named_as_the_backend() -> None:
    for by in ("pagerank", "betweenness", "eigenvector"):
        assert rank(STAR, by, "networkx") == rank(STAR, by)


def test_an_eigenvector_that_does_not_settle_is_told() -> None:
    # Two cliques that hardly touch: the two largest eigenvalues are nearly one, and power iteration creeps.
    left = [(f"a{n}", f"a{m}", -1, f"E-{n}.{m}") for n in range(6) for m in range(n)]
    right = [(f"b{n}", f"b{m}", -1, f"F-{n}.{m}") for n in range(6) for m in range(n)]
    many = " ".join(f"E-{n}" for n in range(2_000))
    heavy = [("a0", "a1", -1, many), ("b0", "b1", -1, f"{many} E-x")]
    with pytest.raises(StopRun, match="Eigenvector centrality does not settle on this network"):
        rank(net(*left[1:], *right[1:], *heavy, ("a5", "b5", -1, "E-y")), "eigenvector")
