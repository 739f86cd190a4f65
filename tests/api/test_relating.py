"""What a graph answers about who is tied to whom: its own events and claims are behind each answer, filters narrow it, and what is
left out is told."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.network.war import C_TIE, EVENTS, R_TIE, build

import conflictgraph
from conflictgraph import relating
from conflictgraph.api import Graph
from conflictgraph.errors import StopRun, UnknownName
from conflictgraph.network.signs import Side
from conflictgraph.relating import window_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("war") / "g")


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def war(folder: Path, told: list[str]) -> Iterator[Graph]:
    with conflictgraph.open(folder, create=False, tell=told.append) as graph:
        yield graph


def names(sides: list[Side]) -> list[tuple[str, str, str]]:
    return [(side.actor.label, side.sort, side.sign) for side in sides]


# --- ways --------------------------------------------------------------------------------------------------------


def test_a_path_has_the_claims_of_stated_ties_and_the_events_of_sums(war: Graph) -> None:
    first, second = war.path("Ada Kern", "Kandor army")
    (stated,) = first.ties
    assert (stated.tie.kind, stated.tie.id, [claim.id for claim in stated.claims]) == ("spokespersonFor", R_TIE, [C_TIE])
    assert first.events == ()
    (tie,) = second.ties
    assert (tie.tie.kind, tie.tie.events, tie.claims) == ("aids", 1, ())
    assert [(each.event.id, each.claim.sentence if each.claim else "") for each in second.events] == [
        (EVENTS[0], "Number 0: aid by league of army.")
    ]


def test_the_events_of_a_step_come_the_latest_first(war: Graph) -> None:
    (step,) = war.path("Northern Front", "Kandor army")
    assert [each.event.id for each in step.events] == [EVENTS[6], EVENTS[1]]
    assert [(each.tie.kind, each.tie.events, each.tie.killed, each.tie.first, each.tie.last) for each in step.ties] == [
        ("fights", 2, 13, "2024-01-10", "2024-03-05")
    ]


def test_several_paths_are_numbered_and_the_cap_is_told(war: Graph, told: list[str]) -> None:
    ways = war.paths("front", "army", k=9)
    assert [(way.number, [step.to.id for step in way.steps]) for way in ways] == [
        (1, ["army"]),
        (2, ["league", "army"]),
        (3, ["militia", "army"]),
        (4, ["league", "militia", "army"]),
        (5, ["militia", "league", "army"]),
    ]
    assert [way.length for way in war.paths("front", "army", up_to=2)] == [1, 2, 2]
    assert told == []
    assert len(war.paths("front", "army", up_to=3, cap=2)) == 2
    assert told == ["There are more than 2 ways of at most 3 steps; these are the shortest."]


def test_only_conflict_walks_conflict(war: Graph) -> None:
    assert [step.to.id for step in war.path("militia", "front", only="conflict")] in (["army", "front"], ["league", "front"])
    with pytest.raises(StopRun, match="No chain of ties or events of cooperation links Northern Front and Kandor army"):
        war.path("front", "army", only="cooperation", since="2024-02-10")


def test_in_time_each_event_is_over_before_the_next_and_what_is_undated_is_told(war: Graph, told: list[str]) -> None:
    steps = war.path("army", "militia", in_time=True)
    # Army and front fought on 10 January, front and militia agreed on 1 February; that militia fought army some day in March is later.
    assert [(step.to.id, [each.event.id for each in step.events]) for step in steps] == [("front", [EVENTS[1]]), ("militia", [EVENTS[4]])]
    assert told == ["1 event and 1 stated tie are not walked because the time is unknown."]
    with pytest.raises(StopRun, match="No chain of dated events and ties, each over before the next begins, leads from Ada Kern"):
        war.path("Ada Kern", "army", in_time=True)


def test_an_actor_is_no_way_from_itself_and_nobody_knows_a_way_to_the_unlinked(war: Graph) -> None:
    assert war.path("front", "Northern Front") == []
    assert war.paths("front", "Northern Front") == []
    with pytest.raises(StopRun, match="No chain of ties or events links Northern Front and Lone Star in this graph"):
        war.path("front", "Lone Star")
    with pytest.raises(UnknownName):
        war.path("front", "Nobody at all")


# --- the whole network -------------------------------------------------------------------------------------------


def test_described_parties_are_in_on_demand_or_where_they_are_asked_for(war: Graph) -> None:
    assert [row.actor.id for row in war.rank()] == ["league", "army", "front", "militia", "ada-kern"]
    assert "gunmen--a1" in [row.actor.id for row in war.rank(named=False)]
    assert names(war.enemies("gunmen--a1", direct=True)) == [("Kandor army", "direct", "conflict")]
    assert [step.to.id for step in war.path("gunmen--a1", "front")] == ["army", "front"]


def test_filters_narrow_a_ranking(war: Graph) -> None:
    def ranked(**filters: object) -> dict[str, int]:
        return {row.actor.id: row.weight for row in war.rank("weighted", **filters)}  # type: ignore[arg-type]

    assert ranked() == {"army": 4, "front": 5, "league": 6, "militia": 4, "ada-kern": 1}
    assert ranked(since="2024-03-01") == {"army": 2, "front": 1, "militia": 2, "league": 1}
    assert ranked(until="2024-01-31", only="conflict") == {"army": 1, "front": 1}
    assert ranked(type=["agree", "consult"]) == {"front": 2, "militia": 1, "league": 1}
    assert ranked(place="Kandor", only="conflict") == {"army": 3, "front": 2, "militia": 1}
    assert ranked(speakers=2) == {"front": 3, "army": 2, "militia": 2, "league": 3}
    assert ranked(confidence=0.9) == {"militia": 1, "league": 2, "front": 1}
    with pytest.raises(StopRun, match="is none of"):
        ranked(type=["bla"])


def test_communities_say_how_clear_the_division_is(war: Graph) -> None:
    found = war.communities()
    assert sorted(actor.id for each in found.communities for actor in each.actors) == ["ada-kern", "army", "front", "league", "militia"]
    assert -0.5 <= found.modularity <= 1
    conflict = war.communities(only="conflict")  # a ring of four
    assert sorted(actor.id for each in conflict.communities for actor in each.actors) == ["army", "front", "league", "militia"]


def test_balance_finds_the_frustrated_triads(war: Graph) -> None:
    found = war.balance()
    # league–front: talks count for neither, so the accusation makes it conflict; militia–league is mixed and makes no triad.
    assert dict(found.pair_counts) == {"cooperation": 3, "conflict": 3, "mixed": 1, "neither": 0}
    assert dict(found.triad_counts) == {"+++": 0, "++-": 0, "+--": 2, "---": 0}
    assert (found.balanced, found.frustrated) == (1.0, ())
    (torn,) = war.balance(until="2024-03-15").frustrated
    assert ([actor.id for actor in torn.actors], torn.signs) == (["army", "league", "militia"], "+-+")


def test_bridges_and_go_betweens(war: Graph) -> None:
    found = war.bridges(least=1)
    assert [(each.bond.a.id, each.bond.b.id, each.side_a, each.side_b) for each in found.bridges] == [("ada-kern", "league", 1, 4)]
    assert [(each.actor.id, each.pieces) for each in found.cuts] == [("league", (3, 1))]


def test_change_tells_what_turned_appeared_and_vanished(war: Graph, told: list[str]) -> None:
    rows = war.change("2024-01", "2024-03")
    assert [(row.a.id, row.b.id, row.change) for row in rows] == [
        ("league", "militia", "turned"), ("army", "militia", "appeared"), ("army", "league", "vanished"),
    ]  # fmt: skip
    turned = rows[0]
    assert turned.before and turned.after
    assert (turned.before.events, turned.after.events) == ((EVENTS[3],), (EVENTS[8],))
    assert told == ["1 event is left out because it is not known to lie within a window."]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("2024-01", "1999", "Nothing is known to have happened between actors in 1999."),
        ("2024-13", "2024", "“2024-13” is no date"),
        ("2024-03..2024-01", "2024", "The window “2024-03..2024-01” ends before it begins."),
    ],
)
def test_a_window_that_is_none_or_empty_is_told(war: Graph, before: str, after: str, words: str) -> None:
    with pytest.raises(StopRun, match=words):
        war.change(before, after)


def test_windows_are_the_only_times_of_a_change(war: Graph) -> None:
    with pytest.raises(StopRun, match="there is no other time to filter by"):
        war.change("2024-01", "2024-02", since="2024")
    assert window_of("2024-02") == ("2024-02-01", "2024-02-29")


# --- one actor, two actors ---------------------------------------------------------------------------------------


def test_allies_and_enemies_are_direct_or_by_triads(war: Graph) -> None:
    assert names(war.allies("front")) == [("Hill Militia", "direct", "cooperation")]
    assert names(war.enemies("front")) == [("Kandor army", "direct", "conflict"), ("Lake League", "direct", "conflict"), ("Ada Kern", "inferred", "conflict")]
    assert names(war.enemies("front", limit=2))[-1][0] == "Lake League"
    ada = war.enemies("front")[-1]
    assert (ada.events, ada.claims) == (tuple(sorted((EVENTS[5], EVENTS[9]))), (C_TIE,))


def test_common_actors_events_and_places(war: Graph) -> None:
    found = war.common("front", "militia")
    assert [(row.actor.id, row.with_a.weight, row.with_b.weight) for row in found.actors] == [("league", 2, 2), ("army", 2, 1)]
    assert [(row.event.id, row.roles_a, row.roles_b) for row in found.events] == [(EVENTS[4], ("participant",), ("participant",))]
    assert [(row.place.id, len(row.events_a), len(row.events_b)) for row in found.places] == [("ormel", 3, 1), ("sarn", 1, 1)]
    with pytest.raises(StopRun, match="stand for the same actor"):
        war.common("front", "Northern Front")


def test_an_empty_graph_answers_with_nothing(tmp_path: Path) -> None:
    with conflictgraph.open(tmp_path / "new") as graph:
        assert graph.rank("pagerank") == graph.rank("eigenvector") == []
        assert graph.communities().communities == ()
        assert (graph.balance().balanced, graph.bridges().actors) == (None, 0)


def test_the_examples_in_docstrings_are_true() -> None:
    result = doctest.testmod(relating)
    assert (result.attempted, result.failed) == (1, 0)
