"""What we write is read by the libraries and programs that the tools of our users are made of, and comes out as it went in."""

from __future__ import annotations

import csv
import io
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from tests.export.nets import HOSTILE, Graph, material, network
from tests.readers.conftest import javascript, library, program, run

from conflictgraph import api
from conflictgraph.export import EXPORTERS
from conflictgraph.export.plain import Net
from conflictgraph.export.values import Losses, shown, xml_clean

world = runpy.run_path(str(Path(__file__).parent.parent / "query" / "world.py"))


def hostile() -> Graph:
    """The written-out network, and a node, an edge and a value for every hostile text."""
    graph = network()
    for number, text in enumerate(HOSTILE):
        graph.add_node(f"n{number}", kind="person", label=text, aliases=[text, "x"], words=text)
        graph.add_edge("front", f"n{number}", key=f"k{number}", kind="meets", weight=number + 1, words=text)
    return graph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[api.Graph]:
    with api.open(world["build"](tmp_path_factory.mktemp("world") / "g")) as opened:
        yield opened


def write(form: str, folder: Path, flavor: str | None = None) -> Path:
    exporter = EXPORTERS[form]
    path = folder / f"net{exporter.endings[0]}"
    with path.open("wb") as out:
        exporter.write(material(hostile(), flavor), out)
    return path


def plain(value: Any) -> str:
    """A value as XML text holds it."""
    return xml_clean(shown(value))


