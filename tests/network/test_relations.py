"""Events and ties as networks: each edge knows the events and claims behind it."""

from __future__ import annotations

from conflictgraph.deeds import Deed
from conflictgraph.network.relations import by_event, by_place, relations
from conflictgraph.query.rows import Ref, TieRow

ACTORS = [("b", "B", "state"), ("a", "A", "armed-group")]
FIGHT = Deed(
    "E-1", "assault-drone", "material-conflict", -1, "actual", "2024-01-02", "2024-01-03", "sarn", 4, 2, 0.9, agents=("a",),
    patients=("b",), participants=(), victims=("b",), claims=("C-1",),
)  # fmt: skip
CLASH = Deed(
    "E-2", "assault", "material-conflict", -1, "actual", "2024-02-01", None, "sarn", None, 1, 0.5, agents=(), patients=(),
    participants=("a", "b"), victims=(), claims=("C-2",),
)  # fmt: skip
TIE = TieRow("R-1", Ref("a", "A", "actor"), Ref("b", "B", "actor"), "memberOf", "former", "stated", "2020-01-01", None, 0, None, None, None, 1)


def test_events_are_summed_by_pair_and_kind_with_all_that_is_behind() -> None:
    graph = relations(ACTORS, [FIGHT, CLASH], [])
    assert list(graph) == ["a", "b"]
    assert graph.edges["a", "b", "fights"] == {
        "kind": "fights", "sort": "summed", "status": "present", "sign": -1, "weight": 2, "events": ["E-1", "E-2"],
        "types": ["assault", "assault-drone"], "first": "2024-01-02", "last": "2024-01-03", "killed": 4,
    }  # fmt: skip
    assert graph.edges["b", "a", "fights"]["events"] == ["E-2"]


def test_a_stated_tie_has_its_claims_its_status_and_the_days_that_are_known() -> None:
    graph = relations(ACTORS, [], [(TIE, ("C-1",))])
    assert graph.edges["a", "b", "memberOf/former"] == {
        "kind": "memberOf", "sort": "stated", "status": "former", "sign": 1, "weight": 1, "claims": ["C-1"], "relation": "R-1",
        "first": "2020-01-01",
    }  # fmt: skip


def test_edges_to_actors_that_are_left_out_are_left_out() -> None:
    assert relations(ACTORS[:1], [FIGHT, CLASH], [(TIE, ())]).number_of_edges() == 0
    assert list(by_event(ACTORS[:1], [FIGHT]).edges(keys=True)) == [("E-1", "b", "patient"), ("E-1", "b", "victim")]


def test_who_is_in_which_event_and_where() -> None:
    graph = by_event(ACTORS, [FIGHT, CLASH])
    assert set(graph.edges(keys=True)) == {
        ("a", "E-1", "agent"), ("E-1", "b", "patient"), ("E-1", "b", "victim"), ("a", "E-2", "participant"), ("b", "E-2", "participant"),
    }  # fmt: skip
    assert graph.nodes["E-2"] == {"kind": "event", "first": "2024-02-01"}
    places = by_place(ACTORS, [FIGHT, CLASH], {"sarn": "Sarn"})
    assert places.nodes["place:sarn"] == {"kind": "place", "label": "Sarn"}
    assert {(a, kind): data["events"] for a, _, kind, data in places.edges(keys=True, data=True)} == {
        ("a", "acts"): ["E-1", "E-2"], ("b", "suffers"): ["E-1"], ("b", "acts"): ["E-2"],
    }  # fmt: skip
