"""The speed benchmark measures what is there and says what is not."""

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

import measuring
import speed


def test_a_room_that_is_missing_is_a_row_that_says_so() -> None:
    def work() -> float:
        return float(measuring.of(measuring.room("conflictgraph.cellar"), "open")())

    row = measuring.measured("add", "digging", "ms", work, "spade", 2.0)
    assert row.value is None
    assert "conflictgraph.cellar" in row.note
    assert "not available" in measuring.line(row)
    assert "spade 2.0" in measuring.line(row)
    with pytest.raises(measuring.NotThereError, match="empty has no door"):
        measuring.of(ModuleType("empty"), "door")


def test_a_childs_cpu_time_and_peak_memory_are_its_own() -> None:
    held = bytearray(300 * 2**20)  # what this process holds must not be seen in the child
    held[::4096] = b"x" * len(held[::4096])
    seconds, memory = measuring.child_with_peak("data = bytearray(40 * 2**20); sum(range(2_000_000))")
    assert 0 < seconds < 60
    assert 40 < memory < 200
    assert len(held) == 300 * 2**20


def test_a_child_that_fails_is_not_available_with_its_last_words() -> None:
    with pytest.raises(measuring.NotThereError, match="no such graph"):
        measuring.child([sys.executable, "-c", "raise SystemExit('no such graph')"])


def test_synthetic_triples_are_as_many_as_asked_and_differ() -> None:
    lines = speed.synthetic(1600).decode().splitlines()
    assert len(lines) == len(set(lines)) == 1600


def test_the_store_section_sets_oxigraph_beside_rdflib(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("rdflib")
    pytest.importorskip("pyoxigraph")
    assert speed.main(["store", "--triples", "1600", "--json"]) == 0
    rows = {row["what"]: row for row in json.loads(capsys.readouterr().out)}
    bulk = rows["Oxigraph bulk_load"]
    assert bulk["value"] > 0
    assert bulk["reference_value"] > 0
    assert "ours, one transaction" in rows


def test_the_scale_section_measures_pairs_timelines_and_networks(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["scale", "--events", "300", "--many", "400", "--json"]) == 0
    rows = {row["what"]: row for row in json.loads(capsys.readouterr().out)}
    for what in ("dyads (aim 100), 300 events", "timeline of two (aim 100), 300 events", "rank by degree, 300 events", "export g.gexf, 300 events"):
        assert rows[what]["value"] > 0
    for what in ("network actors (aim 6), 300 events", "network events (aim 70), 400 events"):
        assert rows[what]["value"] > 0
        assert rows[what]["reference_value"] > 0
        assert "peak" in rows[what]["note"]


def test_the_naive_way_finds_the_same_pairs(tmp_path: Path) -> None:
    import conflictgraph
    import scale

    scale.build(tmp_path / "g", 200)
    with conflictgraph.open(tmp_path / "g", create=False) as graph:
        acting = sum(len(e.facts.agents) * len(e.facts.patients) for e, _ in map(scale.event, range(200)))
        assert scale.naive(graph).number_of_edges() == acting > 50
        assert sum(r.first_acts + r.second_acts for r in graph.dyads(named=False)) == acting
        assert list(graph.deeds()) == sorted(scale.deeds(200), key=lambda d: d.id)
