"""A graph's network, neighbors and paths, which tell of the events along them."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from conflictgraph import api
from conflictgraph.errors import UnknownName

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))


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
