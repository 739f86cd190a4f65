"""The queries that ship answer over a graph, their parameters given as people say them."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from conflictgraph import store as stores
from conflictgraph.errors import QueryError, StopRun, UnknownName
from conflictgraph.query import Lookups
from conflictgraph.query.examples import run_example
from conflictgraph.query.values import rows
from conflictgraph.triples.named import named_queries

world = runpy.run_path(str(Path(__file__).parent / "world.py"))
VALUES = {
    "actor": "NF", "place": "Kandor", "event": world["SARN"][:6], "claim": world["C_TWO"], "article": world["GAZETTE"].id,
    "relation": world["FIGHTS"], "type": "assault", "kind": "fights", "status": "present", "property": "killed",
    "date": "2024-02", "integer": "3", "text": 'a "quoted" \\ text', "flag": "yes",
}  # fmt: skip


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lookups]:
    with stores.open(world["build"](tmp_path_factory.mktemp("world") / "g")) as opened:
        yield Lookups(opened)


@pytest.mark.parametrize("name", named_queries())
def test_every_query_that_ships_runs_with_and_without_its_parameters(look: Lookups, name: str) -> None:
    parameters = named_queries()[name].parameters
    needed = {p.name: VALUES[p.type] for p in parameters if not p.optional}
    assert run_example(look, name, needed).kind == "rows"
    assert run_example(look, name, {p.name: VALUES[p.type] for p in parameters}).kind == "rows"


def test_the_events_that_sparql_finds_are_those_of_the_lookup(look: Lookups) -> None:
    for filters, named in [({}, {}), ({"actor": "NF"}, {"actor": "NF"}), ({"place": "Kandor"}, {"inPlace": "Kandor"})]:
        found = [str(row["event"]).rpartition("/")[2] for row in rows(run_example(look, "events", named))]
        assert sorted(found) == sorted(row.id for row in look.events(**filters))  # type: ignore[arg-type]


def test_values_come_as_plain_python(look: Lookups) -> None:
    (row,) = rows(run_example(look, "events", {"limit": "1"}))
    assert (row["killedHigh"], row["earliest"], row["woundedBest"]) == (10, "2024-02-09", None)
    assert rows(look.store.query("ASK { ?e a cg:Event }")) == [{"answer": True}]
    assert len(rows(look.store.query("CONSTRUCT { ?e a cg:Event } WHERE { ?e a cg:Event }"))) == 4


def test_wrong_parameters_are_told_in_one_sentence(look: Lookups) -> None:
    with pytest.raises(UnknownName, match="no example query “event_s”; try events"):
        run_example(look, "event_s")
    with pytest.raises(QueryError, match="has no parameter “colour”"):
        run_example(look, "events", {"colour": "red"})
    with pytest.raises(QueryError, match="needs the parameter “event”"):
        run_example(look, "why")
    with pytest.raises(QueryError, match="“limit” is a number"):
        run_example(look, "events", {"limit": "1; DROP"})
    with pytest.raises(StopRun, match="no date"):
        run_example(look, "events", {"since": "soon"})
