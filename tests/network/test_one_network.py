"""There is one network behind all answers: a tie has the same weight in lists, ranks, counts, pictures of change and exports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from tests.network.war import GRAPH

from conflictgraph import api, pipeline
from conflictgraph import store as stores
from conflictgraph.deeds import described
from conflictgraph.model import Figure
from conflictgraph.network.bonds import bonds, pair
from conflictgraph.network.ties import tie_rows
from conflictgraph.query.rows import TieRow
from conflictgraph.resolve.relations import summed
from conflictgraph.triples import to_triples


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    """The war of the other tests, in which an attack is part of a larger one between the same two, and one kills “dozens”."""
    larger = replace(GRAPH.events[0], id="E-ffff", facts=replace(GRAPH.events[0].facts, agents=("front",), patients=("army",), participants=(), victims=(), event_type="assault"), claims=())
    dozens = replace(larger, id="E-eeee", facts=replace(larger.facts, agents=("militia",), patients=("league",), killed=Figure(24, None, None)))
    events = (*(replace(e, part_of="E-ffff") if e.facts.event_type == "assault" and "front" in e.facts.agents else e for e in GRAPH.events), larger, dozens)
    graph = replace(GRAPH, events=events, relations=(*GRAPH.relations, *summed(events)))
    folder = tmp_path_factory.mktemp("war") / "g"
    with stores.open(folder, create=True) as store:
        store.apply(to_triples(graph, store.base), pipeline.entries(graph), pipeline.identifiers(graph), graph.records())
    with api.open(folder) as opened:
        assert any(event.part_of for event in graph.events)
        yield opened


def test_neighbors_are_the_same_read_from_the_graph_and_summed_anew(war: api.Graph) -> None:
    network = war.network()
    for actor in network:
        seen = {(each.direction, *told(each.tie)) for each in war.neighbors(actor)}
        assert seen == {("out" if row.from_.id == actor else "in", *told(row)) for row in tie_rows(network) if actor in (row.from_.id, row.to.id)}


def told(row: TieRow) -> tuple[object, ...]:
    return row.id, row.kind, row.weight, row.killed, row.at_least, row.first, row.last, row.claims


def test_ranks_pairs_and_exports_have_the_same_weights(war: api.Graph, tmp_path: Path) -> None:
    found = bonds(war.network())
    weights: dict[str, int] = {}
    for bond in found.values():
        for end in (bond.a.id, bond.b.id):
            weights[end] = weights.get(end, 0) + bond.weight
    assert {row.actor.id: row.weight for row in war.rank("weighted")} == weights
    events = {pair(row.first_actor.id, row.second_actor.id): row.events for row in war.dyads()}
    assert events == {ends: len(bond.events) for ends, bond in found.items() if bond.events}
    war.export(tmp_path / "g.json")
    read: Any = nx.node_link_graph(json.loads((tmp_path / "g.json").read_text("utf-8")), edges="links")
    assert {(a, b, k): d["weight"] for a, b, k, d in read.edges(keys=True, data=True)} == {(a, b, k): d["weight"] for a, b, k, d in war.network().edges(keys=True, data=True)}


def test_the_killed_are_the_same_sum_in_pairs_networks_neighbors_timelines_and_sparql(war: api.Graph) -> None:
    row = next(row for row in war.dyads("militia") if row.second_actor.id == "league")
    assert (row.killed, row.at_least) == (24, True)
    edge = war.network().edges["militia", "league", "fights"]
    assert (edge["killed"], edge["at_least"]) == (24, True)
    assert "at_least" not in war.network().edges["front", "army", "fights"]
    tie = next(each.tie for each in war.neighbors("league") if each.tie.kind == "fights")
    assert (tie.killed, tie.at_least) == (24, True)
    bins = war.timeline("militia", "league").bins
    assert [(b.killed, b.at_least) for b in bins if b.killed] == [(24, True)]
    found = war.query("SELECT ?n ?least { ?r cg:from actor:militia ; cg:to actor:league ; cg:kind cgt:fights ; cg:killed ?n ; cg:atLeast ?least }")
    assert found == [{"n": 24, "least": True}]


@pytest.mark.parametrize("filters", [{"speakers": 2}, {"confidence": 0.7}, {"confidence": 0.9}, {"speakers": 1}])
def test_a_part_of_the_graph_has_the_network_that_filters_leave(war: api.Graph, filters: dict[str, Any]) -> None:
    part = war.part(filters.get("speakers", 0), filters.get("confidence", 0.0))
    assert list(part.network().edges(keys=True)) == list(war.network(**filters).edges(keys=True)) != []


def test_described_parties_are_left_out_by_one_rule(war: api.Graph) -> None:
    gunmen = next(row.id for row in war.actors() if described(row.id))
    assert gunmen not in war.network()
    assert gunmen not in [row.actor.id for row in war.rank()]
    assert gunmen not in [each.neighbor.id for each in war.neighbors("army")]
    assert gunmen in [each.neighbor.id for each in war.neighbors("army", named=False)]
    assert gunmen in [each.neighbor.id for each in war.neighbors("army", named=False, since="2023")]
    assert gunmen in war.ego(gunmen)  # where it is asked for
    assert [each.neighbor.id for each in war.neighbors(gunmen)] == ["army"]
