"""Stated relations are found by a scan; sums of events are not among them."""

from __future__ import annotations

import runpy
from pathlib import Path

import conflictgraph
from conflictgraph.query.scan import stated_relations

world = runpy.run_path(str(Path(__file__).parent / "world.py"))


def test_only_what_claims_state_is_found(tmp_path: Path) -> None:
    with conflictgraph.open(world["build"](tmp_path / "g"), create=False) as graph:
        things = graph.lookups.things
        assert set(things.ids("relation")) == {world["LEADS"], world["FIGHTS"]}
        assert stated_relations(things) == [world["LEADS"]]
