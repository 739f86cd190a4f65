"""Actors as a network: weighted, keyed by kind, plain values only; paths tell of the events along them."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from conflictgraph import api
from conflictgraph.errors import UnknownName
from conflictgraph.network import network
from conflictgraph.query.rows import ActorRow, Ref, TieRow

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))


def actor(name: str) -> ActorRow:
    return ActorRow(name, name.upper(), "organization", (), 1, 0)


def tie(one: str, other: str, events: int, kind: str = "fights", status: str = "present") -> TieRow:
    ends = Ref(one, one.upper(), "actor"), Ref(other, other.upper(), "actor")
    return TieRow(
        f"R-{one}{kind}{other}", *ends, kind, status, "summed", None, None, events, "2024-01-01", None, None, 0
    )


def test_edges_are_keyed_by_kind_and_weighted_by_events() -> None:
    graph = network(
        [actor("b"), actor("a")], [tie("a", "b", 3), tie("a", "b", 1, "meets"), tie("a", "b", 1, "leads", "former")]
    )
    assert list(graph) == ["a", "b"]
    assert sorted(graph["a"]["b"]) == ["fights", "leads/former", "meets"]
    assert graph["a"]["b"]["fights"]["weight"] == 3
    assert not graph.has_edge("b", "a")


def test_attributes_are_plain_and_the_unknown_is_absent() -> None:
    graph = network([actor("a")], [tie("a", "c", 2)])
    values = [v for _, data in graph.nodes(data=True) for v in data.values()]
    values += [v for *_, data in graph.edges(data=True) for v in data.values()]
    assert {type(value) for value in values} == {str, int}
    assert "killed" not in graph["a"]["c"]["fights"]
    assert graph.nodes["c"]["label"] == "C"  # an end that is no actor of the list


def test_a_graph_gives_its_network_neighbors_and_paths(tmp_path: Path) -> None:
    with api.open(world["build"](tmp_path / "g")) as graph:
        assert graph.network().number_of_edges() == 2
        seen = [(n.direction, n.neighbor.label, n.tie.kind) for n in graph.neighbors("NF")]
        assert seen == [("in", "Adan Vey", "leads"), ("out", "Kandor army", "fights")]
        first, second = graph.path("Adan Vey", "Kandor army")
        assert [claim.sentence for t in first.ties for claim in t.claims] == [
            "Colonel Adan Vey leads the Northern Front."
        ]
        assert [(e.event.id, e.claim.id if e.claim else "") for e in second.events] == [(world["SARN"], world["C_TEN"])]
        assert (second.from_.label, second.to.label) == ("Northern Front", "Kandor army")
        assert graph.path("NF", "northern-front") == []
        with pytest.raises(UnknownName):
            graph.path("NF", "Nobody at all")
