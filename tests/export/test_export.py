"""Files for other tools hold what they can, say what they cannot, and are the same bytes for the same graph."""

from __future__ import annotations

import csv
import io
import json
import os
import runpy
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictgraph import api
from conflictgraph.errors import MissingExtra, StopRun, UnknownName
from conflictgraph.export import EXPORTERS, Exporter, exporter_for, register
from conflictgraph.export.formats import FORMATS
from conflictgraph.export.values import Losses, coerce, xml_text
from conflictgraph.graphmodel import Facts, Graph
from conflictgraph.network.filters import PROJECTIONS

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))
FILES = [f"g{ending}" for each in EXPORTERS.values() for ending in each.endings]
FOLDERS = [each.name for each in EXPORTERS.values() if each.folder]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    with api.open(world["build"](tmp_path_factory.mktemp("world") / "g")) as opened:
        yield opened


@pytest.mark.parametrize("name", FILES)
def test_the_same_graph_gives_the_same_bytes(graph: api.Graph, tmp_path: Path, name: str) -> None:
    ego = "NF" if name == "g.ego.svg" else None
    graph.export(tmp_path / name, ego=ego)
    first = (tmp_path / name).read_bytes()
    graph.export(tmp_path / name, force=True, ego=ego)
    assert first
    assert (tmp_path / name).read_bytes() == first
    assert [each.name for each in tmp_path.iterdir()] == [name]  # nothing half-written is left


@pytest.mark.parametrize("kind", PROJECTIONS)
def test_a_network_from_disk_gives_the_bytes_of_the_one_in_memory(graph: api.Graph, kind: str) -> None:
    for form in ("gexf", "node-link", "zip"):
        from_disk, in_memory = io.BytesIO(), io.BytesIO()
        material = graph.material(projection=kind)
        assert material.spooled is not None
        EXPORTERS[form].write(material, from_disk)
        EXPORTERS[form].write(replace(material, spooled=None), in_memory)
        assert from_disk.getvalue() == in_memory.getvalue() != b""


@pytest.mark.parametrize("form", FOLDERS)
def test_the_same_graph_gives_the_same_folder(graph: api.Graph, tmp_path: Path, form: str) -> None:
    graph.export(tmp_path / "one", form)
    graph.export(tmp_path / "two", form)
    files = [sorted(each.relative_to(tmp_path / name) for each in (tmp_path / name).rglob("*")) for name in ("one", "two")]
    assert files[0] == files[1] != []
    for file in files[0]:
        if (tmp_path / "one" / file).is_file():
            assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_jsonld_speaks_in_the_terms_of_the_context_and_needs_no_network(graph: api.Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "g.jsonld")
    data = json.loads((tmp_path / "g.jsonld").read_text("utf-8"))
    event = next(node for node in data["@graph"] if node["id"] == f"event/{world['SARN']}")
    assert event["type"] == "Event"
    assert (event["agent"], event["eventType"], event["killedHigh"], event["earliest"]) == (
        "actor/northern-front",
        "cgt:assault",
        10,
        "2024-02-09",
    )
    assert all(isinstance(value, str) or "@id" in value for value in data["@context"].values())


