"""neighbors, ego and exports of projections on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from click.testing import CliRunner, Result
from tests.network.war import EVENTS, build

from conflictgraph.cli import cli
from conflictgraph.cli.filters import PROJECTIONS
from conflictgraph.network import filters


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(build(tmp_path_factory.mktemp("war") / "g"))


def run(folder: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--graph", folder, *arguments])


def test_the_options_name_the_kinds_that_there_are() -> None:
    assert PROJECTIONS == filters.PROJECTIONS


def test_neighbors_are_narrowed_by_options(folder: str) -> None:
    rows = json.loads(run(folder, "neighbors", "Kandor army", "--since", "2024-03", "--only", "conflict", "-f", "json").stdout)
    assert [(row["neighbor"]["label"], row["tie"]["events"]) for row in rows] == [("Hill Militia", 1), ("Northern Front", 1)]
    nothing = run(folder, "neighbors", "Kandor army", "--since", "2031")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "Nothing fits." in nothing.stderr


def test_ego_lists_the_ties_near_an_actor(folder: str) -> None:
    told = run(folder, "ego", "Ada Kern", "--radius", "2")
    assert told.stdout.startswith("5 actors within 2 steps, ")
    assert "Northern Front" in told.stdout
    rows = list(csv.DictReader(io.StringIO(run(folder, "ego", "Ada Kern", "-f", "csv").stdout)))
    assert [(row["from"], row["kind"], row["to"]) for row in rows] == [("ada-kern", "spokespersonFor", "league")]


@pytest.mark.parametrize(
    ("asked", "code", "sentence"),
    [
        ("ego Nobody", 1, "There is no actor called “Nobody” in the graph"),
        ("ego League --since 2031", 1, "“League” is not in the network that this choice leaves."),
        ("ego League --since 2024-03 --until 2024-02", 1, "The time from 2024-03 until 2024-02 ends before it begins."),
        ("neighbors League --since soon", 1, "“soon” is no date; write YYYY, YYYY-MM or YYYY-MM-DD."),
        ("export - -f gexf --projection knots", 1, "There is no network “knots”; there is relations, actors"),
        ("export - -f gexf --projection ties --place Sarn", 1, "Stated ties have no place"),
        ("export - -f gexf --projection actors --since 2031", 1, "Nothing in the graph fits this choice"),
        ("export - -f geojson --projection actors", 1, "GeoJSON holds events; --projection is for formats that hold a network."),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_sentence(folder: str, asked: str, code: int, sentence: str) -> None:
    result = run(folder, *asked.split())
    assert result.exit_code == code
    error = str(result.exception) if result.exception is not None and not isinstance(result.exception, SystemExit) else result.stderr
    assert sentence in error


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_every_projection_comes_back_out_of_every_format(folder: str, kind: str, tmp_path: Path) -> None:
    import conflictgraph

    window: Any
    with conflictgraph.open(folder) as graph:
        window = {} if kind == "ties" else {"until": "2024-03-15"}
        wanted = graph.network(kind, **window)
        ends = sorted((s, t) for s, t, _ in wanted.edges(keys=True))
        for name in ("g.gexf", "g.graphml", "g.json", "g.cx2", "g.cyjs", "g.dot", "g.cypher"):
            graph.export(tmp_path / name, projection=kind, **window)
        graph.export(f"{tmp_path}/tables/", projection=kind, **window)
        graph.export(f"{tmp_path}/neo4j/", "neo4j", projection=kind, **window)
    root = ElementTree.parse(tmp_path / "g.gexf").getroot()
    space = "{http://gexf.net/1.3}"
    dated = {n.get("id"): (n.get("start"), n.get("end")) for n in root.iter(f"{space}node")}
    assert dated == {n: (d.get("first"), d.get("last")) for n, d in wanted.nodes(data=True)}
    found = {(e.get("source"), e.get("target"), e.get("start"), e.get("end")) for e in root.iter(f"{space}edge")}
    assert found == {(s, t, d.get("first"), d.get("last")) for s, t, d in wanted.edges(data=True)}
    ml = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert (sorted(ml), sorted(ml.edges())) == (sorted(wanted), ends)
    link = json.loads((tmp_path / "g.json").read_text("utf-8"))
    assert [n["id"] for n in link["nodes"]] == list(wanted)
    again = nx.node_link_graph(link, edges="edges" if "edges" in link else "links")
    assert {n: again.nodes[n].get("label") for n in again} == {n: d["label"] for n, d in wanted.nodes(data=True)}
    events = {e for *_, d in wanted.edges(data=True) for e in d.get("events", ())}
    assert {e for *_, d in again.edges(data=True) for e in d.get("events", ())} == events
    cx2 = json.loads((tmp_path / "g.cx2").read_text("utf-8"))
    counts = {name: len(part[name]) for part in cx2 for name in ("nodes", "edges") if name in part}
    assert counts == {name: n for name, n in (("nodes", len(wanted)), ("edges", len(ends))) if n}
    with (tmp_path / "tables" / "edges.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted((row["source"], row["target"]) for row in csv.DictReader(file)) == ends
    cyjs = json.loads((tmp_path / "g.cyjs").read_text("utf-8"))["elements"]
    assert [n["data"]["id"] for n in cyjs["nodes"]] == list(wanted)
    assert sorted((e["data"]["source"], e["data"]["target"], e["data"]["interaction"]) for e in cyjs["edges"]) == sorted((s, t, d["kind"]) for s, t, d in wanted.edges(data=True))
    assert {e for edge in cyjs["edges"] for e in edge["data"].get("events", ())} == events
    neo4j: dict[str, list[dict[str, str]]] = {}
    for name in ("nodes", "relationships"):
        with (tmp_path / "neo4j" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            neo4j[name] = list(csv.DictReader(file))
    assert [row["id:ID"] for row in neo4j["nodes"]] == list(wanted)
    assert sorted((row[":START_ID"], row[":END_ID"]) for row in neo4j["relationships"]) == ends
    labels = {row["id:ID"]: row[":LABEL"].rpartition(";")[2].lower() for row in neo4j["nodes"]}
    assert labels == {n: d["kind"] for n, d in wanted.nodes(data=True)}
    dot = (tmp_path / "g.dot").read_text("utf-8")
    assert (dot.count(" -> "), len(re.findall(r'^  "[^"]*" \[', dot, re.MULTILINE))) == (len(ends), len(wanted))
    cypher = (tmp_path / "g.cypher").read_text("utf-8")
    assert {each for each in wanted if f'{{id: "{each}", properties' in cypher} == {*wanted}
    assert cypher.count('{source: "') == len(ends)


def test_the_tables_of_a_projection_hold_the_events_that_were_chosen(folder: str, tmp_path: Path) -> None:
    assert run(folder, "export", f"{tmp_path}/t/", "--format", "csv", "--only", "cooperation").exit_code == 0
    with (tmp_path / "t" / "events.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["id"] for row in csv.DictReader(file)} == {EVENTS[n] for n in (0, 3, 4)}


def test_an_export_to_standard_output_heeds_the_filters(folder: str) -> None:
    told = run(folder, "export", "-", "-f", "node-link", "--projection", "actors", "--type", "assault", "--type", "aid")
    read = json.loads(told.stdout)
    assert {edge["quad"] for edge in read.get("edges", read.get("links"))} == {"material-conflict", "material-cooperation"}


def test_what_a_window_leaves_out_is_told_once(folder: str, tmp_path: Path) -> None:
    told = run(folder, "export", str(tmp_path / "g.gexf"), "--projection", "actors", "--since", "2024-02")
    assert told.exit_code == 0
    assert told.stderr.count("1 event is left out because the time is unknown.") == 1