def same(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Every attribute is there, numbers as numbers and the rest as text."""
    return all(
        float(found[name]) == float(value) if isinstance(value, (int, float)) and not isinstance(value, bool)
        else plain(found[name]) == plain(value)
        for name, value in wanted.items()
    )  # fmt: skip


# --- graphology --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "flavor"), [("gexf", None), ("graphml", None), ("graphml", "yed")])
def test_graphology_reads_every_node_edge_and_value(tmp_path: Path, form: str, flavor: str | None) -> None:
    found = javascript(form, write(form, tmp_path, flavor))
    net = Net(hostile(), Losses(), xml_clean)
    assert (found["type"], found["multi"]) == ("directed", True)
    wanted = {node.id: node.attributes for node in net.nodes()}
    assert set(found["nodes"]) == set(wanted)
    for identifier, attributes in wanted.items():
        given = {name: value for name, value in attributes.items() if value != ""}  # it takes empty labels for none
        assert same(found["nodes"][identifier], given), identifier
    edges = {edge.id: edge for edge in net.edges()}
    assert {each[0] for each in found["edges"]} == set(edges)
    for identifier, source, target, attributes in found["edges"]:
        assert (source, target) == (edges[identifier].source, edges[identifier].target)
        assert same(attributes, edges[identifier].attributes), identifier


def test_graphology_sees_the_colours_and_sizes_of_gexf(tmp_path: Path) -> None:
    nodes = javascript("gexf", write("gexf", tmp_path))["nodes"]
    assert nodes["front"]["color"] == "rgb(213,94,0)" != nodes["kandor"]["color"]
    assert nodes["front"]["size"] > nodes["kandor"]["size"] > nodes["vey"]["size"]
    assert nodes["E-1"]["first"] == "2024-02-09"


def test_graphology_reads_the_network_of_a_graph(graph: api.Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "g.gexf")
    found = javascript("gexf", tmp_path / "g.gexf")
    assert found["nodes"]["northern-front"]["label"] == "Northern Front"
    assert {each[0] for each in found["edges"]} >= {world["LEADS"], world["FIGHTS"]}


# --- igraph ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flavor", [None, "yed"])
def test_igraph_reads_graphml_with_types(tmp_path: Path, flavor: str | None) -> None:
    igraph = library("igraph")
    read = igraph.Graph.Read_GraphML(str(write("graphml", tmp_path, flavor)))
    net = Net(hostile(), Losses(), xml_clean)
    assert read.is_directed()
    found = {vertex["id"]: vertex.attributes() for vertex in read.vs}
    wanted = {node.id: node.attributes for node in net.nodes()}
    assert set(found) == set(wanted)
    assert all(same(found[identifier], attributes) for identifier, attributes in wanted.items())
    assert found["place:sarn"]["lat"] == 10.5 and found["place:sarn"]["centroid"] is False
    for edge, held in zip(net.edges(), read.es, strict=True):  # igraph keeps the order, and its own ids
        assert (read.vs[held.source]["id"], read.vs[held.target]["id"]) == (edge.source, edge.target)
        assert same(held.attributes(), edge.attributes)


# --- Cytoscape ---------------------------------------------------------------------------------------------------


def test_cytoscape_reads_its_json_with_lists_and_ids(tmp_path: Path) -> None:
    found = javascript("cyjs", write("cyjs", tmp_path))
    net = Net(hostile(), Losses())
    assert set(found["nodes"]) == {node.id for node in net.nodes()}
    for node in net.nodes():
        assert {name: found["nodes"][node.id][name] for name in node.attributes} == node.attributes
    edges = {each[0]: each for each in found["edges"]}
    for edge in net.edges():
        assert edges[edge.id][1:3] == [edge.source, edge.target]
        assert {name: edges[edge.id][3][name] for name in edge.attributes} == edge.attributes


def test_ndex2_reads_cx2_with_its_declarations(tmp_path: Path) -> None:
    cx2 = library("ndex2.cx2")
    read = cx2.RawCX2NetworkFactory().get_cx2network(str(write("cx2", tmp_path)))
    net = Net(hostile(), Losses())
    nodes = {each["v"]["represents"]: each for each in read.get_nodes().values()}
    assert set(nodes) == {node.id for node in net.nodes()}
    for node in net.nodes():
        assert {name: nodes[node.id]["v"][name] for name in node.attributes} == node.attributes
        assert nodes[node.id]["v"]["name"] == node.label
    edges = {each["v"]["name"]: each for each in read.get_edges().values()}
    for edge in net.edges():
        ends = edges[edge.id]["s"], edges[edge.id]["t"]
        assert ends == (nodes[edge.source]["id"], nodes[edge.target]["id"])
        assert {name: edges[edge.id]["v"][name] for name in edge.attributes} == edge.attributes
    assert read.get_visual_properties()["nodeMapping"]["NODE_LABEL"]["type"] == "PASSTHROUGH"


# --- Graphviz' language ------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of pydot's own parser
def test_pydot_reads_dot(tmp_path: Path) -> None:
    pydot = library("pydot")
    (read,) = pydot.graph_from_dot_file(str(write("dot", tmp_path)), encoding="utf-8")
    net = Net(hostile(), Losses())
    assert {each.get_name().strip('"') for each in read.get_nodes()} >= {node.id for node in net.nodes()}
    assert len(read.get_edges()) == hostile().number_of_edges()


def test_graphviz_draws_every_node_and_edge_and_obeys_no_text(tmp_path: Path) -> None:
    path = str(write("dot", tmp_path))
    for layout in ("dot", "sfdp"):
        drawn = [line.split(" ", 1)[0] for line in run(program(layout), "-Tplain", path).splitlines()]
        assert drawn.count("node") == hostile().number_of_nodes()
        assert drawn.count("edge") == hostile().number_of_edges()
    assert "href" not in run(program("dot"), "-Tsvg", path)


# --- D3 ----------------------------------------------------------------------------------------------------------


def test_d3_lays_out_node_link_json_with_its_ends_and_lists(tmp_path: Path) -> None:
    found, net = javascript("d3", write("node-link", tmp_path)), Net(hostile(), Losses())
    assert found["placed"]
    assert {each.id for each in net.nodes()} == set(found["nodes"])
    assert found["nodes"]["front"]["aliases"] == ["NF", "the Front"]
    assert [(each.source, each.target, each.key) for each in net.edges()] == [(source, target, key) for key, source, target, _ in found["edges"]]


# --- RDF ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "reader"), [("g.ttl", "n3"), ("g.nt", "n3"), ("g.nq", "n3"), ("g.trig", "n3"), ("g.jsonld", "jsonld"), ("g.rdf", "rdfxml")]
)
def test_readers_in_javascript_find_the_triples_that_are_there(graph: api.Graph, tmp_path: Path, name: str, reader: str) -> None:
    graph.export(tmp_path / name)
    found = javascript(reader, tmp_path / name)
    clean = xml_clean if name == "g.rdf" else str
    assert sorted(repr(row[:3]) for row in found) == sorted(repr(triple(t, clean)) for t in graph.material().triples())
    assert {row[3] for row in found} == {""} or name in ("g.nq", "g.trig")


def triple(of: Any, clean: Any) -> list[Any]:
    """A triple as read.cjs prints it."""
    if not hasattr(of.object, "datatype"):
        return [of.subject.value, of.predicate.value, of.object.value]
    return [of.subject.value, of.predicate.value, [clean(of.object.value), of.object.language or of.object.datatype.value]]


# --- Neo4j -------------------------------------------------------------------------------------------------------


def test_neo4js_own_parser_finds_nothing_wrong_in_cypher(tmp_path: Path) -> None:
    assert javascript("cypher", write("cypher", tmp_path)) == []
    (tmp_path / "wrong.cypher").write_text("MERGE (n:Actor {id: 'a'} SET n.x = 1;")
    assert javascript("cypher", tmp_path / "wrong.cypher")


# --- maps --------------------------------------------------------------------------------------------------------


def test_gdal_reads_geojson_with_points_times_and_types(graph: api.Graph, tmp_path: Path) -> None:
    path = str(tmp_path / "g.geojson")
    graph.export(path)
    told = run(program("ogrinfo"), "-ro", "-al", "-so", path)
    assert "Feature Count: 4" in told and "Geometry: Point" in told and "WGS 84" in told
    assert "time: DateTime" in told and "killedBest: Integer" in told and "centroid: Integer(Boolean)" in told
    rows = features(path)
    assert rows[world["SARN"]]["X"] == "20.5" and rows[world["SARN"]]["Y"] == "10.5"
    assert rows[world["SARN"]]["time"].startswith("2024/02/09 00:00:00")
    assert rows[world["FREED"]]["X"] == "" and rows[world["FREED"]]["time"] == ""
    assert rows[world["FREED"]]["patientsLabels"] == "=2+5 \x1b[31mhostages\u202e"


def test_geojson_is_such_as_its_standard_asks_for(graph: api.Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "g.geojson")
    assert javascript("geojson", tmp_path / "g.geojson") == []
    (tmp_path / "wrong.geojson").write_text('{"type": "Point", "coordinates": ["20", 10]}')
    assert javascript("geojson", tmp_path / "wrong.geojson")


def test_gdal_reads_kml(graph: api.Graph, tmp_path: Path) -> None:
    path = str(tmp_path / "g.kml")
    graph.export(path)
    assert "Feature Count: 4" in run(program("ogrinfo"), "-ro", "-al", "-so", path)
    rows = features(path)
    assert (rows[world["SARN"]]["X"], rows[world["SARN"]]["Y"]) == ("20.5", "10.5")
    assert rows[world["SARN"]]["Name"].startswith("assault Northern Front → Kandor army in Sarn")
    assert rows[world["FREED"]]["X"] == ""


def features(path: str) -> dict[str, dict[str, str]]:
    """The features of a file by id, with X and Y, as GDAL writes them into a table."""
    text = run(program("ogr2ogr"), "-f", "CSV", "/vsistdout/", path, "-lco", "GEOMETRY=AS_XY")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


# --- tables ------------------------------------------------------------------------------------------------------


def test_duckdb_reads_parquet_in_three_sets_of_columns(graph: api.Graph, tmp_path: Path) -> None:
    ask = library("duckdb").connect().execute
    for name in ("e.parquet", "e.acled.parquet", "e.ucdp.parquet"):
        graph.export(tmp_path / name)
    assert ask(f"SELECT count(*), max(killedBest) FROM '{tmp_path}/e.parquet'").fetchall() == [(4, 2)]
    query = "SELECT event_type, country, year, fatalities FROM '{}/e.acled.parquet' WHERE fatalities > 0"
    assert ask(query.format(tmp_path)).fetchall() == [("Battles", "Kandor", 2024, 2)]
    query = "SELECT type_of_violence, sum(best), min(low), max(high) FROM '{}/e.ucdp.parquet' WHERE best > 0 GROUP BY 1"
    assert ask(query.format(tmp_path)).fetchall() == [(1, 2, 2, 10)]


def test_duckdb_reads_every_row_of_the_tables_and_of_neo4js(graph: api.Graph, tmp_path: Path) -> None:
    ask = library("duckdb").connect().execute
    for form in ("csv", "neo4j"):
        graph.export(tmp_path / form, form)
    reading = "header = true, all_varchar = true, quote = '\"', escape = '\"', delim = ',', strict_mode = true"

    def table(name: str) -> str:
        return f"read_csv('{tmp_path}/{name}.csv', {reading})"

    network = graph.network()
    rows = {
        "csv/nodes": len(network), "csv/edges": network.number_of_edges(), "csv/events": 4, "csv/claims": 7,
        "neo4j/nodes": len(network), "neo4j/relationships": network.number_of_edges(),
    }  # fmt: skip
    for name, count in rows.items():
        assert ask(f"SELECT count(*) FROM {table(name)}").fetchall() == [(count,)], name
    known = f"(SELECT \"id:ID\" FROM {table('neo4j/nodes')})"
    lost = f'WHERE ":START_ID" NOT IN {known} OR ":END_ID" NOT IN {known}'
    assert ask(f"SELECT count(*) FROM {table('neo4j/relationships')} {lost}").fetchall() == [(0,)]


def test_the_test_network_is_what_the_projections_hold() -> None:
    assert nx.number_of_nodes(hostile()) == 6 + len(HOSTILE)