def test_graphml_has_unique_edge_ids_and_is_read_by_networkx(graph: api.Graph, tmp_path: Path) -> None:
    notes = graph.export(tmp_path / "g.graphml", named=False)
    root = ET.parse(tmp_path / "g.graphml").getroot()
    edges = [each.attrib["id"] for each in root.iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert sorted(edges) == sorted({world["LEADS"], world["FIGHTS"]})
    read = nx.read_graphml(tmp_path / "g.graphml")
    assert read.nodes["northern-front"]["label"] == "Northern Front"
    assert read.edges["northern-front", "kandor-army"]["weight"] == 1
    assert read.nodes["hostages--b1"]["label"] == "=2+5 [31mhostages\u202e"
    assert notes[-1] == "1 control character was left out, which GraphML does not allow."


def test_parties_that_are_only_described_are_left_out_of_networks_of_actors_and_that_is_told(graph: api.Graph, tmp_path: Path) -> None:
    told = "Parties that an article only describes (“two gunmen”) are left out of the network; --unnamed keeps them."
    assert told in graph.export(tmp_path / "g.gexf")
    assert told in graph.export(tmp_path / "g.zip")
    assert told not in graph.export(tmp_path / "g.graphml", projection="actor-event")
    assert told not in graph.export(tmp_path / "all.gexf", named=False)
    assert "gunmen--a1" in (tmp_path / "all.gexf").read_text("utf-8") and "gunmen--a1" not in (tmp_path / "g.gexf").read_text("utf-8")


def test_gexf_is_read_with_kinds_weights_and_types(graph: api.Graph, tmp_path: Path) -> None:
    assert "1 control character" in graph.export(tmp_path / "g.gexf", named=False)[-1]
    read = nx.read_gexf(tmp_path / "g.gexf", version="1.3")
    assert read.nodes["northern-front"]["label"] == "Northern Front"
    assert read.edges["northern-front", "kandor-army"]["weight"] == 1
    gexf = "{http://gexf.net/1.3}"
    root = ET.parse(tmp_path / "g.gexf").getroot()
    assert [child.tag for child in root] == [f"{gexf}meta", f"{gexf}graph"]
    assert sorted(str(edge.get("kind")) for edge in root.iter(f"{gexf}edge")) == ["fights", "leads"]
    declared = {each.attrib["id"] for each in root.iter(f"{gexf}attribute")}
    assert {each.attrib["for"] for each in root.iter(f"{gexf}attvalue")} <= declared


def tables(content: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
        }


def test_tables_hold_nodes_edges_events_and_claims_and_no_formula(graph: api.Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "g.zip")
    read = tables((tmp_path / "g.zip").read_bytes())
    assert list(read) == ["nodes.csv", "edges.csv", "events.csv", "claims.csv"]
    assert {row["id"] for row in read["edges.csv"]} == {world["LEADS"], world["FIGHTS"]}
    assert len(read["events.csv"]) == 4
    assert len(read["claims.csv"]) == 7
    sarn = next(row for row in read["events.csv"] if row["id"] == world["SARN"])
    assert (sarn["killedLow"], sarn["killedHigh"], sarn["placeLabel"], sarn["contested"]) == (
        "2",
        "10",
        "Sarn",
        "killedBest",
    )
    every = [cell for rows in read.values() for row in rows for cell in row.values()]
    assert "'=2+5 \x1b[31mhostages\u202e" in every
    assert '\'=HYPERLINK("x")' in every
    assert not [cell for cell in every if cell.startswith(("=", "+", "@"))]


def test_a_folder_holds_the_same_tables_and_other_files_in_it_stay(graph: api.Graph, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    graph.export(tmp_path, "csv")
    graph.export(tmp_path / "g.zip")
    with zipfile.ZipFile(tmp_path / "g.zip") as archive:
        for name in archive.namelist():
            assert (tmp_path / name).read_bytes() == archive.read(name)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    with pytest.raises(StopRun, match=r"nodes\.csv exists already; --force replaces it"):
        graph.export(tmp_path, "csv")
    graph.export(f"{tmp_path}/", force=True)


def test_a_file_that_exists_is_replaced_only_when_told(graph: api.Graph, tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text("precious")
    with pytest.raises(StopRun, match="exists already; --force replaces it"):
        graph.export(tmp_path / "g.ttl")
    assert (tmp_path / "g.ttl").read_text() == "precious"
    graph.export(tmp_path / "g.ttl", force=True)
    assert "precious" not in (tmp_path / "g.ttl").read_text()


def test_a_failure_halfway_leaves_the_old_file_as_it_was(graph: api.Graph, tmp_path: Path) -> None:
    target = tmp_path / "g.half"
    target.write_text("precious")
    register(Exporter("half", "Half", (".half",), "operator", "truediv"))  # raises TypeError once the file is open
    try:
        with pytest.raises(TypeError):
            graph.export(target, force=True)
    finally:
        del EXPORTERS["half"]
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("g.half", "precious")]


def test_an_unknown_ending_lists_the_known_ones_and_a_format_says_it_outright(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match=r"the ending of “x\.doc” says no format; known endings are \.gexf, \.graphml"):
        exporter_for("x.doc")
    with pytest.raises(StopRun, match="no format “gephi”; known are gexf"):
        exporter_for("x.ttl", "gephi")
    assert exporter_for("x.doc", "turtle").name == exporter_for("x.doc", "ttl").name == exporter_for("-", ".TTL").name == "turtle"
    assert exporter_for("x.doc", "csv").folder is True
    assert exporter_for("X.TTL").name == "turtle"
    assert exporter_for("x.timeline.json").name == exporter_for("timeline.json").name == "timelinejs" and exporter_for("x.json").name == "node-link"
    assert exporter_for("x.acled.parquet").name == "acled" and exporter_for("x.parquet").name == "parquet"
    assert exporter_for(str(tmp_path)).name == exporter_for("new/").name == "csv"
    with pytest.raises(ValueError, match=r"\.ttl belongs to turtle"):
        register(Exporter("again", "Again", (".ttl",), "x", "y"))


def test_where_nothing_can_be_written_one_sentence_says_so(graph: api.Graph, tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="cannot be written: no such file or directory"):
        graph.export(tmp_path / "absent" / "g.ttl")
    with pytest.raises(StopRun, match="is a folder"):
        graph.export(tmp_path, "turtle")


def test_a_path_that_is_none_makes_no_tables_in_the_folder_one_is_in(graph: api.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for form in (None, "csv", "turtle"):
        with pytest.raises(StopRun, match=r"needs the path of a file or folder|says no format"):
            graph.export("", form)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_whose_name_ends_like_a_file_is_not_filled_with_tables(graph: api.Graph, tmp_path: Path) -> None:
    (tmp_path / "g.gexf").mkdir()
    with pytest.raises(StopRun, match=r"g\.gexf is a folder; name a file in it"):
        graph.export(tmp_path / "g.gexf", force=True)
    assert list((tmp_path / "g.gexf").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are POSIX's")
def test_a_pipe_or_device_is_never_replaced_by_a_file(graph: api.Graph, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttl")
    with pytest.raises(StopRun, match=r"pipe\.ttl is no file; “-” with --format is standard output"):
        graph.export(tmp_path / "pipe.ttl", force=True)
    assert (tmp_path / "pipe.ttl").is_fifo()


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(graph: api.Graph, tmp_path: Path) -> None:
    (tmp_path / "old.ttl").write_text("precious")
    (tmp_path / "new").mkdir()
    (tmp_path / "g.ttl").symlink_to(tmp_path / "old.ttl")
    (tmp_path / "h.ttl").symlink_to(tmp_path / "new" / "h.ttl")
    with pytest.raises(StopRun, match="exists already"):
        graph.export(tmp_path / "g.ttl")
    for name in ("g.ttl", "h.ttl"):
        graph.export(tmp_path / name, force=True)
        assert (tmp_path / name).is_symlink()
    assert (tmp_path / "old.ttl").read_bytes() == (tmp_path / "new" / "h.ttl").read_bytes() != b"precious"


def test_values_are_plain_or_are_named_as_lost() -> None:
    losses = Losses()
    given = {"a": None, "b": ("x", "y"), "c": 1.5, "d": True, "e": (), "f": Facts(), "g": Graph(), "h": {"z", "y"}, "i": date(2024, 2, 9)}
    assert coerce(given, losses) == {"b": ["x", "y"], "c": 1.5, "d": True, "h": ["y", "z"], "i": "2024-02-09"}
    assert losses.sentences("X") == ["X cannot hold these attributes, which are left out: f, g."]


def test_xml_loses_control_characters_and_keeps_the_rest() -> None:
    losses = Losses()
    text = xml_text('\x00a\x1b<b> & "c"\ud800\uffff\n\t\r é😀', losses)
    assert text == "a&lt;b&gt; &amp; &quot;c&quot;&#10;&#9;&#13; é😀"
    assert ET.fromstring(f'<x y="{text}"/>').attrib["y"] == 'a<b> & "c"\n\t\r é😀'
    assert losses.sentences("X") == ["4 control characters were left out, which X does not allow."]


@given(st.text(st.sampled_from("aé \x00\x0b\ud800\uffff&<>\"'\n\r\t"), max_size=6))
def test_what_xml_loses_is_counted_wherever_it_stands(text: str) -> None:
    losses = Losses()
    kept = [each for each in text if each not in "\x00\x0b\ud800\uffff"]
    escaped = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    assert xml_text(text, losses) == "".join(escaped.get(each, each) for each in kept)
    assert bool(losses.sentences("X")) == (len(kept) < len(text))


def test_a_failure_halfway_leaves_no_folder_and_no_file(graph: api.Graph, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "edges.csv").write_text("precious")
    with pytest.raises(StopRun, match=r"edges\.csv exists already"):
        graph.export(tmp_path / "old", "csv")
    assert [(each.name, each.read_text()) for each in (tmp_path / "old").iterdir()] == [("edges.csv", "precious")]
    register(Exporter("half", "Half", (), "operator", "truediv", folder=True))
    try:
        with pytest.raises(TypeError):
            graph.export(tmp_path / "new", "half")
    finally:
        del EXPORTERS["half"]
    assert not (tmp_path / "new").exists()


def test_an_empty_graph_is_not_exported_and_one_sentence_says_so(tmp_path: Path) -> None:
    with api.open(tmp_path / "empty") as empty:
        for name in ("g.gexf", "g.ttl", "g.geojson", "g.zip"):
            with pytest.raises(StopRun, match="The graph is empty, so there is nothing to export"):
                empty.export(tmp_path / name)
    assert [each.name for each in tmp_path.iterdir()] == ["empty"]


def test_an_actor_that_is_not_there_is_told_before_anything_is_written(graph: api.Graph, tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        graph.export(tmp_path / "g.gexf", ego="Zorblax")
    assert list(tmp_path.iterdir()) == []


def test_what_a_format_would_not_heed_is_refused(graph: api.Graph, tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="Turtle holds the whole graph; --ego is for formats that hold a network"):
        graph.export(tmp_path / "g.ttl", ego="Northern Front")
    with pytest.raises(StopRun, match="GEXF holds a network; --actor is for formats that hold events; --ego keeps an actor's surroundings"):
        graph.export(tmp_path / "g.gexf", actor="NF")
    with pytest.raises(StopRun, match="GeoJSON holds events; --only and --projection are for formats that hold a network"):
        graph.export(tmp_path / "g.geojson", only="conflict", projection="actors")
    with pytest.raises(StopRun, match="Turtle holds the whole graph; --since is for formats that hold a network or events"):
        graph.export(tmp_path / "g.ttl", since="2024")
    with pytest.raises(StopRun, match="picture of an actor's ties is of the network “relations”"):
        graph.export(tmp_path / "g.ego.svg", ego="NF", projection="actors")
    with pytest.raises(StopRun, match="GEXF has no flavor “yed”; there is yed of graphml"):
        graph.export(tmp_path / "g.gexf", flavor="yed")
    assert list(tmp_path.iterdir()) == []


def test_events_are_chosen_as_in_the_listing(graph: api.Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "g.geojson", place="Kandor", since="2024-02", actor="NF", type="assault")
    assert [each["id"] for each in json.loads((tmp_path / "g.geojson").read_text("utf-8"))["features"]] == [world["SARN"]]
    with pytest.raises(StopRun, match="No event in the graph fits this choice"):
        graph.export(tmp_path / "none.geojson", since="2031")
    assert not (tmp_path / "none.geojson").exists()


def test_an_ego_network_is_an_actor_and_those_it_is_linked_with(graph: api.Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "g.json", ego="NF")
    read = json.loads((tmp_path / "g.json").read_text("utf-8"))
    assert [node["id"] for node in read["nodes"]] == ["adan-vey", "kandor-army", "northern-front"]


def test_parquet_without_its_library_is_told_with_the_line_that_installs_it(
    graph: api.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as where it is not installed
    with pytest.raises(MissingExtra, match=r"pip install 'conflictgraph\[parquet\]'"):
        graph.export(tmp_path / "g.parquet")
    assert list(tmp_path.iterdir()) == []


def test_every_format_is_in_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    for each in FORMATS:
        for name in (each.name, *each.endings, *each.flavors):
            assert f"`{name}`" in text, name
