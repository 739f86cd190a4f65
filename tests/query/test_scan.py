"""Events by scans are the events that are read one by one, as far as they go."""

from __future__ import annotations

from pathlib import Path

from tests.network.war import EVENTS, R_TIE, build

import conflictgraph
from conflictgraph.query.scan import deeds, stated_relations


def test_a_scan_finds_what_reading_each_event_finds(tmp_path: Path) -> None:
    with conflictgraph.open(build(tmp_path / "g"), create=False) as graph:
        found = deeds(graph.lookups.things)
        assert [deed.id for deed in found] == sorted(EVENTS)
        for deed in found:
            event = graph.lookups.things.event(deed.id)
            f = event.facts
            assert (deed.type, deed.first, deed.last, deed.place) == (f.event_type, f.earliest, f.latest, f.place)
            assert (deed.agents, deed.patients, deed.victims, deed.participants) == (f.agents, f.patients, f.victims, f.participants)
            assert (deed.killed, deed.speakers) == (f.killed.best if f.killed else None, event.speakers)
            assert abs(deed.confidence - event.confidence) < 1e-9
        assert stated_relations(graph.lookups.things) == [R_TIE]


def test_events_that_are_not_told_as_facts_are_no_deeds(tmp_path: Path) -> None:
    import runpy

    world = runpy.run_path(str(Path(__file__).parent / "world.py"))
    with conflictgraph.open(world["build"](tmp_path / "g"), create=False) as graph:
        assert [deed.id for deed in deeds(graph.lookups.things)] == sorted(world[name] for name in ("SARN", "SHELLED", "FREED"))
