"""Projections: every edge knows the events and claims behind it, sums are over what the filters choose, and filters commute."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.network.war import C_TIE, CLAIMS, EVENTS, R_TIE, TOLD, build

from conflictgraph import api
from conflictgraph.deeds import QUAD_CLASSES, Deed, quad, sign
from conflictgraph.errors import StopRun, UnknownName
from conflictgraph.graphmodel import GActor, GPlace, GRecord
from conflictgraph.network.bonds import bonds
from conflictgraph.network.filters import PROJECTIONS, Wanted
from conflictgraph.network.projections import project
from conflictgraph.network.stock import stock
from conflictgraph.network.ties import tie_rows
from conflictgraph.store.ledger import in_memory

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))
BOTH = 4  # the event in which both sides act


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    with api.open(build(tmp_path_factory.mktemp("war") / "g")) as graph:
        yield graph


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    with api.open(world["build"](tmp_path_factory.mktemp("world") / "g")) as graph:
        yield graph


def edges(graph: Any) -> list[tuple[str, str, str]]:
    return list(graph.edges(keys=True))


def plain(graph: Any) -> tuple[Any, Any]:
    return list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))


def made(event: str, kind: str, first: str | None, last: str | None, place: str | None, killed: int | None, speakers: int, sure: float, agents: tuple[str, ...], patients: tuple[str, ...], participants: tuple[str, ...], victims: tuple[str, ...]) -> Deed:
    return Deed(event, kind, QUAD_CLASSES[quad(kind) - 1] if kind else "", sign(kind), "actual", first, last, place, killed, speakers, sure, agents, patients, participants, victims, ())


# --- what the kinds hold -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_nodes_and_edges_are_sorted_and_values_plain(war: api.Graph, kind: str) -> None:
    graph = war.network(kind)
    assert len(graph)
    assert list(graph) == sorted(graph)
    assert edges(graph) == sorted(edges(graph))
    for data in [d for _, d in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)]:
        for value in data.values():
            assert type(value) in (str, int, float, bool) or (isinstance(value, tuple) and value == tuple(sorted(value)) and {*map(type, value)} == {str})
    assert all({"kind", "label"} <= data.keys() for _, data in graph.nodes(data=True))
    assert all(data["weight"] >= 1 and data["kind"] for *_, data in graph.edges(data=True))
    assert graph.graph == {"projection": kind, "filters": {}}


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_every_edge_but_that_of_places_knows_the_claims_behind_it(war: api.Graph, kind: str) -> None:
    for *_, key, data in war.network(kind).edges(keys=True, data=True):
        assert key == "within" or set(data["claims"]) <= {*CLAIMS, C_TIE}
        assert {f"C-{event[2:]}" for event in data.get("events", ())} <= {*data.get("claims", ())}


def test_relations_are_the_sums_that_the_graph_itself_holds_and_stated_ties(small: api.Graph) -> None:
    graph = small.network()
    assert tie_rows(graph) == small.ties()
    fights = graph["northern-front"]["kandor-army"]["fights"]
    assert fights["events"] == (world["SARN"],)
    assert (fights["weight"], fights["killed"], fights["sign"], fights["quad"]) == (1, 2, -1, "material-conflict")
    assert graph["adan-vey"]["northern-front"]["leads"]["claims"] == (world["C_LEADS"],)
    assert len(graph) == len(small.actors(unnamed=False))  # those without an edge, too


def test_nodes_count_the_events_and_claims_of_an_actor_as_filtered(small: api.Graph) -> None:
    rows = {row.id: row for row in small.actors()}
    assert {n: d["n_claims"] for n, d in small.network(named=False).nodes(data=True)} == {i: row.claims for i, row in rows.items()}
    front = small.network(place="Sarn").nodes["northern-front"]
    assert (front["n_events"], front["n_claims"]) == (1, 1)


def test_a_part_and_its_whole_do_not_count_the_killed_twice() -> None:
    rows = [
        made(f"E-{n}", "assault", "2024-01-01", "2024-01-09", "sarn", killed, 1, 0.9, ("a",), ("b",), (), ())._replace(part_of=whole)
        for n, (killed, whole) in enumerate(((10, None), (4, "E-0"), (7, "E-9")))  # E-9 is not among those that are summed
    ]
    for kind, key in (("actors", "material-conflict"), ("relations", "fights")):
        edge = over(kind, rows)["a"]["b"][key]
        assert (edge["weight"], edge["killed"]) == (3, 17)
    assert over("actor-place", rows)["a"]["place:sarn"]["acts"]["killed"] == 17
    (bond,) = bonds(over("relations", rows)).values()
    assert (bond.conflict, bond.events) == (3, ("E-0", "E-1", "E-2"))


def test_actors_are_linked_once_for_each_class_of_events(war: api.Graph) -> None:
    graph = war.network("actors")
    assert sorted(graph["league"]["front"]) == ["verbal-conflict", "verbal-cooperation"]
    fought = graph["front"]["army"]["material-conflict"]
    assert (fought["weight"], fought["killed"], fought["first"], fought["last"]) == (2, 13, "2024-01-10", "2024-03-05")
    assert fought["events"] == tuple(sorted((EVENTS[1], EVENTS[6])))
    assert fought["claims"] == tuple(sorted((CLAIMS[1], CLAIMS[6])))
    assert graph.has_edge("front", "militia", "verbal-cooperation")  # both act
    assert graph.has_edge("militia", "front", "verbal-cooperation")


def test_ties_are_stated_ones_only(war: api.Graph) -> None:
    assert edges(war.network("ties")) == [("ada-kern", "league", "spokespersonFor")]
    assert war.network("ties")["ada-kern"]["league"]["spokespersonFor"]["relation"] == R_TIE
    assert not war.network("ties", status="former").number_of_edges()


def test_who_acts_leads_to_an_event_and_an_event_to_whom_it_befalls(war: api.Graph) -> None:
    graph = war.network("actor-event")
    assert list(graph.in_edges(EVENTS[1], keys=True)) == [("front", EVENTS[1], "agent")]
    assert list(graph.out_edges(EVENTS[1], keys=True)) == [(EVENTS[1], "army", "patient")]
    assert sorted(graph.in_edges(EVENTS[BOTH], keys=True)) == [("front", EVENTS[BOTH], "participant"), ("militia", EVENTS[BOTH], "participant")]
    node = graph.nodes[EVENTS[1]]
    assert (node["type"], node["first"], node["killed"], node["claims"]) == ("assault", "2024-01-10", 10, (CLAIMS[1],))
    assert (node["place"], node["lat"], node["lon"]) == ("sarn", 10.5, 20.5)


def test_places_say_who_acts_and_suffers_there(war: api.Graph) -> None:
    graph = war.network("actor-place")
    assert graph["army"]["place:sarn"]["suffers"]["weight"] == 3
    assert graph["front"]["place:ormel"]["acts"]["events"] == tuple(sorted(EVENTS[n] for n in (4, 6)))
    assert graph.nodes["place:sarn"]["within"] == "place:kandor"


def test_claims_lead_from_speakers_to_events_and_to_claims_they_contradict(small: api.Graph) -> None:
    graph = small.network("claims")
    ten, two, said = world["C_TEN"], world["C_TWO"], world["C_SAID"]
    assert graph.has_edge("defence-ministry", ten, "says")
    assert graph.has_edge("adan-vey", said, "via")
    assert graph.has_edge(ten, world["SARN"], "about")
    assert graph.has_edge(ten, two, "contradicts")
    node = graph.nodes[ten]
    text = world["GAZETTE"].text
    assert text[node["passage_start"] : node["passage_end"]] == node["words"]
    assert graph.nodes[world["SCHOOL"]]["factuality"] == "alleged"


def test_events_follow_each_other_only_where_the_order_is_known(war: api.Graph) -> None:
    graph = war.network("events")
    assert not graph.degree(EVENTS[9])  # undated
    assert graph[EVENTS[1]][EVENTS[2]]["then"]["actors"] == ("army",)
    assert graph[EVENTS[1]][EVENTS[2]]["then"]["days"] == 5
    for one, other, data in graph.edges(data=True):
        assert graph.nodes[one]["last"] < graph.nodes[other]["first"]
        assert data["events"] == tuple(sorted((one, other)))
    # that of "March" has no order among those of days in March
    assert not graph.has_edge(EVENTS[7], EVENTS[6])
    assert not graph.has_edge(EVENTS[6], EVENTS[7])


@pytest.mark.parametrize("kind", ["claims", "whole"])
def test_what_many_claims_name_is_one_text_and_what_they_lead_to_one_dict(small: api.Graph, kind: str) -> None:
    graph = small.network(kind)
    texts: dict[str, str] = {}
    for _, data in graph.nodes(data=True):
        if data["kind"] == "claim":
            for text in (data["article"], data["speaker"], data["first"]):
                assert texts.setdefault(text, text) is text
    inner: Any = graph
    for one, other in graph.edges():
        assert inner._succ[one][other] is inner._pred[other][one]
    for rows in (inner._succ, inner._pred):
        assert list(rows) == list(graph)
        assert all(list(row) == sorted(row) and type(row) is dict for row in rows.values())


def test_the_whole_holds_places_within_places_and_who_published(small: api.Graph) -> None:
    graph = small.network("whole")
    kinds = {data["kind"] for _, data in graph.nodes(data=True)}
    assert {"event", "claim", "article", "place", "organization", "person"} <= kinds
    told = {key for *_, key in edges(graph)}
    assert {"fights", "leads", "agent", "says", "via", "about", "contradicts", "at", "within", "in", "publishedBy"} <= told
    assert len(graph) == len(small.actors()) + len(small.events(all=True)) + len(small.claims()) + len(small.articles()) + len(
        {n for n in graph if n.startswith("place:")}
    )


# --- filters -----------------------------------------------------------------------------------------------------


def test_sums_are_made_anew_from_the_events_that_a_filter_leaves(war: api.Graph) -> None:
    fought = war.network("relations", since="2024-03")["front"]["army"]["fights"]
    assert (fought["weight"], fought["killed"], fought["first"], fought["events"]) == (1, 3, "2024-03-05", (EVENTS[6],))


def test_each_filter_leaves_what_it_says(war: api.Graph) -> None:
    def left(**filters: Any) -> set[str]:
        return {e for *_, d in war.network("actor-event", **filters).edges(data=True) for e in d["events"]}

    every = {*EVENTS}
    assert left(type="assault-firearms") == {EVENTS[2]}
    assert left(type=["aid", "agree"]) == {EVENTS[0], EVENTS[3], EVENTS[4]}
    assert left(place="Kandor") == {EVENTS[n] for n, told in enumerate(TOLD) if told[5]}
    assert left(speakers=2) == left(policy="two-speakers") == {EVENTS[n] for n in range(1, 10, 2)}
    assert left(confidence=0.8) == {EVENTS[n] for n in range(6, 10)}
    assert left(only="cooperation") == {EVENTS[n] for n in (0, 3, 4)}
    assert left(by="Gazette") == every
    assert left(by="Hill Militia") == left(policy="attributed") == set()  # the paper itself tells of all
    assert left(until="2024-01-10") == {EVENTS[1], EVENTS[3]}


def test_kinds_of_actors_are_asked_of_both_ends(war: api.Graph) -> None:
    graph = war.network("relations", actor_kind=["armed-group", "state-force"])
    assert {data["actor_kind"] for _, data in graph.nodes(data=True)} == {"armed-group", "state-force"}
    assert set(graph.edges(keys=True)) == {
        ("front", "army", "fights"), ("militia", "army", "fights"), ("front", "militia", "agrees"), ("militia", "front", "agrees"),
    }  # fmt: skip
    for kind in ("relations", "actors"):
        assert "gunmen--a1" in war.network(kind, named=False)
        assert "gunmen--a1" not in war.network(kind)
    for kind in ("actor-event", "whole"):
        assert "gunmen--a1" in war.network(kind)
        assert "gunmen--a1" not in war.network(kind, named=True)


def test_a_claim_that_does_not_speak_is_not_behind_an_edge(small: api.Graph) -> None:
    fights = small.network(by="Northern Front")["northern-front"]["kandor-army"]["fights"]
    assert fights["claims"] == (world["C_TWO"],)


def test_a_window_tells_what_it_leaves_out_because_the_time_is_unknown(tmp_path: Path) -> None:
    notes: list[str] = []
    with api.open(build(tmp_path / "g"), tell=notes.append) as graph:
        assert graph.network("relations", since="2024-03").number_of_edges() == 3
    assert notes == ["1 event is left out because the time is unknown.", "1 stated tie is left out because the time is unknown."]


@pytest.mark.parametrize(
    ("kind", "filters", "sentence"),
    [
        ("hairball", {}, "There is no network “hairball”; there is relations, actors, ties, actor-event"),
        ("relations", {"since": "soon"}, "“soon” is no date"),
        ("relations", {"since": "2024-03", "until": "2024-02"}, "The time from 2024-03 until 2024-02 ends before it begins."),
        ("ties", {"type": "assault"}, "Stated ties have no type"),
        ("actors", {"status": "former"}, "The network “actors” holds no stated ties"),
        ("relations", {"status": "late"}, "There is no status “late”; there is present, former, alleged, denied."),
        ("relations", {"actor_kind": "elf"}, "There is no actor kind “elf”"),
        ("relations", {"policy": "mine"}, "There is no policy “mine” to filter by"),
        ("relations", {"only": "war"}, "“war” is neither conflict nor cooperation"),
        ("relations", {"confidence": 2}, "A confidence is a number from 0 to 1, not 2"),
        ("relations", {"colour": "red"}, "A network has no filter “colour”"),
    ],
)
def test_what_there_is_not_is_told_in_one_sentence(war: api.Graph, kind: str, filters: Any, sentence: str) -> None:
    with pytest.raises(StopRun) as told:
        war.network(kind, **filters)
    assert sentence in str(told.value)


def test_an_ego_network_goes_as_far_as_it_is_told(war: api.Graph) -> None:
    assert list(war.ego("Ada Kern")) == ["ada-kern", "league"]
    near = war.ego("Ada Kern", radius=2)
    assert list(near) == ["ada-kern", "army", "front", "league", "militia"]
    assert near.has_edge("front", "army", "fights")  # ties among those near are in
    assert near.graph["projection"] == "relations"
    with pytest.raises(StopRun, match="“Ada Kern” is not in the network that this choice leaves"):
        war.ego("Ada Kern", only="conflict")
    with pytest.raises(StopRun, match="A radius is a whole number from 1 on, not 0"):
        war.ego("Ada Kern", radius=0)
    with pytest.raises(UnknownName):
        war.ego("Nobody at all")


def test_neighbors_with_filters_are_summed_over_what_is_left(war: api.Graph) -> None:
    seen = [(n.direction, n.neighbor.label, n.tie.kind, n.tie.events, n.tie.killed) for n in war.neighbors("Northern Front", since="2024-03")]
    assert seen == [("out", "Kandor army", "fights", 1, 3)]
    assert war.neighbors("Lake League", status="present", only="cooperation", since=None)[0].tie.weight == 1


# --- laws --------------------------------------------------------------------------------------------------------

names = st.sampled_from(("a", "b", "c", "d", "x--1"))
sides = st.lists(names, max_size=3).map(lambda ids: tuple(sorted({*ids})))
days = st.one_of(st.none(), st.sampled_from(("2024-01-01", "2024-01-15", "2024-02-01", "2024-03-31")))


@st.composite
def many(draw: st.DrawFn) -> list[Deed]:
    kinds = st.sampled_from(("assault", "assault-drone", "aid", "consult", "accuse", "request", "retreat-ceasefire", ""))
    out = []
    for n in range(draw(st.integers(0, 8))):
        first, last = draw(days), draw(days)
        if first is not None and last is not None and last < first:
            first, last = last, first
        killed = draw(st.one_of(st.none(), st.integers(0, 99)))
        out.append(made(f"E-{n}", draw(kinds), first, last, draw(st.sampled_from((None, "sarn", "ormel"))), killed, draw(st.integers(1, 3)), draw(st.sampled_from((0.3, 0.9))), draw(sides), draw(sides), draw(sides), draw(sides)))
    return out


class Nothing:
    """Lookups that know of no stated ties."""

    class things:
        base = ""

        class store:
            @staticmethod
            def triples(predicate: Any, object: Any) -> tuple[Any, ...]:
                return ()


PEOPLE: list[GRecord] = [*(GActor(each, each.upper()) for each in ("a", "b", "c", "d", "x--1")), GPlace("sarn", "Sarn"), GPlace("ormel", "Ormel")]


def over(kind: str, rows: list[Deed], wanted: Wanted = Wanted()) -> Any:  # noqa: B008 - frozen
    books = in_memory(PEOPLE, rows)
    return project(stock(Nothing, books, wanted, kind, lambda told: None))  # type: ignore[arg-type]


@given(many())
def test_the_edges_of_a_pair_add_up_to_the_events_between_them(rows: list[Deed]) -> None:
    for kind in ("relations", "actors"):
        graph = over(kind, rows)
        for a in "abcd":
            for b in "abcd":
                if a != b:
                    between = [d for d in rows if d.type and ((a in d.agents and b in {*d.patients, *d.victims}) or {a, b} <= {*d.participants})]
                    found = list((graph.get_edge_data(a, b) or {}).values()) if a in graph and b in graph else []
                    assert sum(e["weight"] for e in found) == len(between)
                    assert sorted(event for e in found for event in e["events"]) == sorted(d.id for d in between)
                    assert sum(e.get("killed", 0) for e in found) == sum(d.killed or 0 for d in between)


@given(many(), st.randoms())
def test_the_order_of_events_changes_nothing(rows: list[Deed], random: Any) -> None:
    shuffled = [*rows]
    random.shuffle(shuffled)
    for kind in ("relations", "actors", "actor-event", "actor-place", "events"):
        assert plain(over(kind, rows)) == plain(over(kind, shuffled))


@given(many())
def test_filters_commute_and_leave_the_same_as_both_at_once(rows: list[Deed]) -> None:
    one, other = Wanted(types=("assault",)), Wanted(area=frozenset({"sarn"}), speakers=2)
    both = Wanted(types=("assault",), area=frozenset({"sarn"}), speakers=2)
    first = [d for d in rows if one.keeps(d)]
    second = [d for d in rows if other.keeps(d)]
    for kind in ("relations", "actors", "actor-event"):
        assert plain(over(kind, first, other)) == plain(over(kind, second, one)) == plain(over(kind, rows, both))


@given(many())
def test_then_never_leads_back(rows: list[Deed]) -> None:
    from networkx import is_directed_acyclic_graph

    assert is_directed_acyclic_graph(over("events", rows))
